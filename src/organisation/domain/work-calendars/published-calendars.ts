import { type CalendarYear, WorkCalendar } from '../../../kernel/work-calendar.js';
import type { WorkCalendarEvent } from './events.js';

/** The calendar of mainland China: one stream for all years. */
export const CALENDAR_ID = 'CN';

export interface PublishedCalendars {
  /** The latest version of each year. */
  readonly years: ReadonlyMap<number, CalendarYear>;
  /** Made of them once for all decisions that use it. */
  readonly calendar: WorkCalendar;
}

export const NO_CALENDARS: PublishedCalendars = { years: new Map(), calendar: new WorkCalendar([]) };

export const evolve = ({ years }: PublishedCalendars, { data }: WorkCalendarEvent): PublishedCalendars => {
  const { year, version, restDays, workingDays } = data;
  const after = new Map([...years, [year, { year, version, restDays, workingDays }] as const]);
  return { years: after, calendar: new WorkCalendar([...after.values()]) };
};
