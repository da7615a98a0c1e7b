import type { Context } from '../../kernel/context.js';
import type { LeaveEvent } from './events.js';
import { checkAnnualLeave } from './annual/annual-leave.js';
import { checkCertificate } from './certificate/certificate-needed.js';
import { clearByOf } from './clearance/clear-by.js';
import { daysOf, type LeaveBook } from './leave-book.js';
import { beforeDeparture, decided, LeaveDecision, named, toDecide } from './leave-request.js';
import { reject } from './rejections.js';

export class ApproveLeave extends LeaveDecision {}

/** The post that so many days need approves, after all endorsements and, but in an emergency, before departure (LEV-1 … LEV-6). */
export const approveLeave = (c: ApproveLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = toDecide(c, book);
  if (leave.awaiting !== leave.approver) throw reject('LEAVE_NEEDS_ENDORSEMENT', { approver: leave.approver });
  const { kind, from, sessions, beyondDelegation } = leave;
  // Who came back early gave back the end.
  const to = sessions.at(-1) ?? leave.to;
  if (!leave.emergency) beforeDeparture(sessions[0] ?? from, context);
  checkCertificate(leave, c.requestId, book, context);
  if (context.references.worker?.status !== 'serving') throw reject('WORKER_NOT_SERVING');
  if (kind === 'ANNUAL') checkAnnualLeave(sessions, c.requestId, book, context);
  const toClear = leave.emergency ? {} : { clearBy: clearByOf(sessions, context) };
  const granted = { kind, from, to, sessions, days: daysOf(sessions), beyondDelegation, ...toClear };
  return [{ type: 'LeaveApproved', data: { ...named(c, context), ...granted, ...decided(c, leave.approver) } }];
};
