import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { type Session } from '../../kernel/sessions.js';
import type { AttendanceBook } from './attendance-book.js';
import { changed } from './books/held-back.js';
import type { AttendanceEvent, LeaveGround } from './events.js';
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
/** Sessions that a leave does not cover, or not any more. */
export class MarkUncovered extends OfLeave {
  declare readonly ground: LeaveGround;
}

/** Sessions are covered from now on. */
export const noteLeave = (c: NoteLeave, book: AttendanceBook, context: Context): AttendanceEvent[] =>
  changed({ ...c, ...named(c, context), change: 'NOTE' }, book, context);

/** Sessions of a leave that were given back are owed again. */
export const releaseLeave = (c: ReleaseLeave, book: AttendanceBook, context: Context): AttendanceEvent[] =>
  changed({ ...c, ...named(c, context), change: 'RELEASE' }, book, context);

/**
 * Leave by word that was not made good, and days after a leave whose return was not cleared, are unauthorised absence, also of days
 * that are closed (LEV-6, LEV-8).
 */
export const markUncovered = (c: MarkUncovered, book: AttendanceBook, context: Context): AttendanceEvent[] =>
  changed({ ...c, ...named(c, context), change: 'UNCOVER' }, book, context);
