import type { Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Session } from '../../src/kernel/sessions.js';
import type {
  AbsenceGround,
  AttendanceCorrected,
  AttendanceEvent,
  CheckedIn,
  CheckedOut,
  Outcome,
} from '../../src/attendance/domain/events.js';

interface Mark {
  readonly at: Instant;
  readonly device: string;
  readonly place: string;
  readonly recordedBy: 'worker' | 'head';
  readonly reason?: string;
}

/** One session of a sheet, as far as anything is known of it. */
export interface SheetSession {
  readonly session: Session;
  readonly checkIn?: Mark;
  readonly checkOut?: Mark;
  readonly lateMinutes?: number;
  readonly earlyMinutes?: number;
  readonly absence?: AbsenceGround;
  /** Kind of the leave that covers it. */
  readonly leave?: string;
  /** A correction says whether the worker was there. */
  readonly attended?: boolean;
  /** Everything that was put right, the latest last (ATT-4). */
  readonly corrections?: readonly Correction[];
}
interface Correction {
  readonly from: Outcome | null;
  readonly to: Outcome;
  readonly reason: string;
  readonly approvedBy: string;
  readonly at: Instant;
}

/** Facts about sessions. */
export const SESSION_FACTS = [
  ...(['CheckedIn', 'CheckedOut', 'AbsenceLogged', 'LeaveNoted', 'LeaveReleased', 'AttendanceCorrected'] as const),
] as const;
export type SessionFact = Extract<AttendanceEvent, { type: (typeof SESSION_FACTS)[number] }>;

/** The sessions that a fact is about. */
export const sessionsIn = ({ data }: SessionFact): readonly Session[] =>
  'session' in data ? [data.session] : data.sessions;

/**
 * A sheet after a fact, in the order of sessions.
 * @param sessions those of the fact that belong on this sheet
 */
export const sheetAfter = (
  before: readonly SheetSession[],
  event: Recorded<SessionFact>,
  sessions: readonly Session[],
): SheetSession[] => {
  switch (event.type) {
    case 'CheckedIn':
      return set(before, sessions, { checkIn: markOf(event), lateMinutes: event.data.lateMinutes });
    case 'CheckedOut':
      return set(before, sessions, { checkOut: markOf(event), earlyMinutes: event.data.earlyMinutes });
    case 'AbsenceLogged':
      return set(before, sessions, { absence: event.data.ground });
    case 'LeaveNoted':
      return set(before, sessions, { leave: event.data.kind });
    case 'LeaveReleased':
      return withoutLeave(before, sessions);
    case 'AttendanceCorrected':
      return corrected(before, event);
  }
};

const markOf = ({ data }: CheckedIn | CheckedOut): Mark => {
  const { at, device, place, recordedBy, reason } = data;
  return { at, device, place, recordedBy, ...(reason === undefined ? {} : { reason }) };
};

const corrected = (before: readonly SheetSession[], event: Recorded<AttendanceCorrected>): SheetSession[] => {
  const { session, from, to, ground, reason, approvedBy } = event.data;
  const known = before.find((one) => one.session === session);
  const correction = { from, to, reason, approvedBy, at: event.meta.occurredAt };
  const absence = to === 'ABSENT' ? ground : undefined;
  const change = { attended: to === 'PRESENT', corrections: [...(known?.corrections ?? []), correction] };
  const after = set(before, [session], change);
  return after.map((one) => (one.session === session ? withAbsence(one, absence) : one));
};

const withAbsence = ({ absence: _before, ...rest }: SheetSession, absence?: AbsenceGround): SheetSession =>
  absence === undefined ? rest : { ...rest, absence };

/** Sheets are in the order of sessions, and most facts are about the last one. */
const set = (
  before: readonly SheetSession[],
  sessions: readonly Session[],
  change: Omit<Partial<SheetSession>, 'session'>,
): SheetSession[] => {
  const after = [...before];
  for (const session of sessions) {
    const place = after.findLastIndex((one) => one.session <= session);
    const known = after[place];
    if (known?.session === session) after[place] = { ...known, ...change };
    else after.splice(place + 1, 0, { session, ...change });
  }
  return after;
};

/** A session that only leave was known of is not on the sheet any more. */
const withoutLeave = (before: readonly SheetSession[], released: readonly Session[]): SheetSession[] =>
  before
    .map((one) => {
      if (!released.includes(one.session)) return one;
      const { leave: _released, ...rest } = one;
      return rest;
    })
    .filter((one) => Object.keys(one).length > 1);
