import { addDays, type Day, daysFrom } from '../day.js';
import type { Session } from '../sessions.js';
import type { LeaveKind } from './leave-rules.js';

/** What a session stands as that was not worked. A session without a mark was worked, or is still to be. */
export type Standing = 'ABSENT' | LeaveKind;
export interface Mark {
  readonly session: Session;
  readonly standing: Standing;
}

/** All that is known of one session; what it stands as follows from it. */
export interface SessionFacts {
  /** It was found to be an unauthorised absence, and not corrected. */
  readonly absent?: boolean;
  /** Kind of the approved leave that covers it. */
  readonly leave?: LeaveKind;
  /** The worker came in spite of the leave, or a correction says that they were there. */
  readonly worked?: boolean;
}

/** Leave explains an absence, also when it is approved later; who came has worked (RULE-5). */
export const standingOf = ({ absent, leave, worked }: SessionFacts): Standing | undefined => {
  if (worked) return undefined;
  return leave ?? (absent ? 'ABSENT' : undefined);
};

/** From the first to the last day, both included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** On a day up to `probationEnds` the worker is on probation, after it appointed. */
export interface ServiceTerms {
  readonly appointedOn: Day;
  /** Null when there was no probation. */
  readonly probationEnds: Day | null;
}
export const onProbation = ({ probationEnds }: ServiceTerms, day: Day): boolean =>
  probationEnds !== null && day <= probationEnds;

/** Everything about one worker that grounds of dismissal are found from. */
export interface Conduct {
  readonly terms: ServiceTerms;
  /** In order, one for a session. */
  readonly marks: readonly Mark[];
  /** Stays in hospital for an injury that is not from work (THR-5). */
  readonly stays: readonly Period[];
  /** Years whose annual appraisal stands at 不合格, and the day that it was set (APP-4). */
  readonly notCompetent: readonly { readonly year: string; readonly on: Day }[];
}

/** The days of several periods, each once, in order. */
export const daysIn = (periods: readonly Period[]): Day[] =>
  [...new Set(periods.flatMap(({ from, to }) => daysFrom(from, to)))].sort();

/** Days in order as the fewest periods. */
export const periodsOf = (days: readonly Day[]): Period[] => {
  const periods: { from: Day; to: Day }[] = [];
  for (const day of days) {
    const last = periods.at(-1);
    if (last && addDays(last.to, 1) === day) last.to = day;
    else periods.push({ from: day, to: day });
  }
  return periods;
};
