import type { Day, Week } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';

interface Told {
  readonly superviseeId: string;
  readonly officeId: string;
  /** Week that the report was made in; it tells of the one before. */
  readonly week: Week;
  readonly reportedOn: Day;
  readonly thinking: Personal;
  readonly work: Personal;
  readonly life: Personal;
  readonly callerNumber: Personal;
}

export type WeeklyReportReceived = DomainEvent<'WeeklyReportReceived', Told>;
/** A further report in the same week: it stands for the one before, which stays on record. */
export type WeeklyReportAmended = DomainEvent<
  'WeeklyReportAmended',
  Told & {
    /** 1 for the first amendment. */
    readonly amendment: number;
    readonly previouslyReportedOn: Day;
  }
>;

export type WeeklyReportEvent = WeeklyReportReceived | WeeklyReportAmended;

const told = {
  version: 1,
  day: 'reportedOn',
  subject: 'superviseeId',
  personal: ['thinking', 'work', 'life', 'callerNumber'],
} as const;

export const weeklyReportEvents: EventDefinitions<WeeklyReportEvent> = {
  WeeklyReportReceived: { ...told, title: ['周汇报', 'Weekly report received'] },
  WeeklyReportAmended: { ...told, title: ['周汇报补正', 'Weekly report amended'] },
};
