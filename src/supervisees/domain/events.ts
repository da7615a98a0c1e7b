import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';
import type { TransferScope } from '../../kernel/supervision/execution-place-rules.js';

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

/** What somebody can say supervision ended by: 期满, 特赦 (解除); 撤销, 收监, 死亡 (终止). */
export const ENDING_CAUSES = ['TERM_EXPIRED', 'PARDON', 'REVOKED', 'RECOMMITTED', 'DECEASED'] as const;
export type EndingGiven = (typeof ENDING_CAUSES)[number];
/** Those, and that it goes on in another city, which follows from a change of the place of execution alone (TRV-1). */
export type EndingCause = EndingGiven | 'TRANSFERRED_OUT';

/** What a cause of the end is called: 解除 by expiry or pardon, 转出 to another city, 终止 by all others (DIS-1). */
export const endedBy = (cause: EndingCause): 'discharged' | 'terminated' | 'transferred' => {
  switch (cause) {
    case 'TERM_EXPIRED':
    case 'PARDON':
      return 'discharged';
    case 'REVOKED':
    case 'RECOMMITTED':
    case 'DECEASED':
      return 'terminated';
    case 'TRANSFERRED_OUT':
      return 'transferred';
  }
};

/** What an incident may show of somebody who is on record: 脱管, 羁押, 死亡. */
export const INTERRUPTIONS = ['out-of-supervision', 'detained', 'deceased'] as const;
export type Interruption = (typeof INTERRUPTIONS)[number];

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
  /** The same for each way to type the number. */
  readonly documentId: string;
  /** Place among those whom the document is about; missing of the first. */
  readonly defendant?: number;
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
    /** Of who was supervised in another city before (TRV-1), and when it was decided that they come here. */
    readonly transferredFrom?: Personal;
    readonly transferDecidedOn?: Day;
  }
>;
/** The category had been typed wrongly, and was another from the beginning. */
export type RegistrationCorrected = DomainEvent<
  'RegistrationCorrected',
  OfSupervisee & {
    readonly from: SupervisionCategory;
    readonly to: SupervisionCategory;
    readonly reason: Personal;
  }
>;
/** The last day to report on was over, and the person had not (漏管). */
export type IntakeMissed = DomainEvent<'IntakeMissed', OfSupervisee & { readonly dueOn: Day }>;
/** The person was told rights, obligations and supervision rules (INT-3). */
export type RightsAcknowledged = DomainEvent<
  'RightsAcknowledged',
  OfSupervisee & { readonly day: Day; readonly explainedBy: string }
>;
/** The term became longer by a document of the deciding body (SAN-2). */
export type TermExtended = DomainEvent<
  'TermExtended',
  OfSupervisee & {
    /** Last day of the term, before and after. */
    readonly from: Day;
    readonly to: Day;
    readonly decisionBody: string;
    readonly documentNumber: string;
    /** The same for each way to type the number. */
    readonly documentId: string;
    readonly decidedOn: Day;
  }
>;
/** An incident showed that the person is not where supervision reaches; the record stays open (INC-2). */
export type SupervisionInterrupted = DomainEvent<
  'SupervisionInterrupted',
  OfSupervisee & {
    readonly incidentId: string;
    readonly from: 'registered' | Interruption;
    readonly to: Interruption;
    readonly since: Day;
  }
>;
export type SupervisionResumed = DomainEvent<
  'SupervisionResumed',
  OfSupervisee & { readonly from: Interruption; readonly on: Day; readonly reason: Personal }
>;
/**
 * Supervision goes on at another office of the city (执行地变更): from now on the record is that office's alone. `officeId` is the new
 * one, and the path of the fact its path.
 */
export type SuperviseeTransferred = DomainEvent<
  'SuperviseeTransferred',
  OfSupervisee & {
    readonly transferId: string;
    readonly scope: Exclude<TransferScope, 'OUT_OF_CITY'>;
    readonly fromOfficeId: string;
    /** Path of the office that the person came from. */
    readonly fromPath: readonly string[];
    /** Day of reporting there. */
    readonly on: Day;
  }
>;
/** The office summed up the supervision before its end (DIS-1). */
export type SuperviseeEvaluated = DomainEvent<
  'SuperviseeEvaluated',
  OfSupervisee & { readonly on: Day; readonly summary: Personal }
>;
export type SuperviseeDischarged = DomainEvent<
  'SuperviseeDischarged',
  OfSupervisee &
    Traits & {
      readonly on: Day;
      readonly cause: EndingCause;
      /** Of expiry and pardon. */
      readonly certificateNumber?: string;
      /** Of the document that ended it: of revocation and recommitment always. */
      readonly decisionBody?: string;
      readonly documentNumber?: string;
      readonly employment?: Employment;
      /** Of a change of the place of execution: which. */
      readonly transferId?: string;
    }
>;
/** A paper was added to the closed file (DIS-1, FIL-1). */
export type ArchiveNoteFiled = DomainEvent<
  'ArchiveNoteFiled',
  OfSupervisee & { readonly day: Day; readonly title: Personal; readonly note: Personal }
>;

export type SuperviseeEvent =
  | SupervisionDecided
  | IntakeMissed
  | SuperviseeRegistered
  | RegistrationCorrected
  | RightsAcknowledged
  | TermExtended
  | SupervisionInterrupted
  | SupervisionResumed
  | SuperviseeTransferred
  | SuperviseeEvaluated
  | SuperviseeDischarged
  | ArchiveNoteFiled;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;

/** Until a document could be of several people, its id was that of the one person's record. */
const document = {
  version: 2,
  upcast: (data: Readonly<Record<string, unknown>>) =>
    ({ documentId: data.superviseeId, ...data }) as unknown as SuperviseeRegistered['data'],
} as const;

export const superviseeEvents: EventDefinitions<SuperviseeEvent> = {
  SupervisionDecided: {
    ...ofPerson,
    ...document,
    title: ['登记决定文书', 'Decision document recorded'],
    personal: ['name', 'identityNumber'],
  },
  IntakeMissed: { version: 1, title: ['漏管', 'Intake missed'] },
  SuperviseeRegistered: {
    ...ofPerson,
    ...document,
    title: ['报到登记', 'Registered on reporting'],
    day: 'reportedOn',
    personal: ['name', 'identityNumber', 'phone', 'address', 'transferredFrom'],
  },
  RegistrationCorrected: { ...ofPerson, title: ['更正登记', 'Registration corrected'], personal: ['reason'] },
  RightsAcknowledged: { version: 1, title: ['权利义务告知', 'Rights and obligations acknowledged'], day: 'day' },
  TermExtended: { version: 1, title: ['延长矫正期限', 'Term extended'], day: 'decidedOn' },
  SupervisionInterrupted: { version: 1, title: ['脱离监管', 'Supervision interrupted'], day: 'since' },
  SupervisionResumed: { ...ofPerson, title: ['恢复监管', 'Supervision resumed'], day: 'on', personal: ['reason'] },
  SuperviseeTransferred: { version: 1, title: ['变更执行地', 'Place of execution changed'], day: 'on' },
  SuperviseeEvaluated: { ...ofPerson, title: ['评估总结', 'Final evaluation'], day: 'on', personal: ['summary'] },
  SuperviseeDischarged: { version: 1, title: ['解除或终止社区矫正', 'Discharged'], day: 'on' },
  ArchiveNoteFiled: {
    ...ofPerson,
    title: ['归档材料', 'Note filed in the archive'],
    day: 'day',
    personal: ['title', 'note'],
  },
};
