import type { Instant } from '../../../src/kernel/day.js';
import type { Title } from '../../../src/kernel/rejection.js';
import type { Role } from '../../../src/kernel/roles.js';
import type { ApplicantEvent } from '../../../src/recruitment/domain/applicants/events.js';
import { type AnyTaskRule, COUNTY, OFFICE, type Placed, taskRule, type UnitLevel } from '../task.js';

type Step = 'review' | 'interview' | 'decision' | 'appointment';
interface Waiting extends Placed {
  readonly from: Instant;
  readonly next: Step;
}

const nextAfter = (event: ApplicantEvent): Step | null => {
  switch (event.type) {
    case 'JobApplicationReceived':
      return 'review';
    case 'ApplicantQualificationReviewed':
      return event.data.qualified ? 'interview' : 'decision';
    case 'ApplicantInterviewed':
      return 'decision';
    case 'ApplicantHired':
      return 'appointment';
    case 'ApplicantNotHired':
    case 'JobApplicationWithdrawn':
    case 'ApplicantAppointed':
      return null;
  }
};

/** What waits for somebody about an applicant: one step after the other (HR-1). */
const applicantStep = (next: Step, title: Title, level: UnitLevel, roles: readonly Role[]) =>
  taskRule<Waiting, ApplicantEvent>({
    name: `applicant-${next}`,
    rule: 'HR-1',
    title,
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
    project: (_, event) => {
      const step = nextAfter(event);
      return step && { path: event.meta.jurisdiction, from: event.meta.occurredAt, next: step };
    },
    task: ({ from, next: step }, id) =>
      step === next ? { level, roles, from, dueOn: null, about: { category: 'applicant', id } } : null,
  });

const LEADERS: readonly Role[] = ['deputy-director', 'director'];

export const recruitmentTasks: readonly AnyTaskRule[] = [
  applicantStep('review', { zh: '审查应聘资格', en: 'Review the qualification' }, OFFICE, ['office-head']),
  applicantStep('interview', { zh: '组织面试', en: 'Interview the applicant' }, OFFICE, ['office-head']),
  applicantStep('decision', { zh: '决定是否录用', en: 'Decide on the applicant' }, COUNTY, LEADERS),
  applicantStep('appointment', { zh: '办理聘用', en: 'Appoint who was hired' }, COUNTY, LEADERS),
];
