import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

interface OfWorker {
  readonly workerId: string;
  readonly officeId: string;
}

export type SocialWorkerAppointed = DomainEvent<
  'SocialWorkerAppointed',
  OfWorker & {
    readonly name: Personal;
    readonly phone?: Personal;
    readonly appointedOn: Day;
    /** Last day of the probation (试用期); without it the worker is appointed outright. */
    readonly probationUntil?: Day;
  }
>;
/** `officeId` is the office from now on, `path` that office's. */
export type SocialWorkerTransferred = DomainEvent<
  'SocialWorkerTransferred',
  OfWorker & { readonly fromOfficeId: string; readonly on: Day; readonly path: readonly string[] }
>;
export type AppointmentEnded = DomainEvent<
  'AppointmentEnded',
  OfWorker & { readonly on: Day; readonly reason: Personal }
>;

export type SocialWorkerEvent = SocialWorkerAppointed | SocialWorkerTransferred | AppointmentEnded;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const socialWorkerEvents: EventDefinitions<SocialWorkerEvent> = {
  SocialWorkerAppointed: { ...ofWorker, personal: ['name', 'phone'] },
  SocialWorkerTransferred: { version: 1 },
  AppointmentEnded: { ...ofWorker, personal: ['reason'] },
};
