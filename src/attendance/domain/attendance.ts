import { type Day, dayAt, lastDayOfMonth, yearOf } from '../../kernel/day.js';
import { type CommandOf, decider } from '../../kernel/decider.js';
import { officeOn } from '../../kernel/workforce/postings.js';
import { evolve, face, NO_ATTENDANCE } from './attendance-book.js';
import { checkIn, CheckIn } from './check-in.js';
import { checkOut, CheckOut } from './check-out.js';
import { closeAttendanceDay, CloseAttendanceDay } from './close-attendance-day.js';
import {
  closeAttendanceMonth,
  CloseAttendanceMonth,
  reopenAttendanceMonth,
  ReopenAttendanceMonth,
} from './books/attendance-month.js';
import { correctSession, CorrectSession } from './books/correct-session.js';
import { attendanceEvents } from './events.js';
import { logAbsence, LogAbsence } from './log-absence.js';
import { markUncovered, MarkUncovered, noteLeave, NoteLeave, releaseLeave, ReleaseLeave } from './note-leave.js';

const commands = {
  ...{ CheckIn, CheckOut, LogAbsence, CloseAttendanceDay, CorrectSession },
  ...{ CloseAttendanceMonth, ReopenAttendanceMonth, NoteLeave, ReleaseLeave, MarkUncovered },
};
type AttendanceCommand = CommandOf<typeof commands>;

/** The day that a command is about: the one it names, the last of its month, or the one it comes on. */
const dayOf = (command: AttendanceCommand): Day => {
  if ('day' in command) return command.day;
  return 'month' in command ? lastDayOfMonth(command.month) : dayAt(command.meta.occurredAt);
};
const bookOf = (command: AttendanceCommand): number => ('year' in command ? command.year : yearOf(dayOf(command)));

/** One worker's attendance of one year. The next year's book opens empty: what counts on is in the service record (ADR 15). */
export const attendance = decider({
  category: 'attendance',
  events: attendanceEvents,
  commands,
  initial: NO_ATTENDANCE,
  evolve,
  decide: {
    CheckIn: checkIn,
    CheckOut: checkOut,
    LogAbsence: logAbsence,
    CloseAttendanceDay: closeAttendanceDay,
    CorrectSession: correctSession,
    CloseAttendanceMonth: closeAttendanceMonth,
    ReopenAttendanceMonth: reopenAttendanceMonth,
    NoteLeave: noteLeave,
    ReleaseLeave: releaseLeave,
    MarkUncovered: markUncovered,
  },
  idOf: (command) => `${command.workerId}-${bookOf(command)}`,
  // A day belongs to the office that it was served in, whatever office the worker is in by now (HR-3).
  unitOf: (book, command, references) => officeOn(references.worker, dayOf(command)) ?? book.officeId,
  personOf: (_book, command) => command.workerId,
  references: (command) => ({ worker: { category: 'socialWorker', id: command.workerId } }),
  factDay: dayOf,
  face,
});
