import { Command } from '../../kernel/command.js';
import { ChoiceField } from '../../kernel/fields.js';
import type { Erasure } from './erase-personal-data.js';
import { ERASABLE, type ConfidentialityEvent, type Erasable } from './events.js';
import { SubjectIdField } from './subject-id.js';

/** What a fact elsewhere says: other data, sealed with a key of their own, are about the person too. */
export class NoteLinkedData extends Command {
  @SubjectIdField() declare readonly personId: string;
  @ChoiceField(ERASABLE) declare readonly kind: Erasable;
  @SubjectIdField() declare readonly linkedId: string;
  @ChoiceField(ERASABLE) declare readonly linkedKind: Erasable;
}

/** Whoever is erased is erased with it, also when the link becomes known only afterwards (SEC-3). */
export const noteLinkedData = (c: NoteLinkedData, { erased, linked }: Erasure): ConfidentialityEvent[] => {
  const { personId, kind, linkedId, linkedKind } = c;
  if (linked.some((one) => one.personId === linkedId && one.kind === linkedKind)) return [];
  const other = { kind: linkedKind, personId: linkedId };
  return [{ type: 'LinkedDataNoted', data: { personId, kind, linked: other, erased } }];
};
