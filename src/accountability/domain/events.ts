import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

/** 纪律处分 · 责任追究 */
export const CASE_KINDS = ['DISCIPLINE', 'ACCOUNTABILITY'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** 不予处理 · 批评教育 · 书面检查 · 通报批评 · 警告 · 记过 · 降低等级, the mildest first. */
export const MEASURES = [
  'NONE',
  'ADMONISHMENT',
  'WRITTEN_SELF_CRITICISM',
  'PUBLIC_CRITICISM',
  'WARNING',
  'DEMERIT',
  'DEMOTION',
] as const;
export type Measure = (typeof MEASURES)[number];

export const APPEAL_OUTCOMES = ['UPHELD', 'REVISED', 'REVOKED'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

interface OfCase {
  readonly caseId: string;
  readonly workerId: string;
  readonly officeId: string;
}

export type DisciplinaryCaseOpened = DomainEvent<
  'DisciplinaryCaseOpened',
  OfCase & { readonly kind: CaseKind; readonly happenedOn: Day; readonly neglect: Personal; readonly by: string }
>;
/** The worker was heard: what they said for themselves, or that they would not say anything. */
export type DisciplinaryCaseHeard = DomainEvent<
  'DisciplinaryCaseHeard',
  OfCase & { readonly heardOn: Day; readonly present: boolean; readonly statement: Personal }
>;
export type DisciplinaryCaseDecided = DomainEvent<
  'DisciplinaryCaseDecided',
  OfCase & {
    readonly kind: CaseKind;
    readonly measure: Measure;
    readonly on: Day;
    readonly by: string;
    readonly reasons: Personal;
    readonly appealUntil: Day;
  }
>;
export type DisciplinaryDecisionAppealed = DomainEvent<
  'DisciplinaryDecisionAppealed',
  OfCase & { readonly measure: Measure; readonly on: Day; readonly grounds: Personal }
>;
/** The end of it: `measure` is what stands. */
export type DisciplinaryAppealDecided = DomainEvent<
  'DisciplinaryAppealDecided',
  OfCase & {
    readonly outcome: AppealOutcome;
    readonly fromMeasure: Measure;
    readonly measure: Measure;
    readonly on: Day;
    readonly reasons: Personal;
  }
>;

export type AccountabilityEvent =
  | DisciplinaryCaseOpened
  | DisciplinaryCaseHeard
  | DisciplinaryCaseDecided
  | DisciplinaryDecisionAppealed
  | DisciplinaryAppealDecided;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const accountabilityEvents: EventDefinitions<AccountabilityEvent> = {
  DisciplinaryCaseOpened: {
    ...ofWorker,
    title: ['责任追究立案', 'Disciplinary case opened'],
    personal: ['neglect'],
  },
  DisciplinaryCaseHeard: { ...ofWorker, title: ['听取陈述和申辩', 'Worker heard'], personal: ['statement'] },
  DisciplinaryCaseDecided: {
    ...ofWorker,
    title: ['作出处理决定', 'Disciplinary case decided'],
    personal: ['reasons'],
  },
  DisciplinaryDecisionAppealed: {
    ...ofWorker,
    title: ['对处理决定申诉', 'Disciplinary decision appealed'],
    personal: ['grounds'],
  },
  DisciplinaryAppealDecided: {
    ...ofWorker,
    title: ['处理申诉', 'Disciplinary appeal decided'],
    personal: ['reasons'],
  },
};
