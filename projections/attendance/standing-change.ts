import type {
  AbsenceGround,
  AbsenceLogged,
  AttendanceCorrected,
  CheckedIn,
  LeaveNoted,
  LeaveReleased,
  LeaveSessionWorked,
  Outcome,
} from '../../src/attendance/domain/events.js';
import type { Session } from '../../src/kernel/sessions.js';

/** Facts by which a session comes to count as something, or as something else (RULE-5, ATT-4, THR-6). */
export type StandingFact =
  CheckedIn | AbsenceLogged | AttendanceCorrected | LeaveNoted | LeaveReleased | LeaveSessionWorked;
export const STANDING_FACTS = [
  'CheckedIn',
  'AbsenceLogged',
  'AttendanceCorrected',
  'LeaveNoted',
  'LeaveReleased',
  'LeaveSessionWorked',
] as const satisfies readonly StandingFact['type'][];

export const isStandingFact = <F extends { readonly type: string }>(
  event: F,
): event is Extract<F, { readonly type: StandingFact['type'] }> => STANDING_FACTS.some((type) => type === event.type);

/** A session that begins or ceases to count as something, so that it counts once whatever comes. */
export interface StandingChange {
  readonly session: Session;
  readonly as: Outcome;
  /** Of leave. */
  readonly kind?: string;
  readonly by: 1 | -1;
}

/** Absences of who had come: what they are found by says so. */
const CAME: readonly AbsenceGround[] = ['LATE', 'EARLY', 'LATE_AND_EARLY', 'LEFT_WITHOUT_CLEARANCE'];

export const standingChanges = (event: StandingFact): StandingChange[] => {
  switch (event.type) {
    case 'CheckedIn':
      return [{ session: event.data.session, as: 'PRESENT', by: 1 }];
    case 'AbsenceLogged': {
      const { session, ground } = event.data;
      const absent: StandingChange = { session, as: 'ABSENT', by: 1 };
      return CAME.includes(ground) ? [{ session, as: 'PRESENT', by: -1 }, absent] : [absent];
    }
    case 'AttendanceCorrected':
      return corrected(event);
    case 'LeaveNoted':
      return [...onLeave(event, event.data.sessions, 1), ...absent(event, -1)];
    case 'LeaveReleased': {
      const { sessions, worked = [] } = event.data;
      const unworked = sessions.filter((session) => !worked.includes(session));
      return [...onLeave(event, unworked, -1), ...absent(event, 1)];
    }
    case 'LeaveSessionWorked': {
      const { session, kind } = event.data;
      return kind === undefined ? [] : [{ session, as: 'LEAVE', kind, by: -1 }];
    }
  }
};

const corrected = ({ data: { session, from, to, leaveKind } }: AttendanceCorrected): StandingChange[] => {
  const after: StandingChange = { session, as: to, by: 1 };
  if (from === null) return [after];
  if (from !== 'LEAVE') return [{ session, as: from, by: -1 }, after];
  return leaveKind === undefined ? [after] : [{ session, as: from, kind: leaveKind, by: -1 }, after];
};

const onLeave = (
  { data: { kind } }: LeaveNoted | LeaveReleased,
  sessions: readonly Session[],
  by: 1 | -1,
): StandingChange[] => sessions.map((session) => ({ session, as: 'LEAVE', kind, by }));

const absent = ({ data }: LeaveNoted | LeaveReleased, by: 1 | -1): StandingChange[] =>
  (data.absent ?? []).map((session) => ({ session, as: 'ABSENT', by }));
