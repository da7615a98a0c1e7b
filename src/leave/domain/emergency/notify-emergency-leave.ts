import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { ChoiceField, DayField, IdField, TextField } from '../../../kernel/fields.js';
import { dayOfSession, HALVES, type Half, sessionOf } from '../../../kernel/sessions.js';
import { LEAVE_KINDS, type LeaveEvent, type LeaveKind, NOTICE_MEANS, type NoticeMeans } from '../events.js';
import { clearByOf } from '../clearance/clear-by.js';
import type { LeaveBook } from '../leave-book.js';
import { reject } from '../rejections.js';
import { applicationOf } from '../request-leave.js';
import { formDueFrom } from './form-due.js';

export class NotifyEmergencyLeave extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @ChoiceField(LEAVE_KINDS, { description: '假别 / kind', example: 'SICK' }) declare readonly kind: LeaveKind;
  @ChoiceField(HALVES, { description: '当天起始半日 / first session of today', example: 'AM' })
  declare readonly fromHalf: Half;
  @DayField({ description: '结束日 / last day', example: '2026-03-09' }) declare readonly toDay: string;
  @ChoiceField(HALVES, { description: '结束半日 / last session', example: 'PM' }) declare readonly toHalf: Half;
  @ChoiceField(NOTICE_MEANS, { description: '口头或电话 / in person or by telephone', example: 'TELEPHONE' })
  declare readonly means: NoticeMeans;
  @TextField({ max: 1_000, description: '事由 / reason', example: '突发高烧' }) declare readonly reason: string;
}

/**
 * In an emergency, leave of some kinds begins on the day of a notice by word, given by the worker or written down by who received it
 * (LEV-6). It is provisional until its form is approved.
 */
export const notifyEmergencyLeave = (c: NotifyEmergencyLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const { workerId, kind, reason, means } = c;
  if (!context.policy.rules.leave.emergency.kinds.includes(kind)) throw reject('LEAVE_KIND_NOT_BY_WORD', { kind });
  const requestId = c.meta.commandId;
  const [from, to] = [sessionOf(context.today, c.fromHalf), sessionOf(c.toDay, c.toHalf)];
  const asking = { workerId, kind, from, to, reason, onTheDay: true } as const;
  const { guidanceRequestId: _, ...asked } = applicationOf(asking, requestId, book, context);
  // What begins later can be asked for on the form.
  if (asked.sessions.every((session) => dayOfSession(session) !== context.today))
    throw reject('LEAVE_NOTICE_NOT_ON_DAY');
  const of = { workerId, requestId, officeId: context.jurisdiction.at(-1) ?? '' };
  const due = { formDueOn: formDueFrom(context.today, context), clearBy: clearByOf(asked.sessions, context) };
  return [{ type: 'EmergencyLeaveNotified', data: { ...of, ...asked, means, ...due } }];
};
