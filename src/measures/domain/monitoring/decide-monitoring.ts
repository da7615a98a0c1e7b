import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, TextField } from '../../../kernel/fields.js';
import { hands, type Post } from '../../../kernel/roles.js';
import { registrationOf } from '../../../kernel/supervision/under-supervision.js';
import { postAmong } from '../post-among.js';
import { inForce } from './draft-monitoring.js';
import type { MonitoringApproved, MonitoringEvent } from './events.js';
import type { Monitored } from './monitored.js';
import { checkPeriod } from './period.js';
import { reject } from './rejections.js';

abstract class MonitoringDecision extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @TextField({ max: 500, description: '意见 / opinion', example: '符合法定情形，同意' })
  declare readonly opinion: string;
}
export class ApproveMonitoring extends MonitoringDecision {}
export class RefuseMonitoring extends MonitoringDecision {}
export class EndMonitoring extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @DayField({ description: '解除日期 / day', example: '2026-02-20' }) declare readonly on: Day;
  @TextField({ max: 500, description: '理由 / reason', example: '不再具有继续使用的情形' })
  declare readonly reason: string;
}

/** The county approves an order before it begins, an extension before the order has run out (MON-1). */
export const approveMonitoring = (c: ApproveMonitoring, monitored: Monitored, context: Context): MonitoringEvent[] => {
  const decided = decisionOf(c, monitored, context);
  if (decided.from < context.today) throw reject('MONITORING_BEGUN');
  checkPeriod(decided.from, decided.to, context);
  return [{ type: 'MonitoringApproved', data: decided }];
};

export const refuseMonitoring = (c: RefuseMonitoring, monitored: Monitored, context: Context): MonitoringEvent[] => [
  { type: 'MonitoringRefused', data: decisionOf(c, monitored, context) },
];

/** The county ends an order early, on a day within its period (MON-1). */
export const endMonitoring = (c: EndMonitoring, monitored: Monitored, context: Context): MonitoringEvent[] => {
  registrationOf(context.references.supervisee);
  const { orderId, begunOn, to } = inForce(monitored, context);
  const by = approver(c, context);
  if (c.on > context.today) throw reject('MONITORING_END_IN_FUTURE');
  if (c.on < begunOn) throw reject('MONITORING_END_OUTSIDE', { from: begunOn, to });
  const { superviseeId, on, reason } = c;
  const officeId = context.jurisdiction.at(-1) ?? '';
  return [{ type: 'MonitoringEnded', data: { superviseeId, orderId, officeId, on, by, reason } }];
};

const approver = (
  c: Command,
  { policy }: Context,
  approvers: readonly Post[] = policy.rules.monitoring.approvers,
): Post => {
  const by = postAmong(c.meta, approvers);
  if (by === undefined) throw reject('MONITORING_NOT_YOURS_TO_DECIDE');
  return by;
};

const decisionOf = (c: MonitoringDecision, { draft }: Monitored, context: Context): MonitoringApproved['data'] => {
  if (!draft) throw reject('MONITORING_NOT_PENDING');
  registrationOf(context.references.supervisee);
  if (hands(c.meta).some((id) => draft.draftedBy.includes(id))) throw reject('MONITORING_OWN_DRAFT');
  const { orderId, ground, extension, from, to, approvers } = draft;
  const of = { superviseeId: c.superviseeId, orderId, officeId: context.jurisdiction.at(-1) ?? '' };
  return { ...of, ground, extension, from, to, by: approver(c, context, approvers), opinion: c.opinion };
};
