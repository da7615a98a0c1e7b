import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';

/** 检察建议 and 纠正意见 of a procuratorate ([62] of the law). */
export const OPINION_KINDS = ['PROCURATORIAL_SUGGESTION', 'CORRECTION_OPINION'] as const;
export type OpinionKind = (typeof OPINION_KINDS)[number];

export const ADOPTIONS = ['ADOPTED', 'PARTLY_ADOPTED', 'NOT_ADOPTED'] as const;
export type Adoption = (typeof ADOPTIONS)[number];

interface OfOpinion {
  /** Whose key seals what the document and the replies say: they may name anybody. */
  readonly opinionId: string;
  /** Unit that it is addressed to. */
  readonly unitId: string;
}

export type OpinionReceived = DomainEvent<
  'OpinionReceived',
  OfOpinion & {
    readonly kind: OpinionKind;
    readonly procuratorate: string;
    readonly documentNumber: string;
    readonly receivedOn: Day;
    /** Last day for the written reply. */
    readonly dueOn: Day;
    readonly content: Personal;
  }
>;
export type OpinionReplyDrafted = DomainEvent<
  'OpinionReplyDrafted',
  OfOpinion & {
    readonly draftedBy: string;
    readonly adoption: Adoption;
    readonly measures: Personal;
    readonly reasons?: Personal;
  }
>;
export type OpinionReplyReturned = DomainEvent<'OpinionReplyReturned', OfOpinion & { readonly remark: Personal }>;
/** The written reply went out. */
export type OpinionReplied = DomainEvent<
  'OpinionReplied',
  OfOpinion & {
    readonly replyNumber: string;
    readonly adoption: Adoption;
    readonly repliedOn: Day;
    readonly late: boolean;
  }
>;
/** The procuratorate wants another reply. */
export type FurtherReplyDemanded = DomainEvent<
  'FurtherReplyDemanded',
  OfOpinion & { readonly demandedOn: Day; readonly dueOn: Day; readonly objection: Personal }
>;
export type OpinionReplyOverdue = DomainEvent<'OpinionReplyOverdue', OfOpinion & { readonly dueOn: Day }>;
export type OpinionClosed = DomainEvent<'OpinionClosed', OfOpinion & { readonly closedOn: Day }>;

export type OpinionEvent =
  | OpinionReceived
  | OpinionReplyDrafted
  | OpinionReplyReturned
  | OpinionReplied
  | FurtherReplyDemanded
  | OpinionReplyOverdue
  | OpinionClosed;

const sealed = { version: 1, subject: 'opinionId' } as const;

export const opinionEvents: EventDefinitions<OpinionEvent> = {
  OpinionReceived: {
    title: ['收到检察建议或纠正意见', 'Opinion of a procuratorate received'],
    ...sealed,
    day: 'receivedOn',
    personal: ['content'],
  },
  OpinionReplyDrafted: {
    title: ['拟写书面回复', 'Reply to a procuratorate drafted'],
    ...sealed,
    personal: ['measures', 'reasons'],
  },
  OpinionReplyReturned: {
    title: ['退回书面回复稿', 'Draft of a reply returned'],
    ...sealed,
    personal: ['remark'],
  },
  OpinionReplied: { title: ['书面回复检察机关', 'Procuratorate replied to'], version: 1, day: 'repliedOn' },
  FurtherReplyDemanded: {
    title: ['检察机关要求再次回复', 'Procuratorate demanded another reply'],
    ...sealed,
    day: 'demandedOn',
    personal: ['objection'],
  },
  OpinionReplyOverdue: { title: ['书面回复逾期', 'Reply to a procuratorate overdue'], version: 1 },
  OpinionClosed: { title: ['检察监督事项办结', 'Opinion of a procuratorate closed'], version: 1, day: 'closedOn' },
};
