import { addDays, type Day, weekday, yearOf } from './day.js';
import { rejections } from './rejection.js';

const reject = rejections({
  CALENDAR_NOT_PUBLISHED: [
    '该年度的工作日安排尚未公布，不能计算工作日',
    'The working-day arrangement of that year is not published yet, so working days cannot be computed',
  ],
});

/** The published arrangement of one year: what differs from plain weeks. */
export interface CalendarYear {
  readonly year: number;
  /** From 1; a later version of the same year supersedes the earlier. */
  readonly version: number;
  /** Weekdays (Mon–Fri) that are off. */
  readonly restDays: readonly Day[];
  /** Weekend days that are worked (调休). */
  readonly workingDays: readonly Day[];
}

/** Which days are working days (RULE-3). Asking about a year that is not published refuses: it never falls back to plain weeks. */
export class WorkCalendar {
  private readonly byYear: ReadonlyMap<number, { rest: ReadonlySet<Day>; work: ReadonlySet<Day> }>;

  constructor(readonly years: readonly CalendarYear[]) {
    this.byYear = new Map(
      years.map((y) => [y.year, { rest: new Set(y.restDays), work: new Set(y.workingDays) }] as const),
    );
  }

  isWorkingDay(day: Day): boolean {
    const year = this.byYear.get(yearOf(day));
    if (!year) throw reject('CALENDAR_NOT_PUBLISHED', { year: yearOf(day) });
    return weekday(day) <= 5 ? !year.rest.has(day) : year.work.has(day);
  }

  /** The first working day after `day`. */
  nextWorkingDay(day: Day): Day {
    let next = addDays(day, 1);
    while (!this.isWorkingDay(next)) next = addDays(next, 1);
    return next;
  }
}
