import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type {
  Channel,
  ComplaintEvent,
  ComplaintKind,
  ComplaintOutcome,
} from '../../src/oversight/domain/complaints/events.js';

/** One complaint or suggestion from its receipt to its end (GOV-1). */
export interface ComplaintRow {
  readonly complaintId: string;
  /** Unit that handles it, and the one that it is about. */
  readonly unitId: string;
  readonly aboutUnitId: string;
  readonly respondentId: string | null;
  readonly path: readonly string[];
  readonly status: 'received' | 'assigned' | 'answered' | 'closed' | 'withdrawn';
  readonly kind: ComplaintKind;
  readonly channel: Channel;
  readonly receivedOn: Day;
  readonly receivedBy: string;
  readonly dueOn: Day;
  readonly overdue: boolean;
  readonly complainant: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly content: string;
  readonly assigneeId: string | null;
  readonly answer: {
    readonly outcome: ComplaintOutcome;
    readonly answeredOn: Day;
    readonly late: boolean;
    readonly text: string;
    readonly by: string;
  } | null;
  readonly withdrawal: { readonly withdrawnOn: Day; readonly reason: string; readonly by: string } | null;
  readonly closing: {
    readonly closedOn: Day;
    readonly satisfied: boolean | null;
    readonly remark: string | null;
    readonly by: string;
  } | null;
}

export const complaints = view<ComplaintRow, ComplaintEvent>({
  name: 'complaints',
  version: 1,
  events: [
    'ComplaintReceived',
    'ComplaintAssigned',
    'ComplaintAnswered',
    'ComplaintOverdue',
    'ComplaintWithdrawn',
    'ComplaintClosed',
  ],
  keys: ({ data }) => [data.complaintId],
  project: (row, { type, data, meta }) => {
    const by = meta.actor;
    if (type === 'ComplaintReceived') {
      const { complaintId, unitId, aboutUnitId, kind, channel, receivedOn, dueOn, content } = data;
      const { respondentId = null, complainant = null, phone = null, address = null } = data;
      const of = {
        complaintId,
        unitId,
        aboutUnitId,
        respondentId,
        path: meta.jurisdiction,
        status: 'received',
      } as const;
      const told = { kind, channel, receivedOn, receivedBy: by, dueOn, complainant, phone, address, content };
      return { ...of, ...told, overdue: false, assigneeId: null, answer: null, withdrawal: null, closing: null };
    }
    if (!row) return null;
    switch (type) {
      case 'ComplaintAssigned':
        return { ...row, status: 'assigned', assigneeId: data.assigneeId };
      case 'ComplaintAnswered': {
        const { outcome, answeredOn, late, answer: text } = data;
        return { ...row, status: 'answered', answer: { outcome, answeredOn, late, text, by } };
      }
      case 'ComplaintOverdue':
        return { ...row, overdue: true };
      case 'ComplaintWithdrawn':
        return { ...row, status: 'withdrawn', withdrawal: { withdrawnOn: data.withdrawnOn, reason: data.reason, by } };
      case 'ComplaintClosed': {
        const { closedOn, satisfied = null, remark = null } = data;
        return { ...row, status: 'closed', closing: { closedOn, satisfied, remark, by } };
      }
    }
  },
  indexes: [
    { path: 1, receivedOn: -1 },
    { path: 1, status: 1, receivedOn: -1 },
  ],
});
