import type { Command } from '../../kernel/command.js';
import type { Face } from '../../kernel/context.js';
import { addDays, type Day } from '../../kernel/day.js';
import { notFound } from '../../kernel/rejection.js';
import { type Posted, postingsFact } from '../../kernel/workforce/postings.js';
import type { SocialWorkerEvent } from './events.js';
import { reject } from './rejections.js';

/** What decisions need to know of one social worker's service. */
export interface Employed {
  readonly status: 'serving' | 'left';
  readonly workerId: string;
  readonly officeId: string;
  readonly appointedOn: Day;
  readonly probationUntil?: Day;
  /** First day after a probation that was passed. */
  readonly confirmedOn?: Day;
  readonly undertakingSignedOn?: Day;
  /** The latest contract. */
  readonly contract?: { readonly from: Day; readonly until?: Day };
  readonly workSince?: Day;
  /** Last day of service that the worker asks for. */
  readonly resignation?: { readonly lastDay: Day };
  readonly leftOn?: Day;
  /** Since when in this office. */
  readonly since: Day;
  /** Where, from when on; earliest first. */
  readonly postings: readonly Posted[];
}
export type Employment = { readonly status: 'none' } | Employed;

export const NOT_EMPLOYED: Employment = { status: 'none' };

export const evolve = (employment: Employment, event: SocialWorkerEvent): Employment => {
  if (event.type === 'SocialWorkerAppointed') {
    const { workerId, officeId, appointedOn, probationUntil } = event.data;
    const probation = probationUntil === undefined ? {} : { probationUntil };
    return {
      status: 'serving',
      workerId,
      officeId,
      appointedOn,
      ...probation,
      since: appointedOn,
      postings: [{ officeId, from: appointedOn }],
    };
  }
  return employment.status === 'none' ? employment : { ...employment, ...changed(event, employment) };
};

type Later = Exclude<SocialWorkerEvent, { type: 'SocialWorkerAppointed' }>;

const changed = (event: Later, { postings }: Employed): Partial<Employed> => {
  switch (event.type) {
    case 'SocialWorkerTransferred': {
      const { officeId, on } = event.data;
      return { officeId, since: on, postings: [...postings, { officeId, from: on }] };
    }
    case 'ConfidentialityUndertakingSigned':
      return { undertakingSignedOn: event.data.signedOn };
    case 'AppointmentConfirmed':
      return { confirmedOn: event.data.on };
    case 'ContractConcluded': {
      const { from, until } = event.data;
      return { contract: { from, ...(until === undefined ? {} : { until }) } };
    }
    case 'EntitlementsGranted':
      return { workSince: event.data.workSince };
    case 'ResignationSubmitted':
      return { resignation: { lastDay: event.data.lastDay } };
    case 'ResignationWithdrawn':
      return { resignation: undefined };
    case 'AppointmentEnded':
      return { status: 'left', leftOn: event.data.on };
  }
};

/**
 * Last day of the probation as it turned out: the day before the confirmation, else the day that it was agreed to end on. Who serves on
 * after it is appointed, confirmed or not. Undefined when there was none.
 */
export const probationEnd = ({ probationUntil, confirmedOn }: Employed): Day | undefined =>
  confirmedOn === undefined ? probationUntil : addDays(confirmedOn, -1);

/**
 * What decisions on attendance, leave and the rest see of a worker. On a day from `appointedOn` to `probationEnds` the worker is on
 * probation, after it to `leftOn`, both included, appointed.
 */
export const face = (employment: Employment): Face | undefined => {
  if (employment.status === 'none') return undefined;
  const { workerId: id, officeId: unit, status, appointedOn, since } = employment;
  const facts = {
    appointedOn,
    since,
    probationUntil: employment.probationUntil ?? null,
    probationEnds: probationEnd(employment) ?? null,
    confirmedOn: employment.confirmedOn ?? null,
    undertakingSignedOn: employment.undertakingSignedOn ?? null,
    contractUntil: employment.contract?.until ?? null,
    workSince: employment.workSince ?? null,
    leftOn: employment.leftOn ?? null,
    postings: postingsFact(employment.postings),
  };
  return { id, unit, status, facts };
};

export const serving = (employment: Employment): Employed => {
  if (employment.status === 'none') throw notFound();
  if (employment.status !== 'serving') throw reject('WORKER_NOT_SERVING');
  return employment;
};

/** The serving worker that somebody else decides about: nobody decides on their own service, nor has it done for them. */
export const decidedByOthers = ({ meta }: Command, employment: Employment): Employed => {
  const worker = serving(employment);
  if ([meta.actor, meta.onBehalfOf].includes(worker.workerId)) throw reject('WORKER_OWN');
  return worker;
};

/** A change of service goes on record when it has happened: not before its day, nor before what it changes. */
export const checkDay = (on: Day, { since }: Employed, today: Day): void => {
  if (on > today) throw reject('WORKER_DAY_IN_FUTURE', { today });
  if (on < since) throw reject('WORKER_DAY_TOO_EARLY', { since });
};
