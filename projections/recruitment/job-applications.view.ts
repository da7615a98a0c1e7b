import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type { ApplicantEvent, InterviewScore } from '../../src/recruitment/domain/applicants/events.js';

/** One applicant, from the application to what became of it (HR-1). */
export interface JobApplicationRow {
  readonly applicationId: string;
  readonly recruitmentId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly status:
    'received' | 'qualified' | 'unqualified' | 'interviewed' | 'hired' | 'not-hired' | 'withdrawn' | 'appointed';
  readonly name: string;
  readonly identityNumber: string | null;
  readonly phone: string;
  readonly education: string;
  readonly qualifications: string | null;
  readonly experience: string | null;
  readonly receivedAt: Instant;
  readonly review: {
    readonly qualified: boolean;
    readonly reasons: string;
    readonly by: string;
    readonly at: Instant;
  } | null;
  readonly interview: {
    readonly heldOn: Day;
    readonly scores: readonly InterviewScore[];
    readonly average: number;
    readonly remarks: string;
    readonly by: string;
  } | null;
  /** Of the interview, so that lists are sorted by it; null before. */
  readonly average: number | null;
  readonly decision: {
    readonly hired: boolean;
    readonly reasons: string;
    readonly by: string;
    readonly at: Instant;
  } | null;
  readonly withdrawal: { readonly reason: string; readonly at: Instant } | null;
  readonly workerId: string | null;
  readonly appointedOn: Day | null;
}

export const jobApplications = view<JobApplicationRow, ApplicantEvent>({
  name: 'job-applications',
  version: 1,
  events: [
    'JobApplicationReceived',
    'ApplicantQualificationReviewed',
    'ApplicantInterviewed',
    'ApplicantHired',
    'ApplicantNotHired',
    'JobApplicationWithdrawn',
    'ApplicantAppointed',
  ],
  keys: ({ data }) => [data.applicationId],
  project: (row, event) =>
    event.type === 'JobApplicationReceived' ? received(event) : row && { ...row, ...changed(event) },
  indexes: [
    { recruitmentId: 1, receivedAt: 1 },
    { path: 1, status: 1, receivedAt: 1 },
  ],
});

type Received = Extract<Recorded<ApplicantEvent>, { type: 'JobApplicationReceived' }>;

const received = ({ data, meta }: Received): JobApplicationRow => ({
  applicationId: data.applicationId,
  recruitmentId: data.recruitmentId,
  officeId: data.officeId,
  path: meta.jurisdiction,
  status: 'received',
  name: data.name,
  identityNumber: data.identityNumber ?? null,
  phone: data.phone,
  education: data.education,
  qualifications: data.qualifications ?? null,
  experience: data.experience ?? null,
  receivedAt: meta.occurredAt,
  ...{ review: null, interview: null, average: null, decision: null, withdrawal: null },
  ...{ workerId: null, appointedOn: null },
});

const changed = ({ type, data, meta }: Exclude<Recorded<ApplicantEvent>, Received>): Partial<JobApplicationRow> => {
  const done = { by: meta.actor, at: meta.occurredAt };
  switch (type) {
    case 'ApplicantQualificationReviewed': {
      const { qualified, reasons } = data;
      return { status: qualified ? 'qualified' : 'unqualified', review: { qualified, reasons, ...done } };
    }
    case 'ApplicantInterviewed': {
      const { heldOn, scores, average, remarks } = data;
      return { status: 'interviewed', average, interview: { heldOn, scores, average, remarks, by: meta.actor } };
    }
    case 'ApplicantHired':
      return { status: 'hired', decision: { hired: true, reasons: data.reasons, ...done } };
    case 'ApplicantNotHired':
      return { status: 'not-hired', decision: { hired: false, reasons: data.reasons, ...done } };
    case 'JobApplicationWithdrawn':
      return { status: 'withdrawn', withdrawal: { reason: data.reason, at: meta.occurredAt } };
    case 'ApplicantAppointed':
      return { status: 'appointed', workerId: data.workerId, appointedOn: data.appointedOn };
  }
};
