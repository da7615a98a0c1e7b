import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { SocialWorkerEvent } from '../../src/social-workers/domain/events.js';

/** One social worker in the roster of the office that they serve, or last served, in. */
export interface SocialWorkerEntry {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly name: string;
  readonly phone: string | null;
  readonly status: 'serving' | 'left';
  readonly appointedOn: Day;
  readonly probationUntil: Day | null;
  /** Since when in this office. */
  readonly since: Day;
  readonly leftOn: Day | null;
}

export const socialWorkerRoster = view<SocialWorkerEntry, SocialWorkerEvent>({
  name: 'social-worker-roster',
  version: 1,
  events: ['SocialWorkerAppointed', 'SocialWorkerTransferred', 'AppointmentEnded'],
  keys: ({ data }) => [data.workerId],
  project: (row, { type, data, meta }) => {
    switch (type) {
      case 'SocialWorkerAppointed': {
        const { workerId, officeId, name, phone = null, appointedOn, probationUntil = null } = data;
        const service = { appointedOn, probationUntil, since: appointedOn, leftOn: null };
        return { workerId, officeId, path: meta.jurisdiction, name, phone, status: 'serving', ...service };
      }
      case 'SocialWorkerTransferred':
        return row && { ...row, officeId: data.officeId, path: data.path, since: data.on };
      case 'AppointmentEnded':
        return row && { ...row, status: 'left', leftOn: data.on };
    }
  },
  indexes: [
    { path: 1, status: 1, workerId: 1 },
    { officeId: 1, workerId: 1 },
  ],
});
