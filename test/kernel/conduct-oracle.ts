import { addDays, type Day, daysFrom } from '../../src/kernel/day.js';
import { HALVES, type Session, sessionOf } from '../../src/kernel/sessions.js';
import { type Conduct, onProbation, type Standing } from '../../src/kernel/workforce/conduct.js';
import type { CountedRowName } from '../../src/kernel/workforce/ground-rows.js';
import type { DismissalRules } from '../../src/kernel/workforce/threshold-rules.js';
import { CALENDAR } from '../support/given.js';

/** The twelve months that end on a day, walked back one day at a time until the date comes round. */
const twelveMonths = (day: Day): Set<Day> => {
  const date = day.slice(5) === '02-29' ? '02-28' : day.slice(5);
  const days = new Set<Day>([day]);
  for (
    let back = addDays(day, -1);
    back.slice(5) !== date || back.slice(0, 4) === day.slice(0, 4);
    back = addDays(back, -1)
  )
    days.add(back);
  return days;
};
const known = new Map<string, Set<Day>>();
const withinYear = (day: Day, mode: DismissalRules['year']): Set<Day> => {
  const year =
    known.get(day + mode) ??
    (mode === 'CALENDAR' ? new Set(daysFrom(`${day.slice(0, 4)}-01-01`, day)) : twelveMonths(day));
  known.set(day + mode, year);
  return year;
};

/**
 * The most days that each row comes to, found the slow way: every half of every day of two years is looked at in turn, and for every
 * day the year before it is counted anew.
 */
export const mostDays = (
  conduct: Conduct,
  rules: DismissalRules,
  [first, last]: readonly [Day, Day],
): Partial<Record<CountedRowName, number>> => {
  const standing = new Map<Session, Standing>(conduct.marks.map((mark) => [mark.session, mark.standing]));
  const most: Partial<Record<CountedRowName, number>> = {};
  const note = (row: CountedRowName, days: number): void => {
    if (days > (most[row] ?? 0)) most[row] = days;
  };
  let [absenceRun, absenceTotal, leaveRun, leaveTotal] = [0, 0, 0, 0];
  const absent: Day[] = [];
  const onLeave: Day[] = [];
  let before = true;
  for (const day of daysFrom(first, last)) {
    const probation = onProbation(conduct.terms, day);
    if (probation !== before) [absenceRun, leaveRun] = [0, 0];
    before = probation;
    for (const half of CALENDAR.isWorkingDay(day) ? HALVES : []) {
      const stands = standing.get(sessionOf(day, half));
      if (stands === undefined) [absenceRun, leaveRun] = [0, 0];
      else if (stands === 'ABSENT') {
        absenceRun += 0.5;
        absenceTotal += 0.5;
        if (probation) {
          note('PROBATION_ABSENCE_RUN', absenceRun);
          note('PROBATION_ABSENCE_TOTAL', absenceTotal);
        } else {
          absent.push(day);
          note('APPOINTED_ABSENCE_RUN', absenceRun);
          const year = withinYear(day, rules.year);
          note('APPOINTED_ABSENCE_YEAR', absent.filter((one) => year.has(one)).length / 2);
        }
      } else {
        absenceRun = 0;
        if (!rules.countedLeave.includes(stands)) continue;
        leaveRun += 0.5;
        leaveTotal += 0.5;
        if (probation) {
          note('PROBATION_LEAVE_RUN', leaveRun);
          note('PROBATION_LEAVE_TOTAL', leaveTotal);
        } else {
          onLeave.push(day);
          note('APPOINTED_LEAVE_RUN', leaveRun);
          const year = withinYear(day, rules.year);
          note('APPOINTED_LEAVE_YEAR', onLeave.filter((one) => year.has(one)).length / 2);
        }
      }
    }
    if (probation || !conduct.stays.some(({ from, to }) => from <= day && day <= to)) continue;
    const year = [...withinYear(day, rules.year)];
    const inHospital = year.filter(
      (one) => !onProbation(conduct.terms, one) && conduct.stays.some(({ from, to }) => from <= one && one <= to),
    );
    note('HOSPITAL_YEAR', inHospital.length);
  }
  return most;
};
