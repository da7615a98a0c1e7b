import { createRequire } from 'node:module';
import { weekday, yearOf } from '../kernel/day.js';
import type { CalendarYear } from '../kernel/work-calendar.js';

type DayNames = Readonly<Record<string, string>>;
const data = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as {
  holidays: DayNames;
  workdays: DayNames;
};

/**
 * The yearly arrangements that the `chinese-days` library carries: only years whose arrangement it really has, since the library
 * itself answers for later years as if they were plain weeks.
 */
export const knownCalendars = (): CalendarYear[] => {
  const years = [...new Set(Object.keys(data.holidays).map(yearOf))].sort();
  return years.map((year) => ({
    year,
    version: 1,
    restDays: Object.keys(data.holidays).filter((day) => yearOf(day) === year && weekday(day) <= 5),
    workingDays: Object.keys(data.workdays).filter((day) => yearOf(day) === year && weekday(day) > 5),
  }));
};
