import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { IdField } from '../../../kernel/fields.js';
import type { MonitoringEvent } from './events.js';
import type { Monitored } from './monitored.js';

/** Given by the scheduler when the last day of an order is over. */
export class NoteMonitoringRunOut extends Command {
  @IdField() declare readonly superviseeId: string;
}

/** Nobody extended the order by the end of its last day: it has run out, once; the device is to be taken off (MON-1). */
export const noteMonitoringRunOut = (
  c: NoteMonitoringRunOut,
  { order }: Monitored,
  { today, jurisdiction, references: { supervisee } }: Context,
): MonitoringEvent[] => {
  if (!order || order.ranOut || today <= order.to) return [];
  if (typeof supervisee?.facts.dischargedOn === 'string') return [];
  const { orderId, ground, extension, to } = order;
  const of = { superviseeId: c.superviseeId, orderId, officeId: jurisdiction.at(-1) ?? '' };
  return [{ type: 'MonitoringRanOut', data: { ...of, ground, extension, to } }];
};
