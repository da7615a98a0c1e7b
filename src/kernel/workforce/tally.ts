import type { PolicyInForce } from '../context.js';
import { addDays, type Day, yearBefore } from '../day.js';
import { dayOfSession, daysOfSessions, runsOf, type Session } from '../sessions.js';
import type { WorkCalendar } from '../work-calendar.js';
import { type Conduct, daysIn, onProbation } from './conduct.js';
import type { CountedRow } from './ground-rows.js';
import type { DismissalRules, YearMode } from './threshold-rules.js';

/** What days are counted by: working days, and the rules in force on each day (RULE-2). */
export interface Rulebook {
  readonly calendar: WorkCalendar;
  readonly policyOn: (day: Day) => PolicyInForce;
}

/** One thing that counts toward a row: a session (half a day), or a day in hospital. */
export interface Counted {
  readonly key: string;
  readonly day: Day;
}

/** What a row comes to as of one thing that counts: with all before it that count together with it. */
export interface Tally {
  readonly row: CountedRow;
  /** In order; the last is the one that it is as of. */
  readonly counted: readonly Counted[];
  readonly days: number;
  readonly threshold: number;
  readonly policySet: string;
  /** First day that is counted over, and the last. */
  readonly from: Day;
  readonly to: Day;
}

/** First day of the year that ends on a day: twelve months, or since 1 January (RULE-6). */
export const firstDayOfYear = (day: Day, mode: YearMode): Day =>
  mode === 'CALENDAR' ? `${day.slice(0, 4)}-01-01` : addDays(yearBefore(day), 1);

/** Days that so many things of a row make. */
const daysOf = ({ counts }: CountedRow, number: number): number =>
  counts === 'HOSPITAL' ? number : daysOfSessions(number);

/** What a row comes to as of each thing that counts toward it, in order of time. */
export const talliesOf = (row: CountedRow, conduct: Conduct, rules: Rulebook): Tally[] =>
  listsOf(row, conduct, rules).flatMap((list) =>
    list.map((last, index) => {
      const { id: policySet, rules: inForce } = rules.policyOn(last.day);
      const from = firstDay(row, list, last, conduct, inForce.dismissal);
      const counted = list.slice(0, index + 1).filter(({ day }) => day >= from);
      const threshold = row.threshold(inForce.dismissal);
      return { row, counted, days: daysOf(row, counted.length), threshold, policySet, from, to: last.day };
    }),
  );

/** A tally as it stands on a later day on which nothing more counts: a year ends on that day. */
export const asOf = (tally: Tally, rules: Rulebook, day: Day): Tally => {
  const { id: policySet, rules: inForce } = rules.policyOn(day);
  const { row } = tally;
  const threshold = row.threshold(inForce.dismissal);
  if (row.span !== 'YEAR') return { ...tally, threshold, policySet };
  const from = firstDayOfYear(day, inForce.dismissal.year);
  const counted = tally.counted.filter((one) => one.day >= from);
  return { row, counted, days: daysOf(row, counted.length), threshold, policySet, from, to: day };
};

const firstDay = (
  { span }: CountedRow,
  list: readonly Counted[],
  last: Counted,
  { terms }: Conduct,
  { year }: DismissalRules,
): Day => {
  switch (span) {
    case 'RUN':
      return list[0]?.day ?? last.day;
    case 'TOTAL':
      return terms.appointedOn;
    case 'YEAR':
      return firstDayOfYear(last.day, year);
  }
};

/** What counts toward a row, in lists that are counted each on its own: runs, or everything. */
const listsOf = (row: CountedRow, conduct: Conduct, rules: Rulebook): Counted[][] => {
  const ofStatus = ({ day }: Counted): boolean => onProbation(conduct.terms, day) === row.onProbation;
  if (row.counts === 'HOSPITAL')
    return [
      daysIn(conduct.stays)
        .map((day) => ({ key: day, day }))
        .filter(ofStatus),
    ];
  const runs = row.counts === 'ABSENCE' ? absences(conduct, rules) : leaves(conduct, rules);
  const lists = runs.map((run) =>
    run.map((session) => ({ key: session, day: dayOfSession(session) })).filter(ofStatus),
  );
  return row.span === 'RUN' ? lists.filter((list) => list.length > 0) : [lists.flat()];
};

/** Runs of unauthorised absence: what was worked parts them, and so does leave (RULE-5). */
const absences = ({ marks }: Conduct, { calendar }: Rulebook): Session[][] =>
  runsOf(
    calendar,
    marks.filter(({ session, standing }) => standing === 'ABSENT' && isWorking(session, calendar)).map(sessionOf),
  );

/** Runs of leave of the kinds that count (RULE-8): only what was worked parts them, so other leave and absence stand between. */
const leaves = ({ marks }: Conduct, { calendar, policyOn }: Rulebook): Session[][] => {
  const standing = new Map(marks.map((mark) => [mark.session, mark.standing]));
  const counts = (session: Session): boolean => {
    const kind = standing.get(session);
    return (
      kind !== undefined &&
      kind !== 'ABSENT' &&
      policyOn(dayOfSession(session)).rules.dismissal.countedLeave.includes(kind)
    );
  };
  const notWorked = marks.map(sessionOf).filter((session) => isWorking(session, calendar));
  return runsOf(calendar, notWorked).map((run) => run.filter(counts));
};

const sessionOf = ({ session }: { readonly session: Session }): Session => session;
/** A later calendar may have made a day off of what was a working day: then nothing was owed on it. */
const isWorking = (session: Session, calendar: WorkCalendar): boolean => calendar.isWorkingDay(dayOfSession(session));
