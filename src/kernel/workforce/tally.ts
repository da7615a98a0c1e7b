import type { PolicyInForce } from '../context.js';
import { addDays, type Day, yearBefore } from '../day.js';
import { dayOfSession, daysOfSessions, runsOf, type Session } from '../sessions.js';
import type { WorkCalendar } from '../work-calendar.js';
import { type Conduct, daysIn, onProbation } from './conduct.js';
import { COUNTED_ROWS, type CountedRow } from './ground-rows.js';
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
  /** Those of a list from one place to another, both included; the last is the one that it is as of. */
  readonly list: readonly Counted[];
  readonly first: number;
  readonly last: number;
  readonly days: number;
  readonly threshold: number;
  readonly policySet: string;
  /** First day that is counted over, and the last. */
  readonly from: Day;
  readonly to: Day;
}
/** What counts, in order. */
export const countedIn = ({ list, first, last }: Tally): readonly Counted[] => list.slice(first, last + 1);

/** First day of the year that ends on a day: twelve months, or since 1 January (RULE-6). */
export const firstDayOfYear = (day: Day, mode: YearMode): Day =>
  mode === 'CALENDAR' ? `${day.slice(0, 4)}-01-01` : addDays(yearBefore(day), 1);

/** Days that so many things of a row make. */
const daysOf = ({ counts }: CountedRow, number: number): number =>
  counts === 'HOSPITAL' ? number : daysOfSessions(number);

/** What every row comes to as of each thing that counts toward it, in order of time. */
export const talliesOf = (conduct: Conduct, rules: Rulebook): { row: CountedRow; tallies: Tally[] }[] => {
  const runs: Runs = {
    ABSENCE: absences(conduct, rules),
    LEAVE: leaves(conduct, rules),
    HOSPITAL: [daysIn(conduct.stays).map((day) => ({ key: day, day }))],
  };
  return COUNTED_ROWS.map((row) => ({
    row,
    tallies: listsOf(row, conduct, runs).flatMap((list) =>
      list.map((_, last) => tallyOf(row, list, last, conduct, rules)),
    ),
  }));
};

const tallyOf = (
  row: CountedRow,
  list: readonly Counted[],
  last: number,
  conduct: Conduct,
  { policyOn }: Rulebook,
): Tally => {
  const to = list[last]?.day ?? '';
  const { id: policySet, rules } = policyOn(to);
  const from = firstDay(row, list, to, conduct, rules.dismissal);
  const first = list.findIndex(({ day }) => day >= from);
  const days = daysOf(row, last - first + 1);
  return { row, list, first, last, days, threshold: row.threshold(rules.dismissal), policySet, from, to };
};

/** A tally as it stands on a later day on which nothing more counts: a year ends on that day. */
export const asOf = (tally: Tally, { policyOn }: Rulebook, day: Day): Tally => {
  const { id: policySet, rules } = policyOn(day);
  const { row, list, last } = tally;
  const threshold = row.threshold(rules.dismissal);
  if (row.span !== 'YEAR') return { ...tally, threshold, policySet };
  const from = firstDayOfYear(day, rules.dismissal.year);
  const since = list.findIndex((one) => one.day >= from);
  const first = since < 0 ? last + 1 : since;
  return {
    row,
    list,
    first,
    last,
    days: daysOf(row, Math.max(0, last - first + 1)),
    threshold,
    policySet,
    from,
    to: day,
  };
};

const firstDay = (
  { span }: CountedRow,
  list: readonly Counted[],
  to: Day,
  { terms }: Conduct,
  { year }: DismissalRules,
): Day => {
  switch (span) {
    case 'RUN':
      return list[0]?.day ?? to;
    case 'TOTAL':
      return terms.appointedOn;
    case 'YEAR':
      return firstDayOfYear(to, year);
  }
};

type Runs = Readonly<Record<CountedRow['counts'], readonly (readonly Counted[])[]>>;

/** What counts toward a row, in lists that are counted each on its own: runs, or everything. */
const listsOf = (row: CountedRow, { terms }: Conduct, runs: Runs): (readonly Counted[])[] => {
  const ofStatus = ({ day }: Counted): boolean => onProbation(terms, day) === row.onProbation;
  const lists = runs[row.counts].map((run) => run.filter(ofStatus));
  return row.span === 'RUN' ? lists.filter((list) => list.length > 0) : [lists.flat()];
};

/** Runs of unauthorised absence: what was worked parts them, and so does leave (RULE-5). */
const absences = ({ marks }: Conduct, { calendar }: Rulebook): Counted[][] => {
  const absent = marks.filter(({ session, standing }) => standing === 'ABSENT' && isWorking(session, calendar));
  return runsOf(calendar, absent.map(sessionOf)).map((run) => run.map(counted));
};

/** Runs of leave of the kinds that count (RULE-8): only what was worked parts them, so other leave and absence stand between. */
const leaves = ({ marks }: Conduct, { calendar, policyOn }: Rulebook): Counted[][] => {
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
  return runsOf(calendar, notWorked).map((run) => run.filter(counts).map(counted));
};

const sessionOf = ({ session }: { readonly session: Session }): Session => session;
const counted = (session: Session): Counted => ({ key: session, day: dayOfSession(session) });
/** A later calendar may have made a day off of what was a working day: then nothing was owed on it. */
const isWorking = (session: Session, calendar: WorkCalendar): boolean => calendar.isWorkingDay(dayOfSession(session));
