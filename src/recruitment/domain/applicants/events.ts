import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';

interface OfApplicant {
  /** Whose key seals what is told of the applicant: nobody is a social worker yet. */
  readonly applicationId: string;
  readonly recruitmentId: string;
  readonly officeId: string;
}

export type JobApplicationReceived = DomainEvent<
  'JobApplicationReceived',
  OfApplicant & {
    readonly name: Personal;
    readonly identityNumber?: Personal;
    readonly phone: Personal;
    /** Schooling, certificates, years in the field: what the qualification review looks at. */
    readonly education: Personal;
    readonly qualifications?: Personal;
    readonly experience?: Personal;
  }
>;
export type ApplicantQualificationReviewed = DomainEvent<
  'ApplicantQualificationReviewed',
  OfApplicant & { readonly qualified: boolean; readonly reasons: Personal }
>;
/** What one of the interviewers gave, of 100. */
export interface InterviewScore {
  readonly interviewer: string;
  readonly score: number;
}
export type ApplicantInterviewed = DomainEvent<
  'ApplicantInterviewed',
  OfApplicant & {
    readonly heldOn: Day;
    readonly scores: readonly InterviewScore[];
    /** Their mean, to two places. */
    readonly average: number;
    readonly remarks: Personal;
  }
>;
export type ApplicantHired = DomainEvent<'ApplicantHired', OfApplicant & { readonly reasons: Personal }>;
export type ApplicantNotHired = DomainEvent<'ApplicantNotHired', OfApplicant & { readonly reasons: Personal }>;
export type JobApplicationWithdrawn = DomainEvent<
  'JobApplicationWithdrawn',
  OfApplicant & { readonly reason: Personal }
>;
/** The applicant has become the social worker. */
export type ApplicantAppointed = DomainEvent<
  'ApplicantAppointed',
  OfApplicant & { readonly workerId: string; readonly appointedOn: Day }
>;

export type ApplicantEvent =
  | JobApplicationReceived
  | ApplicantQualificationReviewed
  | ApplicantInterviewed
  | ApplicantHired
  | ApplicantNotHired
  | JobApplicationWithdrawn
  | ApplicantAppointed;

const ofApplicant = { version: 1, subject: 'applicationId' } as const;

export const applicantEvents: EventDefinitions<ApplicantEvent> = {
  JobApplicationReceived: {
    title: ['应聘报名', 'Job application received'],
    ...ofApplicant,
    personal: ['name', 'identityNumber', 'phone', 'education', 'qualifications', 'experience'],
  },
  ApplicantQualificationReviewed: {
    title: ['应聘资格审查', 'Qualification of an applicant reviewed'],
    ...ofApplicant,
    personal: ['reasons'],
  },
  ApplicantInterviewed: {
    title: ['应聘面试', 'Applicant interviewed'],
    ...ofApplicant,
    day: 'heldOn',
    personal: ['remarks'],
  },
  ApplicantHired: { title: ['决定录用', 'Applicant hired'], ...ofApplicant, personal: ['reasons'] },
  ApplicantNotHired: { title: ['决定不录用', 'Applicant not hired'], ...ofApplicant, personal: ['reasons'] },
  JobApplicationWithdrawn: { title: ['放弃应聘', 'Job application withdrawn'], ...ofApplicant, personal: ['reason'] },
  ApplicantAppointed: { title: ['录用人员到岗', 'Applicant appointed'], version: 1, day: 'appointedOn' },
};
