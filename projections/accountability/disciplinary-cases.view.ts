import type { AccountabilityEvent, AppealOutcome, CaseKind, Measure } from '../../src/accountability/domain/events.js';
import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';

/** One case of neglect, from its opening to what stands (DSP-1). */
export interface DisciplinaryCaseRow {
  readonly caseId: string;
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly kind: CaseKind;
  readonly status: 'opened' | 'heard' | 'decided' | 'appealed' | 'settled';
  readonly happenedOn: Day;
  readonly neglect: string;
  readonly openedBy: string;
  readonly openedAt: Instant;
  readonly hearings: readonly {
    readonly heardOn: Day;
    readonly present: boolean;
    readonly statement: string;
    readonly by: string;
  }[];
  readonly decision: {
    readonly measure: Measure;
    readonly on: Day;
    readonly by: string;
    readonly reasons: string;
    readonly policySet: string | null;
  } | null;
  /** What stands. */
  readonly measure: Measure | null;
  readonly appealUntil: Day | null;
  readonly appeal: { readonly on: Day; readonly grounds: string } | null;
  readonly appealDecision: {
    readonly outcome: AppealOutcome;
    readonly on: Day;
    readonly by: string;
    readonly reasons: string;
  } | null;
}

export const disciplinaryCases = view<DisciplinaryCaseRow, AccountabilityEvent>({
  name: 'disciplinary-cases',
  version: 1,
  events: [
    'DisciplinaryCaseOpened',
    'DisciplinaryCaseHeard',
    'DisciplinaryCaseDecided',
    'DisciplinaryDecisionAppealed',
    'DisciplinaryAppealDecided',
  ],
  keys: ({ data }) => [data.caseId],
  project: (row, event) => {
    if (event.type === 'DisciplinaryCaseOpened') return opened(event);
    return row && { ...row, path: event.meta.jurisdiction, ...changed(row, event) };
  },
  indexes: [
    { path: 1, openedAt: -1 },
    { workerId: 1, openedAt: -1 },
  ],
});

type Opened = Extract<Recorded<AccountabilityEvent>, { type: 'DisciplinaryCaseOpened' }>;
type Later = Exclude<Recorded<AccountabilityEvent>, { type: 'DisciplinaryCaseOpened' }>;

const opened = ({ data, meta }: Opened): DisciplinaryCaseRow => {
  const { caseId, workerId, officeId, kind, happenedOn, neglect, by: openedBy } = data;
  return {
    ...{ caseId, workerId, officeId, path: meta.jurisdiction, kind, status: 'opened', happenedOn, neglect },
    ...{ openedBy, openedAt: meta.occurredAt, hearings: [], decision: null, measure: null },
    ...{ appealUntil: null, appeal: null, appealDecision: null },
  };
};

const changed = (row: DisciplinaryCaseRow, { type, data, meta }: Later): Partial<DisciplinaryCaseRow> => {
  switch (type) {
    case 'DisciplinaryCaseHeard': {
      const { heardOn, present, statement } = data;
      return { status: 'heard', hearings: [...row.hearings, { heardOn, present, statement, by: meta.actor }] };
    }
    case 'DisciplinaryCaseDecided': {
      const { measure, on, by, reasons, appealUntil } = data;
      const decision = { measure, on, by, reasons, policySet: meta.policySet };
      return { status: 'decided', decision, measure, appealUntil };
    }
    case 'DisciplinaryDecisionAppealed':
      return { status: 'appealed', appeal: { on: data.on, grounds: data.grounds } };
    case 'DisciplinaryAppealDecided': {
      const { outcome, measure, on, reasons } = data;
      return { status: 'settled', measure, appealDecision: { outcome, on, by: meta.actor, reasons } };
    }
  }
};
