import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

interface OfWorker {
  readonly workerId: string;
  readonly officeId: string;
}

export const INSURANCES = [
  'PENSION',
  'MEDICAL',
  'UNEMPLOYMENT',
  'WORK_INJURY',
  'MATERNITY',
  'HOUSING_FUND',
  'ACCIDENT',
] as const;
export type Insurance = (typeof INSURANCES)[number];

/** Causes of a departure that nobody has to decide about. */
export const PLAIN_CAUSES = ['CONTRACT_EXPIRY', 'RETIREMENT', 'DEATH', 'OTHER'] as const;
export type PlainCause = (typeof PLAIN_CAUSES)[number];
export type DepartureCause = PlainCause | 'RESIGNATION' | 'DISMISSAL';

export type SocialWorkerAppointed = DomainEvent<
  'SocialWorkerAppointed',
  OfWorker & {
    readonly name: Personal;
    readonly phone?: Personal;
    readonly appointedOn: Day;
    /** Last day of the probation (试用期); without it the worker is appointed outright. */
    readonly probationUntil?: Day;
    /** The recruitment and the application that the appointment comes from (HR-1). */
    readonly recruitmentId?: string;
    readonly applicationId?: string;
  }
>;
/** `officeId` is the office from now on, `path` that office's. */
export type SocialWorkerTransferred = DomainEvent<
  'SocialWorkerTransferred',
  OfWorker & { readonly fromOfficeId: string; readonly on: Day; readonly path: readonly string[] }
>;
export type ConfidentialityUndertakingSigned = DomainEvent<
  'ConfidentialityUndertakingSigned',
  OfWorker & { readonly signedOn: Day }
>;
/** The probation is passed (转正): `on` is the first day that the worker is no longer on probation. */
export type AppointmentConfirmed = DomainEvent<
  'AppointmentConfirmed',
  OfWorker & { readonly on: Day; readonly probationUntil: Day; readonly opinion: Personal }
>;
/** The contract of service (聘用合同), or the next one; without `until` it has no end. */
export type ContractConcluded = DomainEvent<
  'ContractConcluded',
  OfWorker & {
    readonly contractNumber: Personal;
    readonly from: Day;
    readonly until?: Day;
    readonly previousUntil?: Day;
  }
>;
/** Pay grade, insurances, and the day from which accumulated years of work count, which annual leave is measured by (LEV-9). */
export type EntitlementsGranted = DomainEvent<
  'EntitlementsGranted',
  OfWorker & {
    readonly payGrade: Personal;
    readonly insurances: readonly Insurance[];
    readonly workSince: Day;
    readonly from: Day;
    readonly previousWorkSince?: Day;
  }
>;
export type ResignationSubmitted = DomainEvent<
  'ResignationSubmitted',
  OfWorker & { readonly lastDay: Day; readonly reason: Personal }
>;
export type ResignationWithdrawn = DomainEvent<'ResignationWithdrawn', OfWorker & { readonly lastDay: Day }>;
/** `on` is the last day of service. Facts from before the causes were told have none. */
export type AppointmentEnded = DomainEvent<
  'AppointmentEnded',
  OfWorker & {
    readonly on: Day;
    readonly reason: Personal;
    readonly cause?: DepartureCause;
    /** The decision that a dismissal rests on. */
    readonly dismissalCaseId?: string;
  }
>;

export type SocialWorkerEvent =
  | SocialWorkerAppointed
  | SocialWorkerTransferred
  | ConfidentialityUndertakingSigned
  | AppointmentConfirmed
  | ContractConcluded
  | EntitlementsGranted
  | ResignationSubmitted
  | ResignationWithdrawn
  | AppointmentEnded;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const socialWorkerEvents: EventDefinitions<SocialWorkerEvent> = {
  SocialWorkerAppointed: { title: ['聘用社工', 'Social worker appointed'], ...ofWorker, personal: ['name', 'phone'] },
  SocialWorkerTransferred: { title: ['社工调动', 'Social worker transferred'], version: 1 },
  ConfidentialityUndertakingSigned: { title: ['签署保密承诺', 'Confidentiality undertaking signed'], version: 1 },
  AppointmentConfirmed: { title: ['转正', 'Appointment confirmed'], ...ofWorker, personal: ['opinion'] },
  ContractConcluded: { title: ['签订聘用合同', 'Contract concluded'], ...ofWorker, personal: ['contractNumber'] },
  EntitlementsGranted: { ...ofWorker, title: ['核定待遇', 'Entitlements granted'], personal: ['payGrade'] },
  ResignationSubmitted: { title: ['提出辞职', 'Resignation submitted'], ...ofWorker, personal: ['reason'] },
  ResignationWithdrawn: { title: ['撤回辞职', 'Resignation withdrawn'], version: 1 },
  AppointmentEnded: { title: ['解除聘用', 'Appointment ended'], ...ofWorker, personal: ['reason'] },
};
