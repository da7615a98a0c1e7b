import { type Day, endOf, type Instant, instantOf, type Week } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Title } from '../../src/kernel/rejection.js';
import type { Role } from '../../src/kernel/roles.js';
import type { IntakeMissed, SuperviseeEvent, SuperviseeRegistered } from '../../src/supervisees/domain/events.js';
import type { WeeklyReportEvent } from '../../src/supervisees/domain/weekly-reports/events.js';
import type { SupervisionLevelSet } from '../../src/supervision-plans/domain/level/events.js';
import type { PlanEvent } from '../../src/supervision-plans/domain/plan/events.js';
import type { SupervisionTeamEstablished } from '../../src/supervision-plans/domain/team/events.js';
import { EVERYBODY, OFFICERS } from './open-step.js';
import { type AnyTaskRule, OFFICE, type Placed, type Task, taskRule } from './task.js';

const ofPerson = (superviseeId: string): Pick<Task, 'level' | 'about' | 'superviseeId'> => ({
  level: OFFICE,
  about: { category: 'supervisee', id: superviseeId },
  superviseeId,
});

interface Since extends Placed {
  readonly from: Instant;
}

type Settling = SuperviseeEvent | SupervisionTeamEstablished | SupervisionLevelSet;

/** What has to be done once after a registration, ended by a fact of its own. */
const afterRegistration = (task: {
  readonly name: string;
  readonly rule: string;
  readonly title: Title;
  readonly roles: readonly Role[];
  readonly done: Settling['type'];
}): AnyTaskRule =>
  taskRule<Since, Settling>({
    ...task,
    version: 1,
    events: ['SuperviseeRegistered', 'SuperviseeDischarged', task.done],
    keys: ({ data }) => [data.superviseeId],
    project: (_, event) =>
      event.type === 'SuperviseeRegistered' ? { path: event.meta.jurisdiction, from: event.meta.occurredAt } : null,
    task: ({ from }, superviseeId) => ({ ...ofPerson(superviseeId), roles: task.roles, from, dueOn: null }),
  });

interface Missed extends Placed {
  readonly weeks: readonly { readonly week: Week; readonly at: Instant }[];
}

const missedReports = taskRule<Missed, WeeklyReportEvent | SuperviseeEvent>({
  name: 'weekly-reports-missed',
  rule: 'REP-2',
  title: { zh: '催促周汇报', en: 'Weekly reports are missing' },
  version: 1,
  events: ['WeeklyReportMissed', 'WeeklyReportReceived', 'SuperviseeDischarged'],
  keys: ({ data }) => [data.superviseeId],
  project: (state, event) => {
    const weeks = state?.weeks ?? [];
    switch (event.type) {
      case 'WeeklyReportMissed':
        return {
          path: event.meta.jurisdiction,
          weeks: [...weeks, { week: event.data.week, at: event.meta.occurredAt }],
        };
      case 'WeeklyReportReceived': {
        const left = weeks.filter(({ week }) => week !== event.data.week);
        return left.length === 0 ? null : { path: event.meta.jurisdiction, weeks: left };
      }
      case 'SuperviseeDischarged':
        return null;
      default:
        return state;
    }
  },
  task: ({ weeks }, superviseeId) => {
    const [first] = weeks;
    return first ? { ...ofPerson(superviseeId), roles: EVERYBODY, from: first.at, dueOn: null } : null;
  },
});

const missedIntake = taskRule<Since, IntakeMissed | SuperviseeRegistered>({
  name: 'intake-missed',
  rule: 'INT-2',
  title: { zh: '查找漏管对象', en: 'A person has not reported' },
  version: 1,
  events: ['IntakeMissed', 'SuperviseeRegistered'],
  keys: ({ data }) => [data.superviseeId],
  project: (_, event) =>
    event.type === 'IntakeMissed' ? { path: event.meta.jurisdiction, from: event.meta.occurredAt } : null,
  task: ({ from }, superviseeId) => ({ ...ofPerson(superviseeId), roles: OFFICERS, from, dueOn: null }),
});

interface Planned extends Placed {
  readonly from: Instant;
  readonly next: 'draft' | 'approve' | 'review';
  readonly dueOn: Day | null;
}

