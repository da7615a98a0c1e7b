import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Reference } from '../../kernel/decider.js';
import { RecordIdField } from '../../kernel/field-kinds/record-id.js';
import { ChoiceField } from '../../kernel/fields.js';
import { ERASABLE, type Erasable, type OfOneKey } from './events.js';

/** What a fact elsewhere says of other data that are sealed with a key of their own, and a person. */
export abstract class OfLinkedData extends Command {
  @RecordIdField() declare readonly personId: string;
  @ChoiceField(ERASABLE) declare readonly kind: Erasable;
  @RecordIdField() declare readonly linkedId: string;
  @ChoiceField(ERASABLE) declare readonly linkedKind: Erasable;
}

export const linkedIn = ({ linkedKind: kind, linkedId: personId }: OfLinkedData): OfOneKey => ({ kind, personId });
export const isSame = (one: OfOneKey, other: OfOneKey): boolean =>
  one.kind === other.kind && one.personId === other.personId;

const nameOf = ({ kind, personId }: OfOneKey): string => `${kind}:${personId}`;
/** Whose link can be corrected. */
const isCorrectable = ({ kind }: OfOneKey): boolean => kind === 'intakeApplication';

/** The records that say themselves whom they are linked to. */
export const linkedRecords = (linked: readonly OfOneKey[]): Readonly<Record<string, Reference>> =>
  Object.fromEntries(
    linked.filter(isCorrectable).map((one) => [nameOf(one), { category: one.kind, id: one.personId }]),
  );

/**
 * Whether the record says that its link to the person was wrong, though that was not noted here yet: what is destroyed cannot be had back.
 * That it says nothing of a link proves nothing: a moment ago it may not have been linked.
 */
export const wasUnlinked = (personId: string, one: OfOneKey, { references }: Context): boolean => {
  const { superviseeId, unlinkedFrom } = references[nameOf(one)]?.facts ?? {};
  return unlinkedFrom === personId && superviseeId !== personId;
};
