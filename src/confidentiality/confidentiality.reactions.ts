import type { IntakeApplicationLinked, IntakeApplicationUnlinked } from '../intake/domain/events.js';
import { type AnyReaction, followUp, reaction } from '../kernel/reaction.js';
import type { SocialWorkerAppointed } from '../social-workers/domain/events.js';
import { DestroyKey } from './destroy-key.handler.js';
import type { LinkedDataNoted, PersonalDataErased } from './domain/events.js';
import { NoteLinkedData } from './domain/note-linked-data.js';
import { ReleaseLinkedData } from './domain/release-linked-data.js';

/** Whatever happens after an erasure was ordered, the key is destroyed, and those of what is linked to the person. */
const destroyKeyOnErasure = reaction<PersonalDataErased>({
  name: 'confidentiality.destroy-key',
  events: ['PersonalDataErased'],
  react: ({ data: { personId, kind, linked } }) => [
    followUp(DestroyKey, { personId, kind }),
    ...linked.map((one) => followUp(DestroyKey, one)),
  ],
});

/** Also when the link becomes known only after the erasure. */
const destroyKeyOnLink = reaction<LinkedDataNoted>({
  name: 'confidentiality.destroy-linked-key',
  events: ['LinkedDataNoted'],
  react: ({ data: { linked, erased } }) => (erased ? [followUp(DestroyKey, linked)] : []),
});

/** Whose application it was has become known, or that it was not; also what became known before this was noted. */
const noteLinkedApplication = reaction<IntakeApplicationLinked | IntakeApplicationUnlinked | SocialWorkerAppointed>({
  name: 'confidentiality.note-linked-application',
  events: ['IntakeApplicationLinked', 'IntakeApplicationUnlinked', 'SocialWorkerAppointed'],
  fromStart: true,
  react: (event) => {
    if (event.type !== 'SocialWorkerAppointed') {
      const { superviseeId, intakeId } = event.data;
      const linked = { linkedKind: 'intakeApplication', linkedId: intakeId } as const;
      const told = { kind: 'supervisee', personId: superviseeId, ...linked } as const;
      return [followUp(event.type === 'IntakeApplicationLinked' ? NoteLinkedData : ReleaseLinkedData, told)];
    }
    const { workerId, applicationId } = event.data;
    if (applicationId === undefined) return [];
    const linked = { linkedKind: 'applicant', linkedId: applicationId } as const;
    return [followUp(NoteLinkedData, { kind: 'socialWorker', personId: workerId, ...linked })];
  },
});

export const erasureReactions: readonly AnyReaction[] = [destroyKeyOnErasure, destroyKeyOnLink, noteLinkedApplication];
