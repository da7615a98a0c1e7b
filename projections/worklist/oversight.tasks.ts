import { type Day, type Instant, instantOf } from '../../src/kernel/day.js';
import type { Role } from '../../src/kernel/roles.js';
import type { ComplaintEvent } from '../../src/oversight/domain/complaints/events.js';
import type { InspectionEvent } from '../../src/oversight/domain/inspections/events.js';
import type { OpinionEvent } from '../../src/oversight/domain/opinions/events.js';
import { type AnyTaskRule, COUNTY, OFFICE, type Placed, taskRule, type UnitLevel } from './task.js';

const LEADERS: readonly Role[] = ['deputy-director', 'director'];
/** Who answers in a unit, and who leads it, by the level of the unit. */
const ANSWERING: readonly (readonly Role[])[] = [['city-officer'], ['officer', ...LEADERS], ['officer', 'office-head']];
const LEADING: readonly (readonly Role[])[] = [['city-officer'], LEADERS, ['office-head']];

interface Step<Next extends string> extends Placed {
  readonly next: Next;
  readonly from: Instant;
  readonly dueOn: Day | null;
}

type InspectionStep = 'carry-out' | 'answer' | 'close';

/** One step of the way of an inspection each; a planned one shows from its day on (GOV-1). */
const inspectionStep = (next: InspectionStep, level: UnitLevel, roles: readonly Role[], zh: string, en: string) =>
  taskRule<Step<InspectionStep>, InspectionEvent>({
    name: `inspection-${next}`,
    rule: 'GOV-1',
    title: { zh, en },
    version: 1,
    events: [
      'InspectionPlanned',
      'InspectionCancelled',
      'InspectionCarriedOut',
      'InspectionAnswered',
      'InspectionAnswerReturned',
      'InspectionClosed',
    ],
    keys: ({ data }) => [data.inspectionId],
    project: (state, { type, data, meta }) => {
      const [path, from] = [meta.jurisdiction, meta.occurredAt];
      switch (type) {
        case 'InspectionPlanned':
          return { path, next: 'carry-out', from: instantOf(data.plannedOn, '00:00'), dueOn: data.plannedOn };
        case 'InspectionCarriedOut':
          return data.answerDueOn === undefined
            ? { path, next: 'close', from, dueOn: null }
            : { path, next: 'answer', from, dueOn: data.answerDueOn };
        case 'InspectionAnswerReturned':
          return { path, next: 'answer', from, dueOn: data.answerDueOn };
        case 'InspectionAnswered':
          return { path, next: 'close', from, dueOn: null };
        case 'InspectionAnswerOverdue':
          return state;
        case 'InspectionCancelled':
        case 'InspectionClosed':
          return null;
      }
    },
    task: ({ next: step, from, dueOn }, id) =>
      step === next ? { level, roles, from, dueOn, about: { category: 'inspection', id } } : null,
  });

type ComplaintStep = 'assign' | 'answer' | 'close';

/** A complaint is handled in a unit of any level: the last of its path (GOV-1). */
const complaintStep = (next: ComplaintStep, byLevel: readonly (readonly Role[])[], zh: string, en: string) =>
  taskRule<Step<ComplaintStep>, ComplaintEvent>({
    name: `complaint-${next}`,
    rule: 'GOV-1',
    title: { zh, en },
    version: 1,
    events: ['ComplaintReceived', 'ComplaintAssigned', 'ComplaintAnswered', 'ComplaintWithdrawn', 'ComplaintClosed'],
    keys: ({ data }) => [data.complaintId],
    project: (state, { type, data, meta }) => {
      const [path, from] = [meta.jurisdiction, meta.occurredAt];
      switch (type) {
        case 'ComplaintReceived':
          return { path, next: 'assign', from, dueOn: data.dueOn };
        case 'ComplaintAssigned':
          return { path, next: 'answer', from, dueOn: state?.dueOn ?? null };
        case 'ComplaintAnswered':
          return { path, next: 'close', from, dueOn: null };
        case 'ComplaintOverdue':
          return state;
        case 'ComplaintWithdrawn':
        case 'ComplaintClosed':
          return null;
      }
    },
    task: ({ path, next: step, from, dueOn }, id) => {
      const level = levelOf(path);
      const roles = byLevel[level] ?? [];
      return step === next ? { level, roles, from, dueOn, about: { category: 'complaint', id } } : null;
    },
  });

const levelOf = (path: readonly string[]): UnitLevel => Math.min(path.length - 1, OFFICE) as UnitLevel;

type OpinionStep = 'draft' | 'sign';

const opinionStep = (next: OpinionStep, title: { readonly zh: string; readonly en: string }) =>
  taskRule<Step<OpinionStep>, OpinionEvent>({
    name: `opinion-${next}`,
    rule: 'GOV-1',
    title,
    version: 1,
    events: [
      'OpinionReceived',
      'OpinionReplyDrafted',
      'OpinionReplyReturned',
      'OpinionReplied',
      'FurtherReplyDemanded',
      'OpinionClosed',
    ],
    keys: ({ data }) => [data.opinionId],
    project: (state, { type, data, meta }) => {
      const [path, from] = [meta.jurisdiction, meta.occurredAt];
      switch (type) {
        case 'OpinionReceived':
        case 'FurtherReplyDemanded':
          return { path, next: 'draft', from, dueOn: data.dueOn };
        case 'OpinionReplyReturned':
          return { path, next: 'draft', from, dueOn: state?.dueOn ?? null };
        case 'OpinionReplyDrafted':
          return { path, next: 'sign', from, dueOn: state?.dueOn ?? null };
        case 'OpinionReplyOverdue':
          return state;
        case 'OpinionReplied':
        case 'OpinionClosed':
          return null;
      }
    },
    // The unit that it is addressed to writes; the county, or the city for itself, signs.
    task: ({ path, next: step, from, dueOn }, id) => {
      const level = step === 'draft' ? levelOf(path) : (Math.min(levelOf(path), COUNTY) as UnitLevel);
      const roles = (step === 'draft' ? ANSWERING : LEADING)[level] ?? [];
      return step === next ? { level, roles, from, dueOn, about: { category: 'procuratorateOpinion', id } } : null;
    },
  });

/** What oversight from inside and outside leaves to be done. */
export const oversightTasks: readonly AnyTaskRule[] = [
  inspectionStep('carry-out', COUNTY, LEADERS, '实施检查', 'Carry out an inspection'),
  inspectionStep('answer', OFFICE, ['office-head'], '答复整改情况', 'Answer an inspection'),
  inspectionStep('close', COUNTY, LEADERS, '审核整改答复', 'Decide on an inspection'),
  complaintStep('assign', LEADING, '交办投诉或建议', 'Assign a complaint'),
  complaintStep('answer', ANSWERING, '答复投诉或建议', 'Answer a complaint'),
  complaintStep('close', LEADING, '办结投诉或建议', 'Close a complaint'),
  opinionStep('draft', { zh: '拟写对检察机关的书面回复', en: 'Draft a reply to a procuratorate' }),
  opinionStep('sign', { zh: '签发对检察机关的书面回复', en: 'Sign a reply to a procuratorate' }),
];
