import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

/** 申请 by anybody, 委托 by an institution. */
export const APPLICATION_KINDS = ['APPLICATION', 'COMMISSION'] as const;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

export const APPLICATION_SOURCES = ['INSTITUTION', 'PUBLIC'] as const;
export type ApplicationSource = (typeof APPLICATION_SOURCES)[number];

export const RECOMMENDATIONS = ['SUITABLE', 'UNSUITABLE'] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];

interface OfApplication {
  /** Whose key seals what is told of the person whom it is about, and by whom: nobody is under supervision yet. */
  readonly intakeId: string;
  readonly officeId: string;
}

export type IntakeApplicationReceived = DomainEvent<
  'IntakeApplicationReceived',
  OfApplication & {
    readonly kind: ApplicationKind;
    readonly source: ApplicationSource;
    readonly documentNumber?: string;
    readonly receivedOn: Day;
    /** Last day to conclude on. */
    readonly dueOn: Day;
    readonly applicant: Personal;
    readonly aboutName: Personal;
    readonly aboutIdentityNumber?: Personal;
    readonly aboutAddress?: Personal;
    readonly request: Personal;
  }
>;
export type SocialInvestigationOpened = DomainEvent<
  'SocialInvestigationOpened',
  OfApplication & {
    /** From 1: an application may be looked into again. */
    readonly investigation: number;
    readonly investigators: readonly string[];
    readonly openedOn: Day;
  }
>;
export type SocialInvestigationReported = DomainEvent<
  'SocialInvestigationReported',
  OfApplication & {
    readonly investigation: number;
    readonly finishedOn: Day;
    readonly recommendation: Recommendation;
    readonly background: Personal;
    readonly family: Personal;
    readonly mentalHealth: Personal;
    readonly conclusion: Personal;
  }
>;
export type IntakeApplicationConcluded = DomainEvent<
  'IntakeApplicationConcluded',
  OfApplication & {
    readonly eligible: boolean;
    readonly concludedOn: Day;
    readonly late: boolean;
    readonly reasons: Personal;
  }
>;
export type IntakeApplicationWithdrawn = DomainEvent<
  'IntakeApplicationWithdrawn',
  OfApplication & { readonly withdrawnOn: Day; readonly reason: Personal }
>;
/** The decision has come, and the person with it. */
export type IntakeApplicationLinked = DomainEvent<
  'IntakeApplicationLinked',
  OfApplication & { readonly superviseeId: string }
>;
/** It was linked to somebody whom it is not about. */
export type IntakeApplicationUnlinked = DomainEvent<
  'IntakeApplicationUnlinked',
  OfApplication & { readonly superviseeId: string; readonly reason: Personal }
>;

export type ApplicationEvent =
  | IntakeApplicationReceived
  | SocialInvestigationOpened
  | SocialInvestigationReported
  | IntakeApplicationConcluded
  | IntakeApplicationWithdrawn
  | IntakeApplicationLinked
  | IntakeApplicationUnlinked;

const ofPerson = { version: 1, subject: 'intakeId' } as const;

export const applicationEvents: EventDefinitions<ApplicationEvent> = {
  IntakeApplicationReceived: {
    title: ['接收申请或委托', 'Application received'],
    ...ofPerson,
    day: 'receivedOn',
    personal: ['applicant', 'aboutName', 'aboutIdentityNumber', 'aboutAddress', 'request'],
  },
  SocialInvestigationOpened: { title: ['开展社会调查', 'Social investigation opened'], version: 1, day: 'openedOn' },
  SocialInvestigationReported: {
    title: ['社会调查情况', 'Social investigation reported'],
    ...ofPerson,
    day: 'finishedOn',
    personal: ['background', 'family', 'mentalHealth', 'conclusion'],
  },
  IntakeApplicationConcluded: {
    title: ['审核评估结论', 'Application concluded'],
    ...ofPerson,
    day: 'concludedOn',
    personal: ['reasons'],
  },
  IntakeApplicationWithdrawn: {
    title: ['撤回申请', 'Application withdrawn'],
    ...ofPerson,
    day: 'withdrawnOn',
    personal: ['reason'],
  },
  IntakeApplicationLinked: { title: ['申请关联社区矫正对象', 'Application linked to a supervisee'], version: 1 },
  IntakeApplicationUnlinked: {
    title: ['更正申请的误关联', 'Wrong link of an application corrected'],
    ...ofPerson,
    personal: ['reason'],
  },
};
