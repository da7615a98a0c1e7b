import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

/** 管制, 缓刑, 假释, 暂予监外执行. */
export const SUPERVISION_CATEGORIES = [
  'PUBLIC_SURVEILLANCE',
  'SUSPENDED_SENTENCE',
  'PAROLE',
  'TEMPORARY_SERVICE_OUTSIDE_PRISON',
] as const;
export type SupervisionCategory = (typeof SUPERVISION_CATEGORIES)[number];

export const SEXES = ['MALE', 'FEMALE'] as const;
export type Sex = (typeof SEXES)[number];

export const EMPLOYMENTS = [
  'EMPLOYED',
  'SELF_EMPLOYED',
  'FARMING',
  'STUDYING',
  'UNEMPLOYED',
  'RETIRED',
  'UNABLE_TO_WORK',
] as const;
export type Employment = (typeof EMPLOYMENTS)[number];

export const DISCHARGE_CAUSES = ['TERM_EXPIRED', 'PARDON', 'REVOKED', 'RECOMMITTED', 'DECEASED'] as const;
export type DischargeCause = (typeof DISCHARGE_CAUSES)[number];

interface OfSupervisee {
  readonly superviseeId: string;
  readonly officeId: string;
}

/** What returns count by; it names nobody, so it stays readable when the person's key is destroyed. */
export interface Traits {
  readonly sex: Sex;
  readonly birthYear: number;
  readonly category: SupervisionCategory;
}

/** What the decision document says, beyond the person. */
export interface Terms extends Traits {
  readonly termFrom: Day;
  readonly termTo: Day;
  /** Day that the decision took effect on: reporting is due so many days later ([21] of the law). */
  readonly effectiveOn: Day;
}

interface Decided extends OfSupervisee, Terms {
  readonly decisionBody: string;
  readonly documentNumber: string;
  /** Last day to report on. */
  readonly dueOn: Day;
  readonly name: Personal;
  readonly identityNumber: Personal;
}

/** A decision arrived whose person has not reported yet. */
export type SupervisionDecided = DomainEvent<'SupervisionDecided', Decided>;
export type SuperviseeRegistered = DomainEvent<
  'SuperviseeRegistered',
  Decided & {
    readonly reportedOn: Day;
    /** Reported after the last day (漏管), and how many days. */
    readonly missedIntake: boolean;
    readonly daysLate: number;
    readonly employment?: Employment;
    readonly phone?: Personal;
    readonly address: Personal;
  }
>;
/** The last day to report on was over, and the person had not (漏管). */
export type IntakeMissed = DomainEvent<'IntakeMissed', OfSupervisee & { readonly dueOn: Day }>;
/** The person was told rights, obligations and supervision rules (INT-3). */
export type RightsAcknowledged = DomainEvent<
  'RightsAcknowledged',
  OfSupervisee & { readonly day: Day; readonly explainedBy: string }
>;
export type SuperviseeDischarged = DomainEvent<
  'SuperviseeDischarged',
  OfSupervisee & Traits & { readonly on: Day; readonly cause: DischargeCause; readonly employment?: Employment }
>;

export type SuperviseeEvent =
  SupervisionDecided | IntakeMissed | SuperviseeRegistered | RightsAcknowledged | SuperviseeDischarged;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;

export const superviseeEvents: EventDefinitions<SuperviseeEvent> = {
  SupervisionDecided: {
    ...ofPerson,
    title: ['登记决定文书', 'Decision document recorded'],
    personal: ['name', 'identityNumber'],
  },
  IntakeMissed: { version: 1, title: ['漏管', 'Intake missed'] },
  SuperviseeRegistered: {
    ...ofPerson,
    title: ['报到登记', 'Registered on reporting'],
    day: 'reportedOn',
    personal: ['name', 'identityNumber', 'phone', 'address'],
  },
  RightsAcknowledged: { version: 1, title: ['权利义务告知', 'Rights and obligations acknowledged'], day: 'day' },
  SuperviseeDischarged: { version: 1, title: ['解除或终止社区矫正', 'Discharged'], day: 'on' },
};
