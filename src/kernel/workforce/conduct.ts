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
  /** The approved leave that covers it. */
  readonly leave?: { readonly requestId: string; readonly kind: LeaveKind };
  /** The worker came in spite of the leave, or a correction says that they were there. */
  readonly worked?: boolean;
}

/** What becomes known of sessions. */
export type SessionChange =
  | { readonly change: 'ABSENT' | 'WORKED' }
  | { readonly change: 'LEAVE'; readonly requestId: string; readonly kind: LeaveKind }
  | { readonly change: 'LEAVE_RELEASED'; readonly requestId: string };

/** What is known of a session after a change. Leave that is released is only the one that is named. */
export const sessionAfter = (facts: SessionFacts, said: SessionChange): SessionFacts => {
  switch (said.change) {
    case 'ABSENT':
      return { ...facts, absent: true, worked: false };
    case 'WORKED':
      return { ...facts, absent: false, worked: true };
    case 'LEAVE':
      return { ...facts, leave: { requestId: said.requestId, kind: said.kind } };
    case 'LEAVE_RELEASED': {
      const { leave, ...rest } = facts;
      return leave?.requestId === said.requestId ? rest : facts;
    }
  }
};

/** Leave explains an absence, also when it is approved later; who came has worked (RULE-5). */
export const standingOf = ({ absent, leave, worked }: SessionFacts): Standing | undefined => {
  if (worked) return undefined;
  return leave?.kind ?? (absent ? 'ABSENT' : undefined);
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

/** Why somebody was in hospital; THR-5 is about an injury that is not from work alone. */
export const STAY_CAUSES = ['NON_WORK_INJURY', 'WORK_INJURY', 'ILLNESS'] as const;
export type StayCause = (typeof STAY_CAUSES)[number];
export interface Stay extends Period {
  readonly cause: StayCause;
}

/** What is kept of one worker's service, from which the conduct follows. */
export interface ServiceFacts {
  readonly sessions: Readonly<Record<Session, SessionFacts>>;
  /** By id. */
  readonly stays: Readonly<Record<string, Stay>>;
  readonly notCompetent: Conduct['notCompetent'];
}
export const NO_SERVICE: ServiceFacts = { sessions: {}, stays: {}, notCompetent: [] };

export const conductOf = (terms: ServiceTerms, { sessions, stays, notCompetent }: ServiceFacts): Conduct => ({
  terms,
  marks: Object.entries(sessions)
    .flatMap(([session, facts]) => {
      const standing = standingOf(facts);
      return standing === undefined ? [] : [{ session: session as Session, standing }];
    })
    .sort((a, b) => (a.session < b.session ? -1 : 1)),
  stays: Object.values(stays).filter(({ cause }) => cause === 'NON_WORK_INJURY'),
  notCompetent,
});

/** What is known after a change to some sessions. */
export const withSessions = (facts: ServiceFacts, sessions: readonly Session[], said: SessionChange): ServiceFacts => ({
  ...facts,
  sessions: {
    ...facts.sessions,
    ...Object.fromEntries(sessions.map((one) => [one, sessionAfter(facts.sessions[one] ?? {}, said)])),
  },
});
export const withStay = (facts: ServiceFacts, stayId: string, stay: Stay): ServiceFacts => ({
  ...facts,
  stays: { ...facts.stays, [stayId]: stay },
});
export const withoutStay = (facts: ServiceFacts, stayId: string): ServiceFacts => ({
  ...facts,
  stays: Object.fromEntries(Object.entries(facts.stays).filter(([id]) => id !== stayId)),
});
/** An annual appraisal stands at a grade: 不合格 is kept, any other takes it back (APP-4). */
export const withGrade = (facts: ServiceFacts, year: string, on: Day, notCompetent: boolean): ServiceFacts => ({
  ...facts,
  notCompetent: [...facts.notCompetent.filter((one) => one.year !== year), ...(notCompetent ? [{ year, on }] : [])],
});

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
