import type { Context } from '../../../kernel/context.js';
import type { LeaveEvent } from '../events.js';
import { type LeaveBook, leaveIn } from '../leave-book.js';
import { named, OfLeaveRequest } from '../leave-request.js';

/** Given by the scheduler when the last day for the form of an emergency leave is over. */
export class LapseEmergencyLeave extends OfLeaveRequest {}

/** The form did not come: what was taken on notice by word is covered by nothing any more (LEV-6). */
export const lapseEmergencyLeave = (c: LapseEmergencyLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = leaveIn(book, c.requestId);
  if (leave?.status !== 'notified' && leave?.status !== 'returned') return [];
  const { kind, formDueOn, sessions } = leave;
  if (formDueOn === undefined || context.today <= formDueOn) return [];
  return [{ type: 'EmergencyLeaveLapsed', data: { ...named(c, context), kind, formDueOn, uncovered: sessions } }];
};
