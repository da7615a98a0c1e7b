import { daysOfSessions } from '../sessions.js';

/** What a sheet knows of a session, as far as it counts. */
export interface CountedSession {
  readonly checkIn?: object;
  /** A correction says whether the worker was there. */
  readonly attended?: boolean;
  readonly absence?: string;
  /** Kind of the leave that covers it. */
  readonly leave?: string;
  readonly lateMinutes?: number;
  readonly earlyMinutes?: number;
}

/** What sessions come to. Days count 0.5 for a session (RULE-4), and each session counts as one thing. */
export interface MonthTotals {
  readonly daysAttended: number;
  readonly lateCount: number;
  readonly lateMinutes: number;
  readonly earlyCount: number;
  readonly earlyMinutes: number;
  readonly absenceSessions: number;
  readonly absenceDays: number;
  readonly leaveDays: number;
  readonly leaveDaysByKind: Readonly<Record<string, number>>;
}

type Standing = 'attended' | 'absent' | 'leave' | 'unknown';

/** Who came in spite of a leave has worked; leave explains an absence, also when it is approved later (RULE-5). */
const standingOf = ({ checkIn, attended, absence, leave }: CountedSession): Standing => {
  if (absence === undefined && (attended ?? checkIn !== undefined)) return 'attended';
  if (leave !== undefined) return 'leave';
  return absence === undefined ? 'unknown' : 'absent';
};

export const totalsOf = (sessions: readonly CountedSession[]): MonthTotals => {
  const late = sessions.map((one) => one.lateMinutes ?? 0).filter((minutes) => minutes > 0);
  const early = sessions.map((one) => one.earlyMinutes ?? 0).filter((minutes) => minutes > 0);
  const standing = (as: Standing): CountedSession[] => sessions.filter((one) => standingOf(one) === as);
  const absent = standing('absent').length;
  const kinds = standing('leave').flatMap(({ leave }) => (leave === undefined ? [] : [leave]));
  const ofKind = (kind: string): number => daysOfSessions(kinds.filter((one) => one === kind).length);
  return {
    daysAttended: daysOfSessions(standing('attended').length),
    lateCount: late.length,
    lateMinutes: sum(late),
    earlyCount: early.length,
    earlyMinutes: sum(early),
    absenceSessions: absent,
    absenceDays: daysOfSessions(absent),
    leaveDays: daysOfSessions(kinds.length),
    leaveDaysByKind: Object.fromEntries([...new Set(kinds)].sort().map((kind) => [kind, ofKind(kind)])),
  };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
