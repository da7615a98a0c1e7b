import { followUp, reaction } from '../kernel/reaction.js';
import { DestroyKey } from './destroy-key.handler.js';
import type { PersonalDataErased } from './domain/events.js';

/** Whatever happens after an erasure was ordered, the key is destroyed. */
export const destroyKeyOnErasure = reaction<PersonalDataErased>({
  name: 'confidentiality.destroy-key',
  events: ['PersonalDataErased'],
  react: ({ data: { personId, kind } }) => [followUp(DestroyKey, { personId, kind })],
});
