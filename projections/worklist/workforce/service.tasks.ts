import { type Day, type Instant, instantOf } from '../../../src/kernel/day.js';
import type { Recorded } from '../../../src/kernel/event.js';
import type { QualificationEvent } from '../../../src/social-workers/domain/qualifications/events.js';
import type { SocialWorkerEvent } from '../../../src/social-workers/domain/events.js';
import { COUNTY_LEADERS, OFFICERS } from '../open-step.js';
import { type AnyTaskRule, COUNTY, OFFICE, type Placed, taskRule } from '../task.js';

type Appointed = Extract<SocialWorkerEvent, { type: 'SocialWorkerAppointed' }>;
type Moved = Extract<SocialWorkerEvent, { type: 'SocialWorkerTransferred' }>;
type Ended = Extract<SocialWorkerEvent, { type: 'AppointmentEnded' }>;
const about = (workerId: string) => ({ category: 'socialWorker', id: workerId });

interface Due extends Placed {
  readonly on: Day;
}

/** On the last day of a probation the county says whether the worker is confirmed (HR-3). */
const confirmation = taskRule<
  Due,
  Appointed | Moved | Ended | Extract<SocialWorkerEvent, { type: 'AppointmentConfirmed' }>
>({
  name: 'probation-confirmation',
  rule: 'HR-3',
  title: { zh: '试用期满，决定是否转正', en: 'Decide on the confirmation after the probation' },
  version: 1,
  events: ['SocialWorkerAppointed', 'SocialWorkerTransferred', 'AppointmentEnded', 'AppointmentConfirmed'],
  keys: ({ data }) => [data.workerId],
  project: (state, event) => {
    switch (event.type) {
      case 'SocialWorkerAppointed': {
        const { probationUntil: on } = event.data;
        return on === undefined ? null : { path: event.meta.jurisdiction, on };
      }
      case 'SocialWorkerTransferred':
        return state && { ...state, path: event.data.path };
      case 'AppointmentConfirmed':
      case 'AppointmentEnded':
        return null;
    }
  },
  task: ({ on }, workerId) => ({
    ...{ level: COUNTY, roles: COUNTY_LEADERS, from: instantOf(on, '00:00'), dueOn: on },
    ...{ about: about(workerId), workerId },
  }),
});

interface Resigning extends Due {
  readonly from: Instant;
}

const resignation = taskRule<
  Resigning,
  Moved | Ended | Extract<SocialWorkerEvent, { type: 'ResignationSubmitted' | 'ResignationWithdrawn' }>
>({
  name: 'resignation-decision',
  rule: 'HR-3',
  title: { zh: '处理辞职申请', en: 'Decide on a resignation' },
  version: 1,
  events: ['ResignationSubmitted', 'ResignationWithdrawn', 'SocialWorkerTransferred', 'AppointmentEnded'],
  keys: ({ data }) => [data.workerId],
  project: (state, event) => {
    switch (event.type) {
      case 'ResignationSubmitted':
        return { path: event.meta.jurisdiction, on: event.data.lastDay, from: event.meta.occurredAt };
      case 'SocialWorkerTransferred':
        return state && { ...state, path: event.data.path };
      case 'ResignationWithdrawn':
      case 'AppointmentEnded':
        return null;
    }
  },
  task: ({ on, from }, workerId) => ({
    ...{ level: COUNTY, roles: COUNTY_LEADERS, from, dueOn: on },
    ...{ about: about(workerId), workerId },
  }),
});

interface Certified extends Placed {
  /** By id, the last day that a certificate counts on. */
  readonly until: Readonly<Record<string, Day>>;
}
type Certificate = Extract<
  QualificationEvent,
  { type: 'QualificationRecorded' | 'QualificationRenewed' | 'QualificationWithdrawn' }
>;

/** From its last day on a certificate is renewed, or on record as gone; that which ends first is shown (HR-2). */
const certificateExpiring = taskRule<Certified, Certificate | Appointed | Moved | Ended>({
  name: 'qualification-expiring',
  rule: 'HR-2',
  title: { zh: '资格证书到期', en: 'A qualification expires' },
  version: 1,
  events: [
    ...(['SocialWorkerAppointed', 'SocialWorkerTransferred', 'AppointmentEnded'] as const),
    ...(['QualificationRecorded', 'QualificationRenewed', 'QualificationWithdrawn'] as const),
  ],
  keys: ({ data }) => [data.workerId],
  project: (state, event) => {
    switch (event.type) {
      case 'SocialWorkerAppointed':
        return { path: event.meta.jurisdiction, until: {} };
      case 'SocialWorkerTransferred':
        return state && { ...state, path: event.data.path };
      case 'AppointmentEnded':
        return null;
      case 'QualificationRecorded':
      case 'QualificationRenewed':
      case 'QualificationWithdrawn':
        return state && { ...state, until: untilAfter(state.until, event) };
    }
  },
  task: ({ until }, workerId) => {
    const [first] = Object.values(until).sort();
    if (first === undefined) return null;
    const from = instantOf(first, '00:00');
    return {
      level: OFFICE,
      roles: ['social-worker', ...OFFICERS],
      from,
      dueOn: first,
      about: about(workerId),
      workerId,
    };
  },
});

const untilAfter = (until: Certified['until'], { type, data }: Recorded<Certificate>): Certified['until'] => {
  const { [data.qualificationId]: _before, ...others } = until;
  if (type === 'QualificationWithdrawn' || data.expiresOn === undefined) return others;
  return { ...others, [data.qualificationId]: data.expiresOn };
};

/** What is to be done about the service of a social worker, from the appointment to its end. */
export const serviceTasks: readonly AnyTaskRule[] = [confirmation, resignation, certificateExpiring];
