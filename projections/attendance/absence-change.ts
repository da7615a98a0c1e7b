import type {
  AbsenceLogged,
  AttendanceCorrected,
  LeaveNoted,
  LeaveReleased,
} from '../../src/attendance/domain/events.js';
import type { Session } from '../../src/kernel/sessions.js';

/** Facts that make a session an unauthorised absence, or none any more: it was put right, or leave explains it (ATT-4, THR-6). */
export type AbsenceChange = AbsenceLogged | AttendanceCorrected | LeaveNoted | LeaveReleased;
export const ABSENCE_CHANGES = [
  'AbsenceLogged',
  'AttendanceCorrected',
  'LeaveNoted',
  'LeaveReleased',
] as const satisfies readonly AbsenceChange['type'][];

export const isAbsenceChange = <F extends { readonly type: string }>(
  event: F,
): event is Extract<F, { readonly type: AbsenceChange['type'] }> => ABSENCE_CHANGES.some((type) => type === event.type);

/** The sessions that become an absence, or stop being one. */
export const absenceChange = (
  event: AbsenceChange,
): { readonly sessions: readonly Session[]; readonly sign: 1 | -1 } => {
  switch (event.type) {
    case 'AbsenceLogged':
      return { sessions: [event.data.session], sign: 1 };
    case 'AttendanceCorrected': {
      const { session, from, to } = event.data;
      const same = (from === 'ABSENT') === (to === 'ABSENT');
      return { sessions: same ? [] : [session], sign: to === 'ABSENT' ? 1 : -1 };
    }
    case 'LeaveNoted':
      return { sessions: event.data.absent ?? [], sign: -1 };
    case 'LeaveReleased':
      return { sessions: event.data.absent ?? [], sign: 1 };
  }
};
