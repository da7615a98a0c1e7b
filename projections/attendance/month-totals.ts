import { daysOfSessions } from '../../src/kernel/sessions.js';
import type { SheetSession } from './attendance-month.view.js';

/** What a month's sessions come to. Days count 0.5 for a session (RULE-4). */
export interface MonthTotals {
  /** Sessions checked in to that are not an absence. */
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

export const totalsOf = (sessions: readonly SheetSession[]): MonthTotals => {
  const late = sessions.map((one) => one.lateMinutes ?? 0).filter((minutes) => minutes > 0);
  const early = sessions.map((one) => one.earlyMinutes ?? 0).filter((minutes) => minutes > 0);
  const absent = sessions.filter((one) => one.absence !== undefined);
  const kinds = sessions.flatMap(({ leave }) => (leave === undefined ? [] : [leave]));
  const ofKind = (kind: string): number => daysOfSessions(kinds.filter((one) => one === kind).length);
  return {
    daysAttended: daysOfSessions(sessions.filter((one) => one.checkIn && one.absence === undefined).length),
    lateCount: late.length,
    lateMinutes: sum(late),
    earlyCount: early.length,
    earlyMinutes: sum(early),
    absenceSessions: absent.length,
    absenceDays: daysOfSessions(absent.length),
    leaveDays: daysOfSessions(kinds.length),
    leaveDaysByKind: Object.fromEntries([...new Set(kinds)].sort().map((kind) => [kind, ofKind(kind)])),
  };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
