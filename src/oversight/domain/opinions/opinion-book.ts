import type { Face } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import type { Adoption, OpinionEvent, OpinionKind } from './events.js';

/** received → drafted (→ received again when the draft is returned) → replied → closed, or received again on demand of another reply. */
interface Known {
  readonly opinionId: string;
  readonly unitId: string;
  readonly kind: OpinionKind;
  readonly dueOn: Day;
}
export interface Received extends Known {
  readonly status: 'received';
  readonly overdue: boolean;
}
export interface Drafted extends Known {
  readonly status: 'drafted';
  readonly overdue: boolean;
  readonly adoption: Adoption;
  readonly draftedBy: string;
}
export interface Replied extends Known {
  readonly status: 'replied';
  readonly repliedOn: Day;
}
export interface Closed extends Known {
  readonly status: 'closed';
}
export type Opinion = { readonly status: 'none' } | Received | Drafted | Replied | Closed;
export type KnownOpinion = Exclude<Opinion, { status: 'none' }>;

export const NO_OPINION: Opinion = { status: 'none' };

export const evolve = (before: Opinion, event: OpinionEvent): Opinion => {
  if (event.type === 'OpinionReceived') {
    const { opinionId, unitId, kind, dueOn } = event.data;
    return { opinionId, unitId, kind, dueOn, status: 'received', overdue: false };
  }
  if (before.status === 'none') return before;
  const overdue = 'overdue' in before && before.overdue;
  switch (event.type) {
    case 'OpinionReplyDrafted': {
      const { adoption, draftedBy } = event.data;
      return { ...knownOf(before), status: 'drafted', overdue, adoption, draftedBy };
    }
    case 'OpinionReplyReturned':
      return { ...knownOf(before), status: 'received', overdue };
    case 'OpinionReplied':
      return { ...knownOf(before), status: 'replied', repliedOn: event.data.repliedOn };
    case 'FurtherReplyDemanded':
      return { ...knownOf(before), dueOn: event.data.dueOn, status: 'received', overdue: false };
    case 'OpinionReplyOverdue':
      return 'overdue' in before ? { ...before, overdue: true } : before;
    case 'OpinionClosed':
      return { ...knownOf(before), status: 'closed' };
  }
};

const knownOf = ({ opinionId, unitId, kind, dueOn }: Known): Known => ({ opinionId, unitId, kind, dueOn });

/** What others see of an opinion. */
export const faceOf = (of: Opinion): Face | undefined =>
  of.status === 'none' ? undefined : { id: of.opinionId, unit: of.unitId, status: of.status, facts: {} };
