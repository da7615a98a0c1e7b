import { decider, type Reference } from '../../kernel/decider.js';
import type { Instant } from '../../kernel/day.js';
import { type HistoryAccessEvent, historyAccessEvents, PERSON_KINDS, type SubjectKind } from './events.js';
import { openHistory, OpenHistory } from './open-history.js';

/** Until when one reader may read one history; null before the first time. */
export interface HistoryAccess {
  readonly openUntil: Instant | null;
}

const isPerson = (kind: SubjectKind): boolean => (PERSON_KINDS as readonly string[]).includes(kind);

/** Names the readings of one history by one reader. */
export const accessId = (kind: SubjectKind, subjectId: string, reader: string): string =>
  `${kind}.${subjectId}_${reader}`;

/**
 * One reader's readings of one history. That of a person belongs to the person's unit, and does not exist outside of it; of any other,
 * what the reader may see shows only when it is read: the reading belongs to the reader's own unit.
 */
export const historyAccess = decider({
  category: 'historyAccess',
  events: historyAccessEvents,
  commands: { OpenHistory },
  initial: { openUntil: null },
  evolve: (_access: HistoryAccess, { data }: HistoryAccessEvent): HistoryAccess => ({ openUntil: data.openUntil }),
  decide: { OpenHistory: openHistory },
  idOf: (command) => accessId(command.kind, command.subjectId, command.meta.actor),
  unitOf: (_state, command, references) => (isPerson(command.kind) ? references.person?.unit : command.meta.unit),
  references: (command): Readonly<Record<string, Reference>> =>
    isPerson(command.kind) ? { person: { category: command.kind, id: command.subjectId } } : {},
});
