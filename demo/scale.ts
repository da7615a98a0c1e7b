import { type Day, daysFrom } from '../src/kernel/day.js';
import { WorkCalendar } from '../src/kernel/work-calendar.js';
import { knownCalendars } from '../src/organisation/known-calendars.js';

/** How much of a county is played, and when. All lies in one quarter, whose end the history reaches. */
export interface Scale {
  readonly offices: number;
  readonly workersPerOffice: number;
  readonly supervisees: number;
  /** When the county is founded and its first supervisees report. */
  readonly foundedOn: Day;
  /** First and last day of daily work. */
  readonly from: Day;
  readonly to: Day;
  readonly quarter: string;
}

export const SCALES = {
  full: {
    offices: 3,
    workersPerOffice: 4,
    supervisees: 150,
    foundedOn: '2025-07-01',
    from: '2026-01-01',
    to: '2026-03-31',
    quarter: '2026Q1',
  },
  small: {
    offices: 1,
    workersPerOffice: 2,
    supervisees: 5,
    foundedOn: '2025-09-01',
    from: '2026-03-18',
    to: '2026-03-31',
    quarter: '2026Q1',
  },
} as const satisfies Record<string, Scale>;

export type ScaleName = keyof typeof SCALES;

export const calendar = new WorkCalendar(knownCalendars());

export const workingDays = (from: Day, to: Day): Day[] =>
  daysFrom(from, to).filter((day) => calendar.isWorkingDay(day));
/** The day itself when it is worked, else the next that is. */
export const workedOn = (day: Day): Day => (calendar.isWorkingDay(day) ? day : calendar.nextWorkingDay(day));
