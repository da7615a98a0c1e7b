import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { Adoption, OpinionEvent, OpinionKind } from '../../src/oversight/domain/opinions/events.js';

interface Draft {
  readonly adoption: Adoption;
  readonly measures: string;
  readonly reasons: string | null;
  readonly draftedBy: string;
}

/** One document of a procuratorate from its receipt to the reply that it was left at (GOV-1). */
export interface OpinionRow {
  readonly opinionId: string;
  readonly unitId: string;
  readonly path: readonly string[];
  readonly status: 'received' | 'drafted' | 'replied' | 'closed';
  readonly kind: OpinionKind;
  readonly procuratorate: string;
  readonly documentNumber: string;
  readonly receivedOn: Day;
  readonly receivedBy: string;
  readonly dueOn: Day;
  readonly overdue: boolean;
  readonly content: string;
  readonly draft: Draft | null;
  /** What was said of drafts that did not go out. */
  readonly remarks: readonly { readonly remark: string; readonly by: string }[];
  readonly replies: readonly (Draft & {
    readonly replyNumber: string;
    readonly repliedOn: Day;
    readonly late: boolean;
    readonly by: string;
  })[];
  readonly demands: readonly { readonly demandedOn: Day; readonly objection: string }[];
  readonly closedOn: Day | null;
}

export const procuratorateOpinions = view<OpinionRow, OpinionEvent>({
  name: 'procuratorate-opinions',
  version: 1,
  events: [
    'OpinionReceived',
    'OpinionReplyDrafted',
    'OpinionReplyReturned',
    'OpinionReplied',
    'FurtherReplyDemanded',
    'OpinionReplyOverdue',
    'OpinionClosed',
  ],
  keys: ({ data }) => [data.opinionId],
  project: (row, { type, data, meta }) => {
    const by = meta.actor;
    if (type === 'OpinionReceived') {
      const { opinionId, unitId, kind, procuratorate, documentNumber, receivedOn, dueOn, content } = data;
      const of = { opinionId, unitId, path: meta.jurisdiction, status: 'received' } as const;
      const told = { kind, procuratorate, documentNumber, receivedOn, receivedBy: by, dueOn, content };
      return { ...of, ...told, overdue: false, draft: null, remarks: [], replies: [], demands: [], closedOn: null };
    }
    if (!row) return null;
    switch (type) {
      case 'OpinionReplyDrafted': {
        const { adoption, measures, reasons = null, draftedBy } = data;
        return { ...row, status: 'drafted', draft: { adoption, measures, reasons, draftedBy } };
      }
      case 'OpinionReplyReturned':
        return { ...row, status: 'received', remarks: [...row.remarks, { remark: data.remark, by }] };
      case 'OpinionReplied': {
        const { replyNumber, repliedOn, late } = data;
        const sent = row.draft ? [{ ...row.draft, replyNumber, repliedOn, late, by }] : [];
        return { ...row, status: 'replied', draft: null, replies: [...row.replies, ...sent] };
      }
      case 'FurtherReplyDemanded': {
        const { demandedOn, dueOn, objection } = data;
        return {
          ...row,
          status: 'received',
          dueOn,
          overdue: false,
          demands: [...row.demands, { demandedOn, objection }],
        };
      }
      case 'OpinionReplyOverdue':
        return { ...row, overdue: true };
      case 'OpinionClosed':
        return { ...row, status: 'closed', closedOn: data.closedOn };
    }
  },
  indexes: [
    { path: 1, receivedOn: -1 },
    { path: 1, status: 1, receivedOn: -1 },
  ],
});
