import type { ApplicationEvent } from '../../src/intake/domain/events.js';
import type { Day, Instant } from '../../src/kernel/day.js';
import type { Title } from '../../src/kernel/rejection.js';
import type { Role } from '../../src/kernel/roles.js';
import { type AnyTaskRule, OFFICE, type Placed, taskRule } from './task.js';

interface Handled extends Placed {
  readonly next: 'investigate' | 'conclude';
  readonly from: Instant;
  /** Last day to conclude on. */
  readonly dueOn: Day | null;
}

/** One step of an application's way to its conclusion (INT-1). */
const applicationStep = (next: Handled['next'], roles: readonly Role[], title: Title): AnyTaskRule =>
  taskRule<Handled, ApplicationEvent>({
    name: next === 'investigate' ? 'investigation-report' : 'application-conclusion',
    rule: 'INT-1',
    title,
    version: 1,
    events: [
      'IntakeApplicationReceived',
      'SocialInvestigationOpened',
      'SocialInvestigationReported',
      'IntakeApplicationConcluded',
      'IntakeApplicationWithdrawn',
    ],
    keys: ({ data }) => [data.intakeId],
    project: (state, { type, data, meta }) => {
      const of = { path: meta.jurisdiction, from: meta.occurredAt };
      switch (type) {
        case 'IntakeApplicationReceived':
          return { ...of, next: 'conclude', dueOn: data.dueOn };
        case 'SocialInvestigationOpened':
          return { ...of, next: 'investigate', dueOn: state?.dueOn ?? null };
        case 'SocialInvestigationReported':
          return { ...of, next: 'conclude', dueOn: state?.dueOn ?? null };
        default:
          return null;
      }
    },
    task: ({ next: step, from, dueOn }, id) =>
      step === next ? { level: OFFICE, roles, from, dueOn, about: { category: 'intakeApplication', id } } : null,
  });

/** What an office has to do with applications and commissions. */
export const intakeTasks: readonly AnyTaskRule[] = [
  applicationStep('investigate', ['social-worker', 'officer'], { zh: '完成社会调查', en: 'Report the investigation' }),
  applicationStep('conclude', ['office-head'], { zh: '审核评估并作出结论', en: 'Conclude the application' }),
];
