import { type Day, dayAt, yearOf } from '../../kernel/day.js';
import { decider } from '../../kernel/decider.js';
import { officeOn } from '../../kernel/workforce/postings.js';
import { evolve, face, NO_ATTENDANCE } from './attendance-book.js';
import { checkIn, CheckIn } from './check-in.js';
import { checkOut, CheckOut } from './check-out.js';
import { closeAttendanceDay, CloseAttendanceDay } from './close-attendance-day.js';
import { attendanceEvents } from './events.js';
import { logAbsence, LogAbsence } from './log-absence.js';
import { markUncovered, MarkUncovered } from './mark-uncovered.js';
import { noteLeave, NoteLeave, releaseLeave, ReleaseLeave } from './note-leave.js';

type AttendanceCommand =
  CheckIn | CheckOut | LogAbsence | CloseAttendanceDay | NoteLeave | ReleaseLeave | MarkUncovered;

/** The day that a command is about: the one it names, or the one it comes on. */
const dayOf = (command: AttendanceCommand): Day => ('day' in command ? command.day : dayAt(command.meta.occurredAt));
const bookOf = (command: AttendanceCommand): number => ('year' in command ? command.year : yearOf(dayOf(command)));

/** One worker's attendance of one year: the books are closed with the year, and nothing carries over. */
export const attendance = decider({
  category: 'attendance',
  events: attendanceEvents,
  commands: { CheckIn, CheckOut, LogAbsence, CloseAttendanceDay, NoteLeave, ReleaseLeave, MarkUncovered },
  initial: NO_ATTENDANCE,
  evolve,
  decide: {
    CheckIn: checkIn,
    CheckOut: checkOut,
    LogAbsence: logAbsence,
    CloseAttendanceDay: closeAttendanceDay,
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
