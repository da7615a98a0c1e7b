import type { Face } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import type { ComplaintEvent, ComplaintKind } from './events.js';

/** received → assigned (→ assigned to another) → answered → closed; withdrawn before it is answered. */
interface Known {
  readonly complaintId: string;
  readonly unitId: string;
  readonly kind: ComplaintKind;
  readonly dueOn: Day;
  readonly respondentId?: string;
}
export interface Received extends Known {
  readonly status: 'received';
  readonly overdue: boolean;
}
export interface Assigned extends Known {
  readonly status: 'assigned';
  readonly overdue: boolean;
  readonly assigneeId: string;
}
export interface Done extends Known {
  readonly status: 'answered' | 'closed' | 'withdrawn';
}
export type Complaint = { readonly status: 'none' } | Received | Assigned | Done;
export type KnownComplaint = Exclude<Complaint, { status: 'none' }>;

export const NO_COMPLAINT: Complaint = { status: 'none' };

export const evolve = (before: Complaint, event: ComplaintEvent): Complaint => {
  if (event.type === 'ComplaintReceived') {
    const { complaintId, unitId, kind, dueOn, respondentId } = event.data;
    const known = { complaintId, unitId, kind, dueOn, ...(respondentId === undefined ? {} : { respondentId }) };
    return { ...known, status: 'received', overdue: false };
  }
  if (before.status === 'none') return before;
  switch (event.type) {
    case 'ComplaintAssigned': {
      const overdue = 'overdue' in before && before.overdue;
      return { ...knownOf(before), status: 'assigned', overdue, assigneeId: event.data.assigneeId };
    }
    case 'ComplaintOverdue':
      return 'overdue' in before ? { ...before, overdue: true } : before;
    case 'ComplaintAnswered':
      return { ...knownOf(before), status: 'answered' };
    case 'ComplaintWithdrawn':
      return { ...knownOf(before), status: 'withdrawn' };
    case 'ComplaintClosed':
      return { ...knownOf(before), status: 'closed' };
  }
};

const knownOf = ({ complaintId, unitId, kind, dueOn, respondentId }: Known): Known => ({
  complaintId,
  unitId,
  kind,
  dueOn,
  ...(respondentId === undefined ? {} : { respondentId }),
});

/** What others see of a complaint. */
export const faceOf = (of: Complaint): Face | undefined =>
  of.status === 'none' ? undefined : { id: of.complaintId, unit: of.unitId, status: of.status, facts: {} };
