import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';
import type { Post } from '../../../kernel/roles.js';

/** 责令复查, 调整矫正方案, 训诫, 警告, 提请治安管理处罚, 提请撤销, 提请收监执行. */
export const SANCTIONS = [
  'REEXAMINATION',
  'PLAN_ADJUSTMENT',
  'ADMONITION',
  'WARNING',
  'SECURITY_PENALTY_REFERRAL',
  'REVOCATION_PROPOSAL',
  'RECOMMITTAL_PROPOSAL',
] as const;
/** 表扬, 立功, 提请减刑. */
export const REWARDS = ['COMMENDATION', 'MERIT', 'COMMUTATION_PROPOSAL'] as const;
export type MeasureKind = (typeof SANCTIONS)[number] | (typeof REWARDS)[number];

/** What another body decides: it is sent there, and its answer recorded ([28] of the law). */
export const SENT_ON: readonly MeasureKind[] = [
  'SECURITY_PENALTY_REFERRAL',
  'REVOCATION_PROPOSAL',
  'RECOMMITTAL_PROPOSAL',
  'COMMUTATION_PROPOSAL',
];
export const ANSWERS = ['GRANTED', 'DENIED'] as const;
export type Answer = (typeof ANSWERS)[number];

interface OfMeasure {
  readonly measureId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly kind: MeasureKind;
}
interface Draft extends OfMeasure {
  /** Day of what it answers. */
  readonly happenedOn: Day;
  /** Who drafted it, and for whom they act: ids. They decide nothing about it. */
  readonly draftedBy: readonly string[];
  /** Null when the post that would endorse drafted it. */
  readonly endorser: Post | null;
  readonly deciders: readonly Post[];
  readonly facts: Personal;
  readonly grounds: Personal;
}
interface Opinion extends OfMeasure {
  readonly by: Post;
  readonly opinion: Personal;
}
interface Papers extends OfMeasure {
  readonly body: string;
  readonly documentNumber: string;
  readonly on: Day;
}

export type MeasureDrafted = DomainEvent<'MeasureDrafted', Draft>;
export type MeasureRedrafted = DomainEvent<'MeasureRedrafted', Draft>;
/** Whose turn it is now, as the draft says; those of before they were told again have none. */
export type MeasureEndorsed = DomainEvent<'MeasureEndorsed', Opinion & { readonly deciders?: readonly Post[] }>;
export type MeasureReturned = DomainEvent<'MeasureReturned', Opinion>;
export type MeasureRefused = DomainEvent<'MeasureRefused', Opinion>;
export type MeasureDecided = DomainEvent<'MeasureDecided', Opinion>;
export type MeasureSent = DomainEvent<'MeasureSent', Papers>;
export type MeasureAnswered = DomainEvent<'MeasureAnswered', Papers & { readonly answer: Answer }>;

export type MeasureEvent =
  | MeasureDrafted
  | MeasureRedrafted
  | MeasureEndorsed
  | MeasureReturned
  | MeasureRefused
  | MeasureDecided
  | MeasureSent
  | MeasureAnswered;

const told = { version: 1, subject: 'superviseeId', personal: ['facts', 'grounds'] } as const;
const opinion = { version: 1, subject: 'superviseeId', personal: ['opinion'] } as const;

export const measureEvents: EventDefinitions<MeasureEvent> = {
  MeasureDrafted: { ...told, title: ['拟订奖惩', 'Reward or sanction drafted'] },
  MeasureRedrafted: { ...told, title: ['重新拟订奖惩', 'Reward or sanction drafted anew'] },
  MeasureEndorsed: { ...opinion, title: ['奖惩签注意见', 'Reward or sanction endorsed'] },
  MeasureReturned: { ...opinion, title: ['退回奖惩', 'Reward or sanction returned'] },
  MeasureRefused: { ...opinion, title: ['不予奖惩', 'Reward or sanction refused'] },
  MeasureDecided: { ...opinion, title: ['决定奖惩', 'Reward or sanction decided'] },
  MeasureSent: { version: 1, title: ['提请有关机关', 'Proposal sent to the deciding body'], day: 'on' },
  MeasureAnswered: { version: 1, title: ['有关机关答复', 'Deciding body answered'], day: 'on' },
};
