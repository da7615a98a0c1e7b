import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { dayOfSession } from '../../kernel/sessions.js';
import type { LeaveEvent } from './events.js';
import { type Leave, type LeaveBook, sessionsOf } from './leave-book.js';

/** Given by a reaction when a worker was transferred; no route leads here. */
export class MoveLeave extends Command {
  declare readonly workerId: string;
  /** The office that the worker is in from now on. */
  declare readonly officeId: string;
  declare readonly fromOfficeId: string;
}

/** What is under way goes on in the new office: its head decides, and sees the worker come back (HR-3, LEV-10). */
export const moveLeave = (c: MoveLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const { workerId, fromOfficeId } = c;
  const officeId = context.jurisdiction.at(-1) ?? '';
  return Object.entries(book.requests)
    .filter(([, leave]) => isUnderWay(leave, context))
    .map(([requestId]) => ({ type: 'LeaveMoved', data: { workerId, requestId, officeId, fromOfficeId } }));
};

const isUnderWay = (leave: Leave, { today }: Context): boolean => {
  if (leave.status !== 'approved') return sessionsOf(leave).length > 0;
  const last = leave.sessions.at(-1);
  const isOver = last === undefined || dayOfSession(last) < today;
  return !leave.cleared && (leave.clearBy !== undefined || !isOver) && last !== undefined;
};
