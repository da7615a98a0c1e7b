import type { Context } from '../../../kernel/context.js';
import { type LeaveBook, type PendingLeave, sessionsOf } from '../leave-book.js';
import { runDays } from '../leave-tier.js';
import { reject } from '../rejections.js';

/**
 * Sick leave of more working days than the policy says is not approved without a hospital certificate; exactly so many is (LEV-7). Sick
 * leave that adjoins is one illness: asking in parts saves nobody the certificate (RULE-9).
 */
export const checkCertificate = (leave: PendingLeave, requestId: string, book: LeaveBook, context: Context): void => {
  if (leave.kind !== 'SICK' || leave.certified) return;
  const days = runDays(leave.sessions, sickLeaveIn(book), context.calendar, requestId);
  const { certificateOverDays } = context.policy.rules.leave;
  if (days > certificateOverDays) throw reject('LEAVE_CERTIFICATE_NEEDED', { days, certificateOverDays });
};

const sickLeaveIn = (book: LeaveBook): LeaveBook => ({
  ...book,
  requests: Object.fromEntries(
    Object.entries(book.requests).filter(
      ([, leave]) => sessionsOf(leave).length > 0 && 'kind' in leave && leave.kind === 'SICK',
    ),
  ),
});
