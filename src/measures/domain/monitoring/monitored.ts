import type { Day } from '../../../kernel/day.js';
import type { Post } from '../../../kernel/roles.js';
import type { MonitoringEvent, MonitoringGround } from './events.js';

interface Period {
  readonly orderId: string;
  readonly ground: MonitoringGround;
  readonly extension: number;
  readonly from: Day;
  readonly to: Day;
}
export interface Order extends Period {
  /** First day of the order; that of the last extension is `from`. */
  readonly begunOn: Day;
  /** It is on record that the last day was over. */
  readonly ranOut?: boolean;
}
/** All monitoring of one person: one order at a time. */
export interface Monitored {
  readonly officeId?: string;
  /** What waits for approval. */
  readonly draft?: Period & { readonly draftedBy: readonly string[]; readonly approvers?: readonly Post[] };
  /** The last order that was approved and not ended early; it may have expired. */
  readonly order?: Order;
}

export const NOT_MONITORED: Monitored = {};

export const evolve = (before: Monitored, event: MonitoringEvent): Monitored => {
  const { officeId } = event.data;
  const { draft: _, order, ...rest } = before;
  const kept = order === undefined ? {} : { order };
  switch (event.type) {
    case 'MonitoringDrafted': {
      const { orderId, ground, extension, from, to, draftedBy, approvers } = event.data;
      const draft = { orderId, ground, extension, from, to, draftedBy, ...(approvers && { approvers }) };
      return { ...rest, ...kept, officeId, draft };
    }
    case 'MonitoringApproved': {
      const { orderId, ground, extension, from, to } = event.data;
      const begunOn = extension > 0 && order ? order.begunOn : from;
      return { ...rest, officeId, order: { orderId, ground, extension, from, to, begunOn } };
    }
    case 'MonitoringRefused':
      return { ...rest, ...kept, officeId };
    case 'MonitoringEnded':
      return { ...rest, officeId };
    case 'MonitoringRanOut':
      // What was drafted to make it longer may still be decided on, on the day after.
      return order ? { ...before, officeId, order: { ...order, ranOut: true } } : before;
  }
};
