import type { Day, Week } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';

interface Told {
  readonly superviseeId: string;
  readonly officeId: string;
  /** Week that the report is due in; it tells of the one before. */
  readonly week: Week;
  readonly reportedOn: Day;
  readonly thinking: Personal;
  readonly work: Personal;
  readonly life: Personal;
  readonly callerNumber: Personal;
}

export type WeeklyReportReceived = DomainEvent<
  'WeeklyReportReceived',
  Told & {
    /** Days after the end of the week; 0 for a report made in time, whenever it was entered. */
    readonly daysLate: number;
    /** The week had been recorded as missed: it is no longer. */
    readonly clearsMiss: boolean;
  }
>;
/** The week ended, and no report of it had come (REP-2). */
export type WeeklyReportMissed = DomainEvent<
  'WeeklyReportMissed',
  {
    readonly superviseeId: string;
    readonly officeId: string;
    readonly week: Week;
    /** Last day of the week. */
    readonly endedOn: Day;
  }
>;
/** A further report in the same week: it stands for the one before, which stays on record. */
export type WeeklyReportAmended = DomainEvent<
  'WeeklyReportAmended',
  Told & {
    /** 1 for the first amendment. */
    readonly amendment: number;
    readonly previouslyReportedOn: Day;
  }
>;

export type WeeklyReportEvent = WeeklyReportReceived | WeeklyReportAmended | WeeklyReportMissed;

const told = {
  version: 1,
  day: 'reportedOn',
  subject: 'superviseeId',
  personal: ['thinking', 'work', 'life', 'callerNumber'],
} as const;

export const weeklyReportEvents: EventDefinitions<WeeklyReportEvent> = {
  WeeklyReportReceived: {
    ...told,
    version: 2,
    title: ['周汇报', 'Weekly report received'],
    // Before weeks could be missed, a report was always one of the week that it was made in.
    upcast: (data) => ({ daysLate: 0, clearsMiss: false, ...data }) as unknown as WeeklyReportReceived['data'],
  },
  WeeklyReportAmended: { ...told, title: ['周汇报补正', 'Weekly report amended'] },
  WeeklyReportMissed: { version: 1, day: 'endedOn', title: ['本周未汇报', 'Weekly report missed'] },
};
