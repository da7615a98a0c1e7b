import type { Day } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Post } from '../../src/kernel/roles.js';
import { view } from '../../src/kernel/view.js';
import type { MonitoringEvent, MonitoringGround } from '../../src/measures/domain/monitoring/events.js';
import { type Deed, deed } from '../deed.js';

type Step = Deed<'drafted' | 'approved' | 'refused' | 'ended'> & { readonly text: string };

/** One order of electronic monitoring with its extensions (MON-1). */
export interface MonitoringRow {
  readonly orderId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly ground: MonitoringGround;
  readonly status: 'drafted' | 'approved' | 'refused' | 'ended' | 'expired';
  readonly from: Day;
  /** Last day of what is approved; null while nothing is. */
  readonly to: Day | null;
  readonly extensions: number;
  /** What waits for the county. */
  readonly draft: { readonly extension: number; readonly from: Day; readonly to: Day } | null;
  readonly endedOn: Day | null;
  readonly endedBy: Post | null;
  readonly history: readonly Step[];
}

export const monitoringOrders = view<MonitoringRow, MonitoringEvent>({
  name: 'monitoring-orders',
  version: 2,
  events: ['MonitoringDrafted', 'MonitoringApproved', 'MonitoringRefused', 'MonitoringEnded', 'MonitoringRanOut'],
  keys: ({ data }) => [data.orderId],
  project: (row, event) => {
    switch (event.type) {
      case 'MonitoringDrafted': {
        const { superviseeId, orderId, officeId, ground, extension, from, to, facts } = event.data;
        const draft = { extension, from, to };
        if (row) return { ...row, draft, history: [...row.history, step(event, 'drafted', facts)] };
        const of = { orderId, superviseeId, officeId, path: event.meta.jurisdiction, ground, from };
        const nothing = { to: null, extensions: 0, endedOn: null, endedBy: null };
        return { ...of, status: 'drafted', draft, ...nothing, history: [step(event, 'drafted', facts)] };
      }
      case 'MonitoringApproved': {
        const { to, extension: extensions, opinion } = event.data;
        const history = row && [...row.history, step(event, 'approved', opinion)];
        return row && { ...row, status: 'approved', to, extensions, draft: null, history: history ?? [] };
      }
      case 'MonitoringRefused': {
        if (!row) return null;
        // An extension that is refused leaves the order as it was.
        const status = row.to === null ? 'refused' : row.status;
        return { ...row, status, draft: null, history: [...row.history, step(event, 'refused', event.data.opinion)] };
      }
      case 'MonitoringEnded': {
        const { on: endedOn, by: endedBy, reason } = event.data;
        const history = row && [...row.history, step(event, 'ended', reason)];
        return row && { ...row, status: 'ended', draft: null, endedOn, endedBy, history: history ?? [] };
      }
      case 'MonitoringRanOut':
        return row && { ...row, status: 'expired' };
    }
  },
  indexes: [
    { path: 1, from: -1, orderId: -1 },
    { path: 1, status: 1, to: 1 },
    { superviseeId: 1, from: -1, orderId: -1 },
  ],
});

const step = (event: Recorded<MonitoringEvent>, action: Step['action'], text: string): Step => ({
  ...deed(event, action),
  text,
});
