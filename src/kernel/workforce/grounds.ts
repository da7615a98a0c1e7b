import type { Day } from '../day.js';
import { type Conduct, daysIn, type Mark, type Period, periodsOf } from './conduct.js';
import { type CountedRowName, GRAVITY, type GroundRow } from './ground-rows.js';
import { asOf, countedIn, type Rulebook, type Tally, talliesOf } from './tally.js';

/** A ground for ending the appointment that days add up to, with its working. */
export interface CountedGround {
  readonly row: CountedRowName;
  /** The requirement that says so. */
  readonly rule: string;
  /** The set in force on the last day counted, and the days that it has a ground from. */
  readonly policySet: string;
  readonly threshold: number;
  readonly days: number;
  /** The day on which what was counted over reached the threshold. */
  readonly reachedOn: Day;
  /** What was counted over: the run, the probation, or the year, up to the last day counted. */
  readonly from: Day;
  readonly to: Day;
  /** Each half a day. */
  readonly sessions: readonly Mark[];
  readonly stays: readonly Period[];
}
/** A ground that an annual appraisal is (APP-4). */
export interface AppraisalGround {
  readonly row: 'NOT_COMPETENT';
  readonly rule: 'APP-4';
  readonly year: string;
  readonly reachedOn: Day;
}
export type Ground = CountedGround | AppraisalGround;

/** By row, what was decided on before: sessions, days in hospital, years of appraisals. It is no ground again by itself. */
export type Settled = Readonly<Partial<Record<GroundRow, readonly string[]>>>;

/** What is settled once grounds were decided on, with what was before. */
export const settledBy = (settled: Settled, grounds: readonly Ground[]): Settled =>
  grounds.reduce<Settled>(
    (all, ground) => ({ ...all, [ground.row]: [...(all[ground.row] ?? []), ...evidenceOf(ground)] }),
    settled,
  );

/** What a ground rests on, by the names that it is settled by. */
const evidenceOf = (ground: Ground): readonly string[] =>
  ground.row === 'NOT_COMPETENT'
    ? [ground.year]
    : [...ground.sessions.map(({ session }) => session), ...daysIn(ground.stays)];

/**
 * The grounds that a worker's conduct gives, the gravest first, at most one of a row: where several runs or years reach the threshold,
 * that with the most days, the earliest of these. Each day is judged by the rules in force on it and counts toward the rows of the
 * status that the worker had on it. What was decided on before counts on, but a ground needs something new.
 */
export const groundsOf = (conduct: Conduct, rules: Rulebook, settled: Settled = {}): Ground[] => {
  const counted = talliesOf(conduct, rules).flatMap(({ row, tallies }): Ground[] => {
    const before = new Set(settled[row.row]);
    const reached = tallies.filter(
      (one) => one.days >= one.threshold && countedIn(one).some(({ key }) => !before.has(key)),
    );
    return reached.length > 0 ? [groundOf(row.row, reached, conduct)] : [];
  });
  const failed = conduct.notCompetent
    .filter(({ year }) => !settled.NOT_COMPETENT?.includes(year))
    .map(({ year, on }): Ground => ({ row: 'NOT_COMPETENT', rule: 'APP-4', year, reachedOn: on }));
  return [...counted, ...failed].sort((a, b) => GRAVITY.indexOf(a.row) - GRAVITY.indexOf(b.row));
};

const groundOf = (row: CountedRowName, reached: readonly Tally[], { marks }: Conduct): CountedGround => {
  const most = reached.reduce((best, one) => (one.days > best.days ? one : best));
  const first = reached.find(({ to }) => to >= most.from) ?? most;
  const { threshold, policySet, days, from, to } = most;
  const counted = countedIn(most);
  const keys = new Set(counted.map(({ key }) => key));
  const inHospital = most.row.counts === 'HOSPITAL';
  return {
    ...{ row, rule: most.row.rule, policySet, threshold, days, reachedOn: first.to, from, to },
    sessions: inHospital ? [] : marks.filter(({ session }) => keys.has(session)),
    stays: inHospital ? periodsOf(counted.map(({ day }) => day)) : [],
  };
};

/** What each row that anything counts toward comes to on a day: the latest run, or all of the probation or of the year. */
export const talliesAsOf = (conduct: Conduct, rules: Rulebook, day: Day): Tally[] =>
  talliesOf(conduct, rules).flatMap(({ tallies }) =>
    tallies
      .filter(({ to }) => to <= day)
      .slice(-1)
      .map((last) => asOf(last, rules, day)),
  );
