import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { type Session } from '../../kernel/sessions.js';
import { type AttendanceBook, recordOf } from './attendance-book.js';
import type { AttendanceEvent } from './events.js';
import { named } from './working-session.js';

/** Leave as attendance is told of it by the facts of leave; no route leads here. All sessions are of one year. */
abstract class OfLeave extends Command {
  declare readonly workerId: string;
  declare readonly year: number;
  declare readonly requestId: string;
  declare readonly kind: string;
  declare readonly sessions: readonly Session[];
}
export class NoteLeave extends OfLeave {}
export class ReleaseLeave extends OfLeave {}

/** Sessions are covered from now on; an absence that was logged before stays until it is corrected. */
export const noteLeave = (c: NoteLeave, book: AttendanceBook, context: Context): AttendanceEvent[] => {
  const sessions = c.sessions.filter((session) => recordOf(book, session).leaveRequest !== c.requestId);
  return sessions.length === 0 ? [] : [{ type: 'LeaveNoted', data: { ...leaveOf(c, context), sessions } }];
};

/** Sessions of a leave that were given back are owed again. */
export const releaseLeave = (c: ReleaseLeave, book: AttendanceBook, context: Context): AttendanceEvent[] => {
  const sessions = c.sessions.filter((session) => recordOf(book, session).leaveRequest === c.requestId);
  return sessions.length === 0 ? [] : [{ type: 'LeaveReleased', data: { ...leaveOf(c, context), sessions } }];
};

const leaveOf = (
  c: OfLeave,
  context: Context,
): { workerId: string; officeId: string; requestId: string; kind: string } => ({
  ...named(c, context),
  requestId: c.requestId,
  kind: c.kind,
});
