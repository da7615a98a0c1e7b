import type { AccountabilityEvent } from '../../../src/accountability/domain/events.js';
import type { AnnualAppraisalEvent } from '../../../src/appraisals/domain/annual/events.js';
import type { AwardEvent, AwardLevel } from '../../../src/awards/domain/events.js';
import type { Title } from '../../../src/kernel/rejection.js';
import type { Role } from '../../../src/kernel/roles.js';
import { COUNTY_LEADERS, HEAD, type Step, stepOfPosts } from '../open-step.js';
import { type AnyTaskRule, type Placed, taskRule } from '../task.js';
import { workerMatter } from './worker-matter.js';

const ofYear = {
  ...{ category: 'annualAppraisal', rule: 'APP-3' },
  idOf: ({ data }: { readonly data: AnnualAppraisalEvent['data'] }) => `${data.workerId}-${data.year}`,
};

const annualOpinion = workerMatter<
  Extract<AnnualAppraisalEvent, { type: 'AnnualAppraisalOpened' | 'HeadOpinionGiven' | 'AnnualAppraisalGraded' }>
>({
  ...ofYear,
  ...{ name: 'annual-opinion', title: { zh: '签署年度考核意见', en: 'Give the opinion for an annual appraisal' } },
  events: ['AnnualAppraisalOpened', 'HeadOpinionGiven', 'AnnualAppraisalGraded'],
  step: ({ type, meta }) => (type === 'AnnualAppraisalOpened' ? stepOfPosts(HEAD, meta.occurredAt) : null),
});

const annualGrade = workerMatter<
  Extract<AnnualAppraisalEvent, { type: 'AnnualAppraisalOpened' | 'AnnualAppraisalGraded' }>
>({
  ...ofYear,
  ...{ name: 'annual-grade', title: { zh: '评定年度考核等次', en: 'Score and grade an annual appraisal' } },
  events: ['AnnualAppraisalOpened', 'AnnualAppraisalGraded'],
  step: ({ type, meta }) => (type === 'AnnualAppraisalOpened' ? stepOfPosts(COUNTY_LEADERS, meta.occurredAt) : null),
});

const annualAppeal = workerMatter<
  Extract<AnnualAppraisalEvent, { type: 'AnnualAppraisalAppealed' | 'AnnualAppealDecided' }>
>({
  ...{ ...ofYear, rule: 'APP-4' },
  ...{ name: 'annual-appeal', title: { zh: '处理年度考核申诉', en: 'Decide on an appeal against a grade' } },
  events: ['AnnualAppraisalAppealed', 'AnnualAppealDecided'],
  step: ({ type, meta }) => (type === 'AnnualAppraisalAppealed' ? stepOfPosts(COUNTY_LEADERS, meta.occurredAt) : null),
});

const APPROVERS: Readonly<Record<AwardLevel, readonly Role[]>> = {
  office: HEAD,
  county: COUNTY_LEADERS,
  city: ['city-officer'],
};

interface Nominated extends Placed {
  readonly step: Step;
  readonly workerId: string;
}

/** A nomination is decided by the unit that gives the award, wherever the worker goes meanwhile. */
const nominationToDecide = taskRule<
  Nominated,
  Extract<AwardEvent, { type: 'NominatedForAward' | 'AwardApproved' | 'AwardDeclined' }>
>({
  ...{ name: 'award-decision', rule: 'AWD-1', version: 1 },
  title: { zh: '审批奖励提名', en: 'Decide on a nomination for an award' },
  events: ['NominatedForAward', 'AwardApproved', 'AwardDeclined'],
  keys: ({ data }) => [`${data.unitId}_${data.award}_${data.period}:${data.workerId}`],
  project: (_, { type, data, meta }) => {
    if (type !== 'NominatedForAward') return null;
    const step = stepOfPosts(APPROVERS[data.level], meta.occurredAt);
    return { path: meta.jurisdiction, step, workerId: data.workerId };
  },
  task: ({ step, workerId }, of) => ({ ...step, about: { category: 'award', id: of }, workerId }),
});

/** A case is heard, then decided, and decided again when the worker appeals (DSP-1). */
const caseStep = (name: string, title: Title, after: AccountabilityEvent['type']): AnyTaskRule =>
  workerMatter<AccountabilityEvent>({
    ...{ name, rule: 'DSP-1', category: 'disciplinaryCase', title },
    events: [
      'DisciplinaryCaseOpened',
      'DisciplinaryCaseHeard',
      'DisciplinaryCaseDecided',
      'DisciplinaryDecisionAppealed',
      'DisciplinaryAppealDecided',
    ],
    idOf: ({ data }) => data.caseId,
    step: ({ type, meta }) => (type === after ? stepOfPosts(COUNTY_LEADERS, meta.occurredAt) : null),
  });

/** What waits for somebody of what is decided about a social worker. */
export const personnelTasks: readonly AnyTaskRule[] = [
  annualOpinion,
  annualGrade,
  annualAppeal,
  nominationToDecide,
  caseStep('disciplinary-hearing', { zh: '听取陈述和申辩', en: 'Hear the worker' }, 'DisciplinaryCaseOpened'),
  caseStep('disciplinary-decision', { zh: '作出处理决定', en: 'Decide on the case' }, 'DisciplinaryCaseHeard'),
  caseStep('disciplinary-appeal', { zh: '处理申诉', en: 'Decide on the appeal' }, 'DisciplinaryDecisionAppealed'),
];
