import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { InspectionEvent } from '../../src/oversight/domain/inspections/events.js';

/** One finding, and what the office last said that it did about it. */
export interface InspectedMatter {
  readonly finding: number;
  readonly matter: string;
  readonly rectify: boolean;
  readonly measures: string | null;
}

/** One inspection of an office from its plan to its end (GOV-1). */
export interface InspectionRow {
  readonly inspectionId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly status: 'planned' | 'cancelled' | 'carried-out' | 'to-answer' | 'answered' | 'closed';
  readonly plannedOn: Day;
  readonly plannedBy: string;
  readonly subject: string;
  readonly carriedOutOn: Day | null;
  readonly inspectors: readonly string[];
  readonly findings: readonly InspectedMatter[];
  readonly opinion: string | null;
  readonly answerDueOn: Day | null;
  readonly overdue: boolean;
  readonly answers: readonly { readonly answeredOn: Day; readonly late: boolean; readonly by: string }[];
  readonly returns: readonly { readonly reasons: string; readonly by: string }[];
  readonly closedOn: Day | null;
  /** Why it was cancelled, or how it ended. */
  readonly conclusion: string | null;
}

export const inspections = view<InspectionRow, InspectionEvent>({
  name: 'inspections',
  version: 1,
  events: [
    'InspectionPlanned',
    'InspectionCancelled',
    'InspectionCarriedOut',
    'InspectionAnswered',
    'InspectionAnswerReturned',
    'InspectionAnswerOverdue',
    'InspectionClosed',
  ],
  keys: ({ data }) => [data.inspectionId],
  project: (row, { type, data, meta }) => {
    if (type === 'InspectionPlanned') {
      const { inspectionId, officeId, plannedOn, subject } = data;
      const of = { inspectionId, officeId, path: meta.jurisdiction, status: 'planned' } as const;
      return { ...of, plannedOn, plannedBy: meta.actor, subject, ...NOT_CARRIED_OUT };
    }
    if (!row) return null;
    const by = meta.actor;
    switch (type) {
      case 'InspectionCancelled':
        return { ...row, status: 'cancelled', conclusion: data.reason };
      case 'InspectionCarriedOut': {
        const { carriedOutOn, inspectors, opinion, answerDueOn } = data;
        const findings = data.findings.map((one) => ({ ...one, measures: null }));
        const status = answerDueOn === undefined ? 'carried-out' : 'to-answer';
        return { ...row, status, carriedOutOn, inspectors, findings, opinion, answerDueOn: answerDueOn ?? null };
      }
      case 'InspectionAnswered': {
        const { answeredOn, late } = data;
        const measures = new Map(data.rectifications.map((one) => [one.finding, one.measures]));
        const findings = row.findings.map((one) => ({ ...one, measures: measures.get(one.finding) ?? one.measures }));
        return { ...row, status: 'answered', findings, answers: [...row.answers, { answeredOn, late, by }] };
      }
      case 'InspectionAnswerReturned': {
        const { reasons, answerDueOn } = data;
        return { ...row, status: 'to-answer', answerDueOn, overdue: false, returns: [...row.returns, { reasons, by }] };
      }
      case 'InspectionAnswerOverdue':
        return { ...row, overdue: true };
      case 'InspectionClosed':
        return { ...row, status: 'closed', closedOn: data.closedOn, conclusion: data.conclusion };
    }
  },
  indexes: [
    { path: 1, plannedOn: -1 },
    { path: 1, status: 1, plannedOn: -1 },
  ],
});

const NOT_CARRIED_OUT = {
  carriedOutOn: null,
  inspectors: [],
  findings: [],
  opinion: null,
  answerDueOn: null,
  overdue: false,
  answers: [],
  returns: [],
  closedOn: null,
  conclusion: null,
};
