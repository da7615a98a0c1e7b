import type { Instant } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions } from '../../kernel/event.js';

/** Persons whose history can be asked for: records that decisions about them can refer to. */
export const PERSON_KINDS = ['supervisee', 'socialWorker', 'intakeApplication', 'volunteer', 'applicant'] as const;
/** Whose or what history is read: a person's, that of one record (a stream), or that of one document of a read model. */
export const SUBJECT_KINDS = [...PERSON_KINDS, 'record', 'document'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** Somebody is about to read what was on record of a person, a record or a document, and said why (SEC-4). */
export type HistoryOpened = DomainEvent<
  'HistoryOpened',
  {
    readonly kind: SubjectKind;
    readonly subjectId: string;
    /** For the supervisee's own file; absent where the history is of something else. */
    readonly superviseeId?: string;
    readonly reader: string;
    readonly reason: string;
    readonly openUntil: Instant;
  }
>;

export type HistoryAccessEvent = HistoryOpened;

export const historyAccessEvents: EventDefinitions<HistoryAccessEvent> = {
  HistoryOpened: { version: 1, title: ['查阅历史记录', 'History opened'] },
};