const planned = (event: Recorded<PlanEvent | SuperviseeEvent>, state: Planned | null): Planned | null => {
  const path = event.meta.jurisdiction;
  const from = event.meta.occurredAt;
  switch (event.type) {
    case 'SuperviseeRegistered':
    case 'CorrectionPlanReturned':
      return { path, from, next: 'draft', dueOn: null };
    case 'CorrectionPlanDrafted':
      return { path, from, next: 'approve', dueOn: null };
    case 'CorrectionPlanApproved':
    case 'CorrectionPlanReviewed': {
      const { reviewDueOn } = event.data;
      return { path, from: instantOf(reviewDueOn, '00:00'), next: 'review', dueOn: reviewDueOn };
    }
    case 'SuperviseeDischarged':
      return null;
    default:
      return state;
  }
};

/** One step of a plan's way each; the day of a review is the day from which it shows. */
const planStep = (next: Planned['next'], roles: readonly Role[], title: Title): AnyTaskRule =>
  taskRule<Planned, PlanEvent | SuperviseeEvent>({
    name: `plan-${next}`,
    rule: 'PLN-1',
    title,
    version: 1,
    events: [
      'SuperviseeRegistered',
      'SuperviseeDischarged',
      'CorrectionPlanDrafted',
      'CorrectionPlanReturned',
      'CorrectionPlanApproved',
      'CorrectionPlanReviewed',
    ],
    keys: ({ data }) => [data.superviseeId],
    project: (state, event) => planned(event, state),
    task: ({ from, dueOn, next: step }, superviseeId) =>
      step === next ? { ...ofPerson(superviseeId), roles, from, dueOn } : null,
  });

interface Term extends Placed {
  readonly termTo: Day;
}

const termEnded = taskRule<Term, SuperviseeEvent>({
  name: 'term-ended',
  rule: 'DIS-1',
  title: { zh: '期满办理解除', en: 'The term is over: discharge' },
  version: 1,
  events: ['SuperviseeRegistered', 'TermExtended', 'SuperviseeDischarged'],
  keys: ({ data }) => [data.superviseeId],
  project: (state, event) => {
    switch (event.type) {
      case 'SuperviseeRegistered':
        return { path: event.meta.jurisdiction, termTo: event.data.termTo };
      case 'TermExtended':
        return { path: event.meta.jurisdiction, termTo: event.data.to };
      case 'SuperviseeDischarged':
        return null;
      default:
        return state;
    }
  },
  task: ({ termTo }, superviseeId) => ({
    ...ofPerson(superviseeId),
    roles: OFFICERS,
    from: endOf(termTo),
    dueOn: termTo,
  }),
});

/** Somebody is not where supervision reaches: to be found, brought back, or taken off the record. */
const interrupted = taskRule<Since, SuperviseeEvent>({
  name: 'supervision-interrupted',
  rule: 'INC-2',
  title: { zh: '处置脱离监管', en: 'Supervision is interrupted' },
  version: 1,
  events: ['SupervisionInterrupted', 'SupervisionResumed', 'SuperviseeDischarged'],
  keys: ({ data }) => [data.superviseeId],
  project: (state, event) =>
    event.type === 'SupervisionInterrupted'
      ? { path: event.meta.jurisdiction, from: state?.from ?? event.meta.occurredAt }
      : null,
  task: ({ from }, superviseeId) => ({ ...ofPerson(superviseeId), roles: OFFICERS, from, dueOn: null }),
});

/** What an office has to do for its supervisees. */
export const supervisionTasks: readonly AnyTaskRule[] = [
  afterRegistration({
    name: 'rights-acknowledgement',
    rule: 'INT-3',
    title: { zh: '告知权利义务', en: 'Explain rights and obligations' },
    roles: EVERYBODY,
    done: 'RightsAcknowledged',
  }),
  afterRegistration({
    name: 'supervision-team',
    rule: 'INT-4',
    title: { zh: '成立矫正小组', en: 'Establish the supervision team' },
    roles: OFFICERS,
    done: 'SupervisionTeamEstablished',
  }),
  afterRegistration({
    name: 'supervision-level',
    rule: 'LVL-1',
    title: { zh: '确定管理类别', en: 'Set the supervision level' },
    roles: OFFICERS,
    done: 'SupervisionLevelSet',
  }),
  planStep('draft', ['social-worker', 'officer'], { zh: '起草矫正方案', en: 'Draft the plan' }),
  planStep('approve', ['office-head'], { zh: '审批矫正方案', en: 'Decide on the plan' }),
  planStep('review', OFFICERS, { zh: '评估矫正方案', en: 'Review the plan' }),
  missedReports,
  missedIntake,
  termEnded,
  interrupted,
];
