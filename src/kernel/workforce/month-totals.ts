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

/** In one pass: a sheet is summed up anew with each of its facts. */
export const totalsOf = (sessions: readonly CountedSession[]): MonthTotals => {
  const sum = { lateCount: 0, lateMinutes: 0, earlyCount: 0, earlyMinutes: 0, attended: 0, absent: 0, onLeave: 0 };
  const kinds = new Map<string, number>();
  for (const one of sessions) {
    const { lateMinutes = 0, earlyMinutes = 0, leave } = one;
    if (lateMinutes > 0) sum.lateCount += 1;
    if (earlyMinutes > 0) sum.earlyCount += 1;
    sum.lateMinutes += Math.max(0, lateMinutes);
    sum.earlyMinutes += Math.max(0, earlyMinutes);
    const standing = standingOf(one);
    if (standing === 'attended') sum.attended += 1;
    if (standing === 'absent') sum.absent += 1;
    if (standing !== 'leave' || leave === undefined) continue;
    sum.onLeave += 1;
    kinds.set(leave, (kinds.get(leave) ?? 0) + 1);
  }
  const { attended, absent, onLeave, ...marks } = sum;
  return {
    daysAttended: daysOfSessions(attended),
    ...marks,
    absenceSessions: absent,
    absenceDays: daysOfSessions(absent),
    leaveDays: daysOfSessions(onLeave),
    leaveDaysByKind: Object.fromEntries([...kinds].sort(inOrder).map(([kind, count]) => [kind, daysOfSessions(count)])),
  };
};

const inOrder = ([one]: readonly [string, number], [other]: readonly [string, number]): number =>
  one < other ? -1 : 1;
