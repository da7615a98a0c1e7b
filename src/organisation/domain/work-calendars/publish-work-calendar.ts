import { Command } from '../../../kernel/command.js';
import { type Day, weekday, yearOf } from '../../../kernel/day.js';
import { DaysField, IntegerField } from '../../../kernel/fields.js';
import type { WorkCalendarEvent } from './events.js';
import { reject } from './rejections.js';
import type { PublishedCalendars } from './published-calendars.js';

export class PublishWorkCalendar extends Command {
  @IntegerField({ min: 2000, max: 2100, description: '年度 / year', example: 2027 }) declare readonly year: number;
  @DaysField({ description: '放假的工作日（周一至周五）/ weekdays that are off', example: ['2027-01-01'] })
  declare readonly restDays: string[];
  @DaysField({ description: '调休上班的周末 / weekend days that are worked', example: ['2027-02-06'] })
  declare readonly workingDays: string[];
}

/** The arrangement of a year as the State Council publishes it; once more for the same year makes its next version (RULE-3). */
export const publishWorkCalendar = (c: PublishWorkCalendar, calendars: PublishedCalendars): WorkCalendarEvent[] => {
  const { year } = c;
  const days = [...c.restDays, ...c.workingDays];
  const foreign = days.find((day) => yearOf(day) !== year);
  if (foreign !== undefined) throw reject('CALENDAR_OTHER_YEAR', { day: foreign });
  if (new Set(days).size !== days.length) throw reject('CALENDAR_DAY_TWICE');
  const weekend = c.restDays.find((day) => weekday(day) > 5);
  if (weekend !== undefined) throw reject('CALENDAR_REST_ON_WEEKEND', { day: weekend });
  const weekly = c.workingDays.find((day) => weekday(day) <= 5);
  if (weekly !== undefined) throw reject('CALENDAR_WORK_ON_WEEKDAY', { day: weekly });
  const [restDays, workingDays] = [c.restDays.toSorted(), c.workingDays.toSorted()];
  const before = calendars.years.get(year);
  if (before && same(before.restDays, restDays) && same(before.workingDays, workingDays))
    throw reject('CALENDAR_UNCHANGED', { version: before.version });
  const version = (before?.version ?? 0) + 1;
  return [{ type: 'WorkCalendarPublished', data: { year, version, restDays, workingDays } }];
};

const same = (one: readonly Day[], other: readonly Day[]): boolean => one.join() === other.join();
