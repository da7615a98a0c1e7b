import type { Context } from '../../kernel/context.js';
import { Command } from '../../kernel/command.js';
import { ChoiceField, DayField, IdField, TextField } from '../../kernel/fields.js';
import { HALVES, type Half, sessionOf, workingSessions } from '../../kernel/sessions.js';
import { checkAnnualLeave } from './annual/annual-leave.js';
import { type Application, LEAVE_KINDS, type LeaveEvent, type LeaveKind } from './events.js';
import { daysOf, type LeaveBook, sessionsOf } from './leave-book.js';
import { beforeDeparture } from './leave-request.js';
import { runDays, tierFor } from './leave-tier.js';
import { reject } from './rejections.js';

/** The application form (请假审批表). */
export abstract class LeaveApplication extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @ChoiceField(LEAVE_KINDS, { description: '假别 / kind', example: 'PERSONAL' }) declare readonly kind: LeaveKind;
  @DayField({ description: '起始日 / first day', example: '2026-03-10' }) declare readonly fromDay: string;
  @ChoiceField(HALVES, { description: '起始半日 / first session', example: 'AM' }) declare readonly fromHalf: Half;
  @DayField({ description: '结束日 / last day', example: '2026-03-12' }) declare readonly toDay: string;
  @ChoiceField(HALVES, { description: '结束半日 / last session', example: 'PM' }) declare readonly toHalf: Half;
  @TextField({ max: 1_000, description: '事由 / reason', example: '家中有事' }) declare readonly reason: string;
  @IdField({ optional: true, description: '代班人 / substitute', example: 'w-002' })
  declare readonly substitute?: string;
  @TextField({
    max: 200,
    optional: true,
    description: '医院证明编号 / hospital certificate',
    example: '闽侯县医院第0310号',
  })
  declare readonly certificate?: string;
}

export class RequestLeave extends LeaveApplication {}

/** A worker asks for leave, before it begins (LEV-1); how many days it makes decides who has to approve (LEV-2 … LEV-5). */
export const requestLeave = (c: RequestLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const requestId = c.meta.commandId;
  const data = applicationOf(c, requestId, book, context);
  return [{ type: 'LeaveRequested', data: { workerId: c.workerId, requestId, officeId: officeOf(context), ...data } }];
};

const officeOf = (context: Context): string => context.jurisdiction.at(-1) ?? '';

/** The application as it goes on record, once it is sound: serving worker, working sessions, no overlap, a fit substitute. */
export const applicationOf = (
  c: LeaveApplication,
  requestId: string,
  book: LeaveBook,
  context: Context,
): Application => {
  const [from, to] = [sessionOf(c.fromDay, c.fromHalf), sessionOf(c.toDay, c.toHalf)];
  if (context.references.worker?.status !== 'serving') throw reject('WORKER_NOT_SERVING');
  if (to < from) throw reject('LEAVE_PERIOD_REVERSED');
  if (c.certificate !== undefined && c.kind !== 'SICK') throw reject('LEAVE_CERTIFICATE_UNFIT');
  const sessions = workingSessions(context.calendar, from, to);
  const [first] = sessions;
  if (!first) throw reject('LEAVE_NO_WORKING_SESSION');
  beforeDeparture(first, context);
  const { appointedOn } = context.references.worker.facts;
  if (typeof appointedOn === 'string' && first < appointedOn) throw reject('LEAVE_BEFORE_APPOINTMENT', { appointedOn });
  checkSubstitute(c, context);
  checkOverlap(sessions, requestId, book);
  if (c.kind === 'ANNUAL') checkAnnualLeave(sessions, requestId, book, context);
  const days = runDays(sessions, book, context.calendar, requestId);
  const { tier, beyondDelegation } = tierFor(days, context);
  return {
    kind: c.kind,
    from,
    to,
    sessions,
    days: daysOf(sessions),
    runDays: days,
    endorsers: tier.endorsers,
    approver: tier.approver,
    beyondDelegation,
    ...(beyondDelegation ? { guidanceRequestId: requestId } : {}),
    ...(c.substitute === undefined ? {} : { substitute: c.substitute }),
    reason: c.reason,
    ...(c.certificate === undefined ? {} : { certificate: c.certificate }),
  };
};

const checkSubstitute = (c: LeaveApplication, context: Context): void => {
  if (c.substitute === undefined) return;
  const { worker, substitute } = context.references;
  const fit = substitute?.status === 'serving' && substitute.unit === worker?.unit && c.substitute !== c.workerId;
  if (!fit) throw reject('LEAVE_SUBSTITUTE_UNFIT', { substitute: c.substitute });
};

const checkOverlap = (sessions: readonly string[], requestId: string, book: LeaveBook): void => {
  for (const [id, leave] of Object.entries(book.requests)) {
    const taken = new Set<string>(sessionsOf(leave));
    if (id !== requestId && sessions.some((session) => taken.has(session)))
      throw reject('LEAVE_OVERLAPS', { requestId: id });
  }
};
