import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { instantOf } from '../../kernel/day.js';
import { IdField, TextField } from '../../kernel/fields.js';
import type { Post } from '../../kernel/roles.js';
import { dayOfSession, halfOfSession, type Session } from '../../kernel/sessions.js';
import type { LeaveKind } from './events.js';
import {
  type Leave,
  type LeaveBook,
  leaveIn,
  type NotifiedLeave,
  type PendingLeave,
  type ReturnedLeave,
} from './leave-book.js';
import { reject } from './rejections.js';

/** A command about one request of one worker. */
export abstract class OfLeaveRequest extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @IdField({ path: true }) declare readonly requestId: string;
}

/** A command by which somebody decides, with the opinion that goes on the form (签注意见). */
export abstract class LeaveDecision extends OfLeaveRequest {
  @TextField({ max: 500, optional: true, description: '意见 / opinion', example: '同意' })
  declare readonly opinion?: string;
}

export const requestIn = (book: LeaveBook, requestId: string): Leave => {
  const found = leaveIn(book, requestId);
  if (!found) throw reject('LEAVE_NOT_FOUND');
  return found;
};

/** The pending request that this command may decide on: it is the caller's turn, and not the caller's own leave (LEV-10). */
export const toDecide = (command: OfLeaveRequest, book: LeaveBook): PendingLeave => {
  const found = requestIn(book, command.requestId);
  if (found.status !== 'pending') throw reject('LEAVE_NOT_PENDING', { status: found.status });
  if ([command.meta.actor, command.meta.onBehalfOf].includes(command.workerId)) throw reject('LEAVE_OWN');
  if (command.meta.role !== found.awaiting) throw reject('LEAVE_NOT_YOUR_TURN', { awaiting: found.awaiting });
  return found;
};

/** Leave is approved before departure (LEV-1): nothing is asked for or approved once its first session has begun. */
export const beforeDeparture = (first: Session, context: Context): void => {
  const { start } = context.policy.rules.schedule[halfOfSession(first)];
  if (context.now >= instantOf(dayOfSession(first), start)) throw reject('LEAVE_BEGUN', { first });
};

/** Names the request, its worker and office: what every leave event says. */
export const named = (
  command: OfLeaveRequest,
  context: Context,
): { workerId: string; requestId: string; officeId: string } => ({
  workerId: command.workerId,
  requestId: command.requestId,
  officeId: context.jurisdiction.at(-1) ?? '',
});

/** What an emergency leave that comes to nothing leaves without cover (LEV-6); other leave was never more than asked for. */
export const uncoveredBy = (
  leave: PendingLeave | ReturnedLeave | NotifiedLeave,
): { kind?: LeaveKind; uncovered?: readonly Session[] } =>
  leave.emergency ? { kind: leave.kind, uncovered: leave.sessions } : {};

/** Who decided, as which post, with what opinion. */
export const decided = (command: LeaveDecision, by: Post): { by: Post; opinion?: string } => ({
  by,
  ...(command.opinion === undefined ? {} : { opinion: command.opinion }),
});
