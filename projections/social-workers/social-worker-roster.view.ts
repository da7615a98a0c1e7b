import { addDays, type Day } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type { DepartureCause, Insurance, SocialWorkerEvent } from '../../src/social-workers/domain/events.js';

/** Where somebody served, from day to day, both included; `to` is null while it lasts. */
export interface Posting {
  readonly officeId: string;
  readonly path: readonly string[];
  readonly from: Day;
  readonly to: Day | null;
}

/** One social worker in the roster of the office that they serve, or last served, in: the terms and stages of the service (HR-3). */
export interface SocialWorkerEntry {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly name: string;
  readonly phone: string | null;
  readonly status: 'serving' | 'left';
  readonly appointedOn: Day;
  readonly probationUntil: Day | null;
  /** Last day of the probation as it turned out; null when there was none. */
  readonly probationEnds: Day | null;
  readonly confirmedOn: Day | null;
  /** The day by which somebody has to decide on the confirmation; null when nothing is to be decided. */
  readonly confirmationDue: Day | null;
  readonly undertakingSignedOn: Day | null;
  readonly contracts: readonly { readonly contractNumber: string; readonly from: Day; readonly until: Day | null }[];
  readonly contractUntil: Day | null;
  readonly entitlements: {
    readonly payGrade: string;
    readonly insurances: readonly Insurance[];
    readonly workSince: Day;
    readonly from: Day;
  } | null;
  readonly postings: readonly Posting[];
  readonly resignation: { readonly lastDay: Day; readonly reason: string } | null;
  /** Since when in this office. */
  readonly since: Day;
  readonly leftOn: Day | null;
  /** With the case that a dismissal was decided in. */
  readonly departure: {
    readonly cause: DepartureCause;
    readonly reason: string;
    readonly dismissalCaseId?: string;
  } | null;
  readonly applicationId: string | null;
}

export const socialWorkerRoster = view<SocialWorkerEntry, SocialWorkerEvent>({
  name: 'social-worker-roster',
  version: 4,
  events: [
    'SocialWorkerAppointed',
    'SocialWorkerTransferred',
    'ConfidentialityUndertakingSigned',
    'AppointmentConfirmed',
    'ContractConcluded',
    'EntitlementsGranted',
    'ResignationSubmitted',
    'ResignationWithdrawn',
    'AppointmentEnded',
  ],
  keys: ({ data }) => [data.workerId],
  project: (row, event) =>
    event.type === 'SocialWorkerAppointed' ? appointed(event) : row && { ...row, ...changed(row, event) },
  indexes: [
    { path: 1, status: 1, workerId: 1 },
    { officeId: 1, workerId: 1 },
  ],
});

type Appointed = Extract<Recorded<SocialWorkerEvent>, { type: 'SocialWorkerAppointed' }>;
type Later = Exclude<Recorded<SocialWorkerEvent>, { type: 'SocialWorkerAppointed' }>;

const appointed = ({ data, meta }: Appointed): SocialWorkerEntry => {
  const { workerId, officeId, name, phone = null, appointedOn, probationUntil = null, applicationId = null } = data;
  return {
    ...{ workerId, officeId, path: meta.jurisdiction, name, phone, status: 'serving', appointedOn, applicationId },
    ...{ probationUntil, probationEnds: probationUntil, confirmedOn: null, confirmationDue: probationUntil },
    ...{ undertakingSignedOn: null, contracts: [], contractUntil: null, entitlements: null },
    postings: [{ officeId, path: meta.jurisdiction, from: appointedOn, to: null }],
    ...{ resignation: null, since: appointedOn, leftOn: null, departure: null },
  };
};

const changed = (row: SocialWorkerEntry, { type, data }: Later): Partial<SocialWorkerEntry> => {
  switch (type) {
    case 'SocialWorkerTransferred': {
      const { officeId, path, on } = data;
      const postings = [...endedOn(row, addDays(on, -1)), { officeId, path, from: on, to: null }];
      return { officeId, path, since: on, postings };
    }
    case 'ConfidentialityUndertakingSigned':
      return { undertakingSignedOn: data.signedOn };
    case 'AppointmentConfirmed':
      return { confirmedOn: data.on, probationEnds: addDays(data.on, -1), confirmationDue: null };
    case 'ContractConcluded': {
      const { contractNumber, from, until = null } = data;
      return { contracts: [...row.contracts, { contractNumber, from, until }], contractUntil: until };
    }
    case 'EntitlementsGranted': {
      const { payGrade, insurances, workSince, from } = data;
      return { entitlements: { payGrade, insurances, workSince, from } };
    }
    case 'ResignationSubmitted':
      return { resignation: { lastDay: data.lastDay, reason: data.reason } };
    case 'ResignationWithdrawn':
      return { resignation: null };
    case 'AppointmentEnded': {
      const { on, cause = 'OTHER', reason, dismissalCaseId } = data;
      const departure = { cause, reason, ...(dismissalCaseId === undefined ? {} : { dismissalCaseId }) };
      return { status: 'left', leftOn: on, confirmationDue: null, departure, postings: endedOn(row, on) };
    }
  }
};

/** The last posting ends; one that would have no day, since it is left on the day that it began, stays as that day. */
const endedOn = ({ postings }: SocialWorkerEntry, on: Day): readonly Posting[] =>
  postings.map((one, index) => (index === postings.length - 1 ? { ...one, to: on < one.from ? one.from : on } : one));
