import type { CaseOutcome, Ground, ServiceRecordEvent, WithdrawalCause } from '../../src/dismissals/domain/events.js';
import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import { GRAVITY, type GroundRow } from '../../src/kernel/workforce/ground-rows.js';

interface Step {
  readonly what: 'opened' | 'changed' | 'withdrawn' | 'decided';
  readonly at: Instant;
  readonly added: readonly GroundRow[];
  readonly gone: readonly GroundRow[];
}

/** One dismissal case with the working of its grounds, as it stands or stood at its end (THR-6, APP-4). */
export interface DismissalCaseRow {
  readonly caseId: string;
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly status: 'open' | 'withdrawn' | 'decided';
  /** Place of the gravest ground among all; 0 is the gravest. */
  readonly gravity: number;
  readonly openedAt: Instant;
  readonly grounds: readonly Ground[];
  readonly history: readonly Step[];
  readonly withdrawnBecause: WithdrawalCause | null;
  readonly decision: {
    readonly outcome: CaseOutcome;
    readonly on: Day | null;
    readonly reasons: string;
    readonly by: string;
    readonly at: Instant;
  } | null;
}

type Cases = Extract<ServiceRecordEvent, { data: { caseId: string } }>;

export const dismissalCases = view<DismissalCaseRow, Cases>({
  name: 'dismissal-cases',
  version: 1,
  events: ['DismissalCaseOpened', 'DismissalGroundsChanged', 'DismissalCaseWithdrawn', 'DismissalCaseDecided'],
  keys: ({ data }) => [data.caseId],
  project: (row, event) => {
    if (event.type === 'DismissalCaseOpened') return opened(event);
    return row && { ...row, path: event.meta.jurisdiction, ...changed(row, event) };
  },
  indexes: [
    { path: 1, gravity: 1, openedAt: 1 },
    { workerId: 1, openedAt: 1 },
  ],
});

type Opened = Extract<Recorded<Cases>, { type: 'DismissalCaseOpened' }>;
type Later = Exclude<Recorded<Cases>, { type: 'DismissalCaseOpened' }>;

const opened = ({ data, meta }: Opened): DismissalCaseRow => {
  const { caseId, workerId, officeId, grounds } = data;
  const added = grounds.map(({ row }) => row);
  const first: Step = { what: 'opened', at: meta.occurredAt, added, gone: [] };
  return {
    ...{ caseId, workerId, officeId, path: meta.jurisdiction, status: 'open', ...standing(grounds) },
    ...{ openedAt: meta.occurredAt, history: [first], withdrawnBecause: null, decision: null },
  };
};

const standing = (grounds: readonly Ground[]): Pick<DismissalCaseRow, 'gravity' | 'grounds'> => ({
  gravity: Math.min(...grounds.map(({ row }) => GRAVITY.indexOf(row))),
  grounds,
});

const changed = ({ history }: DismissalCaseRow, { type, data, meta }: Later): Partial<DismissalCaseRow> => {
  const step = (what: Step['what'], added: readonly GroundRow[] = [], gone: readonly GroundRow[] = []): Step[] => [
    ...history,
    { what, at: meta.occurredAt, added, gone },
  ];
  switch (type) {
    case 'DismissalGroundsChanged':
      return { ...standing(data.grounds), history: step('changed', data.added, data.gone) };
    case 'DismissalCaseWithdrawn':
      return { status: 'withdrawn', withdrawnBecause: data.because, history: step('withdrawn', [], data.gone) };
    case 'DismissalCaseDecided': {
      const { outcome, on = null, reasons, by } = data;
      const decision = { outcome, on, reasons, by, at: meta.occurredAt };
      return { status: 'decided', decision, history: step('decided') };
    }
  }
};
