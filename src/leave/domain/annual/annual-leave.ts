import type { Context, Face } from '../../../kernel/context.js';
import { type Day, yearOf } from '../../../kernel/day.js';
import type { Reference } from '../../../kernel/decider.js';
import { dayOfSession, type Session } from '../../../kernel/sessions.js';
import type { AnnualLeaveRules, AnnualLeaveTier } from '../../../kernel/workforce/leave-rules.js';
import { daysOf, type LeaveBook, sessionsOf } from '../leave-book.js';
import { reject } from '../rejections.js';

/** Appraisals come every year: the last one is among these, or the worker was not appraised for years. */
export const YEARS_LOOKED_BACK = [0, 1, 2, 3] as const;

/** The annual appraisals among which the last is, by the names that they have in the context. */
export const annualAppraisals = (workerId: string, day: Day): Readonly<Record<string, Reference>> =>
  Object.fromEntries(
    YEARS_LOOKED_BACK.map((back) => String(yearOf(day) - back)).map((year) => [
      `appraisal-${year}`,
      { category: 'annualAppraisal', id: `${workerId}-${year}` },
    ]),
  );

/**
 * Annual leave is for who is past the probation, was COMPETENT or better at the last annual appraisal (who was never appraised is not
 * kept from it), and has worked for so many years; in each calendar year no more days than that gives, what others of the worker's
 * requests ask for included (LEV-9).
 */
export const checkAnnualLeave = (
  sessions: readonly Session[],
  requestId: string,
  book: LeaveBook,
  context: Context,
): void => {
  const [first] = sessions;
  const { worker } = context.references;
  if (!first || !worker) return;
  const { probationEnds, workSince } = worker.facts;
  const known = {
    probationEnds: typeof probationEnds === 'string' ? probationEnds : null,
    workSince: typeof workSince === 'string' ? workSince : null,
    grade: lastGrade(context) ?? null,
  };
  const without = withoutAnnualLeave(known, dayOfSession(first), context.policy.rules.leave.annual);
  if (without) throw reject(without, known);
  if (known.workSince === null) return;
  for (const year of yearsOf(sessions)) checkBalance(year, sessions, known.workSince, others(book, requestId), context);
};

/** What of a worker annual leave depends on; null where nothing is on record. */
interface Entitling {
  readonly probationEnds: Day | null;
  readonly workSince: Day | null;
  /** That stands of the last annual appraisal with one. */
  readonly grade: string | null;
}

/** Why somebody has no annual leave on a day, whatever is left of it; undefined for who has. */
export const withoutAnnualLeave = (
  { probationEnds, workSince, grade }: Entitling,
  on: Day,
  rules: AnnualLeaveRules,
): 'LEAVE_ANNUAL_ON_PROBATION' | 'LEAVE_ANNUAL_APPRAISAL' | 'LEAVE_ANNUAL_NOT_ENTITLED' | undefined => {
  if (probationEnds !== null && on <= probationEnds) return 'LEAVE_ANNUAL_ON_PROBATION';
  if (grade !== null && !rules.grades.includes(grade)) return 'LEAVE_ANNUAL_APPRAISAL';
  return workSince === null ? 'LEAVE_ANNUAL_NOT_ENTITLED' : undefined;
};

/** The grade that stands of the last annual appraisal with one. */
const lastGrade = ({ references }: Context): string | undefined => {
  const appraised = Object.entries(references)
    .filter((entry): entry is [string, Face] => entry[0].startsWith('appraisal-') && entry[1] !== undefined)
    .map(([name, { facts }]) => ({ name, grade: facts.grade }))
    .filter((one): one is { name: string; grade: string } => typeof one.grade === 'string');
  return appraised.sort((one, other) => (one.name < other.name ? 1 : -1))[0]?.grade;
};

const checkBalance = (
  year: number,
  sessions: readonly Session[],
  workSince: Day,
  taken: readonly Session[],
  context: Context,
): void => {
  const asked = ofYear(year, sessions);
  const years = yearsOfWork(workSince, dayOfSession(asked[0] ?? `${year}-01-01:AM`));
  const entitled = entitledDays(years, context.policy.rules.leave.annual.tiers);
  if (entitled === 0) throw reject('LEAVE_ANNUAL_NOT_ENTITLED', { year, years });
  const balance = entitled - daysOf(ofYear(year, taken));
  if (daysOf(asked) > balance) throw reject('LEAVE_ANNUAL_BALANCE', { year, years, entitled, balance });
};

/** Whole years of work on a day: a year is full on its anniversary. */
export const yearsOfWork = (since: Day, on: Day): number =>
  yearOf(on) - yearOf(since) - (on.slice(5) < since.slice(5) ? 1 : 0);

/** What so many years of work give, by the highest tier that they reach. */
export const entitledDays = (years: number, tiers: readonly AnnualLeaveTier[]): number =>
  Math.max(0, ...tiers.filter(({ fromYears }) => fromYears <= years).map(({ days }) => days));

/** Annual leave of the other requests that are open or granted. */
const others = (book: LeaveBook, requestId: string): Session[] =>
  Object.entries(book.requests).flatMap(([id, leave]) =>
    id !== requestId && 'kind' in leave && leave.kind === 'ANNUAL' ? sessionsOf(leave) : [],
  );

const yearsOf = (sessions: readonly Session[]): number[] => [
  ...new Set(sessions.map((session) => yearOf(dayOfSession(session)))),
];
const ofYear = (year: number, sessions: readonly Session[]): Session[] =>
  sessions.filter((session) => yearOf(dayOfSession(session)) === year);
