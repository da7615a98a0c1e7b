import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';

/** 执业资格 · 法律 · 心理咨询 · 学历学位 */
export const QUALIFICATION_KINDS = ['LICENCE', 'LAW', 'PSYCHOLOGY', 'EDUCATION'] as const;
export type QualificationKind = (typeof QUALIFICATION_KINDS)[number];

/** 社会工作员 · 助理社会工作师 · 社会工作师 · 高级社会工作师, the lowest first. */
export const PROFESSIONAL_LEVELS = [
  'SOCIAL_WORK_AIDE',
  'ASSISTANT_SOCIAL_WORKER',
  'SOCIAL_WORKER',
  'SENIOR_SOCIAL_WORKER',
] as const;
export type ProfessionalLevel = (typeof PROFESSIONAL_LEVELS)[number];

interface OfWorker {
  readonly workerId: string;
  readonly officeId: string;
}

/** Without `expiresOn` it holds for good. */
export type QualificationRecorded = DomainEvent<
  'QualificationRecorded',
  OfWorker & {
    readonly qualificationId: string;
    readonly kind: QualificationKind;
    readonly title: string;
    readonly number: Personal;
    readonly issuer: string;
    readonly issuedOn: Day;
    readonly expiresOn?: Day;
  }
>;
export type QualificationRenewed = DomainEvent<
  'QualificationRenewed',
  OfWorker & {
    readonly qualificationId: string;
    readonly renewedOn: Day;
    readonly previouslyExpiresOn: Day;
    readonly expiresOn: Day;
  }
>;
/** It no longer counts: withdrawn by the issuer, or found not to be genuine. */
export type QualificationWithdrawn = DomainEvent<
  'QualificationWithdrawn',
  OfWorker & { readonly qualificationId: string; readonly on: Day; readonly reason: Personal }
>;
export type ProfessionalExaminationRecorded = DomainEvent<
  'ProfessionalExaminationRecorded',
  OfWorker & { readonly level: ProfessionalLevel; readonly satOn: Day; readonly passed: boolean }
>;
export type ProfessionalLevelAttained = DomainEvent<
  'ProfessionalLevelAttained',
  OfWorker & {
    readonly level: ProfessionalLevel;
    readonly fromLevel?: ProfessionalLevel;
    readonly on: Day;
    readonly number: Personal;
  }
>;

export type QualificationEvent =
  | QualificationRecorded
  | QualificationRenewed
  | QualificationWithdrawn
  | ProfessionalExaminationRecorded
  | ProfessionalLevelAttained;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const qualificationEvents: EventDefinitions<QualificationEvent> = {
  QualificationRecorded: { title: ['登记资格', 'Qualification recorded'], ...ofWorker, personal: ['number'] },
  QualificationRenewed: { title: ['资格续期', 'Qualification renewed'], version: 1 },
  QualificationWithdrawn: { title: ['撤销资格', 'Qualification withdrawn'], ...ofWorker, personal: ['reason'] },
  ProfessionalExaminationRecorded: { title: ['职业考试', 'Professional examination recorded'], version: 1 },
  ProfessionalLevelAttained: {
    title: ['取得职业等级', 'Professional level attained'],
    ...ofWorker,
    personal: ['number'],
  },
};
