import type { Face } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { notFound } from '../../kernel/rejection.js';
import type { SocialWorkerEvent } from './events.js';
import { reject } from './rejections.js';

/** What decisions need to know of one social worker's service. */
export interface Employed {
  readonly status: 'serving' | 'left';
  readonly workerId: string;
  readonly officeId: string;
  readonly appointedOn: Day;
  readonly probationUntil?: Day;
  /** Since when in this office. */
  readonly since: Day;
}
export type Employment = { readonly status: 'none' } | Employed;

export const NOT_EMPLOYED: Employment = { status: 'none' };

export const evolve = (employment: Employment, event: SocialWorkerEvent): Employment => {
  switch (event.type) {
    case 'SocialWorkerAppointed': {
      const { workerId, officeId, appointedOn, probationUntil } = event.data;
      const probation = probationUntil === undefined ? {} : { probationUntil };
      return { status: 'serving', workerId, officeId, appointedOn, ...probation, since: appointedOn };
    }
    case 'SocialWorkerTransferred':
      return employment.status === 'none'
        ? employment
        : { ...employment, officeId: event.data.officeId, since: event.data.on };
    case 'AppointmentEnded':
      return employment.status === 'none' ? employment : { ...employment, status: 'left' };
  }
};

/** What decisions on attendance, leave and the rest see of a worker. */
export const face = (employment: Employment): Face | undefined => {
  if (employment.status === 'none') return undefined;
  const { workerId: id, officeId: unit, status, appointedOn, probationUntil } = employment;
  return { id, unit, status, facts: { appointedOn, probationUntil: probationUntil ?? null } };
};

export const serving = (employment: Employment): Employed => {
  if (employment.status === 'none') throw notFound();
  if (employment.status !== 'serving') throw reject('WORKER_NOT_SERVING');
  return employment;
};

/** A change of service goes on record when it has happened: not before its day, nor before what it changes. */
export const checkDay = (on: Day, { since }: Employed, today: Day): void => {
  if (on > today) throw reject('WORKER_DAY_IN_FUTURE', { today });
  if (on < since) throw reject('WORKER_DAY_TOO_EARLY', { since });
};
