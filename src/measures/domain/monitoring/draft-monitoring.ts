import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { addDays, type Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../../kernel/fields.js';
import { hands } from '../../../kernel/roles.js';
import { registrationOf } from '../../../kernel/supervision/under-supervision.js';
import { MONITORING_GROUNDS, type MonitoringDrafted, type MonitoringEvent, type MonitoringGround } from './events.js';
import { type Monitored, type Order } from './monitored.js';
import { checkPeriod } from './period.js';
import { reject } from './rejections.js';

export class DraftMonitoring extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @ChoiceField(MONITORING_GROUNDS, { description: '法定情形 / ground', example: 'LEFT_WITHOUT_APPROVAL' })
  declare readonly ground: MonitoringGround;
  @DayField({ description: '起始日期 / first day', example: '2026-01-15' }) declare readonly from: Day;
  @DayField({ description: '结束日期 / last day', example: '2026-04-14' }) declare readonly to: Day;
  @TextField({ description: '事实 / facts', example: '两次未经批准离开所居住的县' }) declare readonly facts: string;
}
export class DraftMonitoringExtension extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @DayField({ description: '延长后的结束日期 / new last day', example: '2026-07-14' }) declare readonly to: Day;
  @TextField({ description: '事实 / facts', example: '期间仍有违反规定的行为' }) declare readonly facts: string;
}

/** The office drafts an order on one of the five grounds, while none is in force (MON-1). */
export const draftMonitoring = (c: DraftMonitoring, monitored: Monitored, context: Context): MonitoringEvent[] => {
  checkFree(monitored, context);
  const { order } = monitored;
  if (order && order.to >= context.today) throw reject('MONITORING_IN_FORCE', { until: order.to });
  if (c.from < context.today) throw reject('MONITORING_BEGUN');
  checkPeriod(c.from, c.to, context);
  const { superviseeId, ground, from, to, facts } = c;
  const of = { superviseeId, orderId: c.meta.commandId, officeId: context.jurisdiction.at(-1) ?? '' };
  const draft = { ground, extension: 0, from, to, ...draftOf(c, context), facts };
  return [{ type: 'MonitoringDrafted', data: { ...of, ...draft } }];
};

/** An extension of the order in force begins on the day after its last, and may run as long again (MON-1). */
export const draftMonitoringExtension = (
  c: DraftMonitoringExtension,
  monitored: Monitored,
  context: Context,
): MonitoringEvent[] => {
  checkFree(monitored, context);
  const { orderId, ground, extension, to: last } = inForce(monitored, context);
  const from = addDays(last, 1);
  checkPeriod(from, c.to, context);
  const of = { superviseeId: c.superviseeId, orderId, officeId: context.jurisdiction.at(-1) ?? '' };
  const draft = { ground, extension: extension + 1, from, to: c.to, ...draftOf(c, context), facts: c.facts };
  return [{ type: 'MonitoringDrafted', data: { ...of, ...draft } }];
};

/** Whose draft it is, and whose it is to decide on. */
const draftOf = (
  { meta }: Command,
  { policy }: Context,
): Pick<MonitoringDrafted['data'], 'draftedBy' | 'approvers'> => ({
  draftedBy: hands(meta),
  approvers: policy.rules.monitoring.approvers,
});

/** The order that has not run out. */
export const inForce = ({ order }: Monitored, { today }: Context): Order => {
  if (!order || order.to < today) throw reject('MONITORING_NOT_IN_FORCE');
  return order;
};

const checkFree = ({ draft }: Monitored, context: Context): void => {
  registrationOf(context.references.supervisee);
  if (draft) throw reject('MONITORING_PENDING');
};
