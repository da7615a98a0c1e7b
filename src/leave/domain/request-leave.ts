import type { Context, Face } from '../../kernel/context.js';
import { Command } from '../../kernel/command.js';
import { ChoiceField, DayField, IdField, TextField } from '../../kernel/fields.js';
import { HALVES, type Half, type Session, sessionOf, workingSessions } from '../../kernel/sessions.js';
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
  const data = applicationOf(askingOf(c), requestId, book, context);
  return [
    {
      type: 'LeaveRequested',
      data: { workerId: c.workerId, requestId, officeId: context.jurisdiction.at(-1) ?? '', ...data },
    },
  ];
};

/** What is asked for, on the form or by word. */
export interface Asking extends Pick<LeaveApplication, 'workerId' | 'kind' | 'reason' | 'substitute' | 'certificate'> {
  readonly from: Session;
  readonly to: Session;
  /** By word, on the day itself: the leave may have begun (LEV-6). */
  readonly onTheDay?: true;
}

/** What the form asks for. */
export const askingOf = (form: LeaveApplication): Asking => {
  const { workerId, kind, reason, substitute, certificate } = form;
  const [from, to] = [sessionOf(form.fromDay, form.fromHalf), sessionOf(form.toDay, form.toHalf)];
  const papers = {
    ...(substitute === undefined ? {} : { substitute }),
    ...(certificate === undefined ? {} : { certificate }),
  };
  return { workerId, kind, from, to, reason, ...papers };
};

/** The application as it goes on record, once it is sound: serving worker, working sessions, no overlap, a fit substitute. */
export const applicationOf = (asking: Asking, requestId: string, book: LeaveBook, context: Context): Application => {
  const { kind, from, to, reason, substitute, certificate } = asking;
  const sessions = sessionsAskedFor(asking, context);
  checkSubstitute(asking, context);
  checkOverlap(sessions, requestId, book);
  if (kind === 'ANNUAL') checkAnnualLeave(sessions, requestId, book, context);
  const days = runDays(sessions, book, context.calendar, requestId);
  const { tier, beyondDelegation } = tierFor(days, context);
  return {
    kind,
    from,
    to,
    sessions,
    days: daysOf(sessions),
    runDays: days,
    endorsers: tier.endorsers,
    approver: tier.approver,
    beyondDelegation,
    ...(beyondDelegation ? { guidanceRequestId: requestId } : {}),
    ...(substitute === undefined ? {} : { substitute }),
    reason,
    ...(certificate === undefined ? {} : { certificate }),
  };
};

const sessionsAskedFor = ({ kind, from, to, certificate, onTheDay }: Asking, context: Context): Session[] => {
  if (context.references.worker?.status !== 'serving') throw reject('WORKER_NOT_SERVING');
  if (to < from) throw reject('LEAVE_PERIOD_REVERSED');
  if (certificate !== undefined && kind !== 'SICK') throw reject('LEAVE_CERTIFICATE_UNFIT');
  const sessions = workingSessions(context.calendar, from, to);
  const [first] = sessions;
  if (!first) throw reject('LEAVE_NO_WORKING_SESSION');
  if (!onTheDay) beforeDeparture(first, context);
  const { appointedOn } = context.references.worker.facts;
  if (typeof appointedOn === 'string' && first < appointedOn) throw reject('LEAVE_BEFORE_APPOINTMENT', { appointedOn });
  return sessions;
};

const officeOf = ({ path, unit }: Face): string => path?.at(-1) ?? unit;

const checkSubstitute = (c: Asking, context: Context): void => {
  if (c.substitute === undefined) return;
  const { worker, substitute } = context.references;
  // Of offices that were merged, both serve in the one that is left.
  const together = substitute !== undefined && worker !== undefined && officeOf(substitute) === officeOf(worker);
  const fit = substitute?.status === 'serving' && together && c.substitute !== c.workerId;
  if (!fit) throw reject('LEAVE_SUBSTITUTE_UNFIT', { substitute: c.substitute });
};

const checkOverlap = (sessions: readonly string[], requestId: string, book: LeaveBook): void => {
  for (const [id, leave] of Object.entries(book.requests)) {
    const taken = new Set<string>(sessionsOf(leave));
    if (id !== requestId && sessions.some((session) => taken.has(session)))
      throw reject('LEAVE_OVERLAPS', { requestId: id });
  }
};
