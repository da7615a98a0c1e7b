import type { Context } from '../../../kernel/context.js';
import { type Instant, instantOf } from '../../../kernel/day.js';
import { dayOfSession, halfOfSession, type Session } from '../../../kernel/sessions.js';
import type { LeaveEvent } from '../events.js';
import { daysOf, type Leave, type LeaveBook } from '../leave-book.js';
import { named, OfLeaveRequest, requestIn } from '../leave-request.js';
import { reject } from '../rejections.js';

export class ClearLeave extends OfLeaveRequest {}

/** The worker is back, from leave that was approved or taken on notice by word; who is back early gives back the rest (LEV-8). */
export const clearLeave = (c: ClearLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = taken(requestIn(book, c.requestId));
  if (leave.cleared) throw reject('LEAVE_CLEARED');
  const released = leave.sessions.filter((session) => startOf(session, context) > context.now);
  const remaining = daysOf(leave.sessions) - daysOf(released);
  if (remaining === 0) throw reject('LEAVE_NOT_BEGUN', { first: leave.sessions[0] });
  const on = context.today;
  const late = leave.clearBy !== undefined && on > leave.clearBy;
  const data = { ...named(c, context), kind: leave.kind, on, late, released, remainingDays: remaining };
  return [{ type: 'LeaveCleared', data }];
};

type Taken = Extract<Leave, { sessions: readonly Session[] }>;

const taken = (leave: Leave): Taken => {
  if (leave.status === 'approved' || ('emergency' in leave && leave.emergency)) return leave;
  throw reject('LEAVE_NOT_TAKEN', { status: leave.status });
};

const startOf = (session: Session, context: Context): Instant =>
  instantOf(dayOfSession(session), context.policy.rules.schedule[halfOfSession(session)].start);
