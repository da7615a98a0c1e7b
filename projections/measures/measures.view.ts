import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Post } from '../../src/kernel/roles.js';
import { view } from '../../src/kernel/view.js';
import {
  type Answer,
  type MeasureDrafted,
  type MeasureEvent,
  type MeasureKind,
  type MeasureRedrafted,
  REWARDS,
} from '../../src/measures/domain/measure/events.js';
import { type Deed, deed } from '../deed.js';

type MeasureDeed = Deed<
  'drafted' | 'redrafted' | 'endorsed' | 'returned' | 'refused' | 'decided' | 'sent' | 'answered'
>;
interface Paper {
  readonly body: string;
  readonly documentNumber: string;
  readonly on: Day;
}

/** One sanction or reward, from the draft to the answer of the body that it was sent to (SAN-1, RWD-1). */
export interface MeasureRow {
  readonly measureId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly reward: boolean;
  readonly kind: MeasureKind;
  readonly status: 'drafted' | 'endorsed' | 'returned' | 'refused' | 'decided' | 'sent' | 'answered';
  /** The posts any of which may act now; none while nothing waits. */
  readonly awaiting: readonly Post[];
  readonly deciders: readonly Post[];
  readonly happenedOn: Day;
  readonly draftedBy: readonly string[];
  readonly draftedAt: Instant;
  readonly facts: string;
  readonly grounds: string;
  readonly sent: Paper | null;
  readonly answer: (Paper & { readonly answer: Answer }) | null;
  readonly history: readonly MeasureDeed[];
}

export const measures = view<MeasureRow, MeasureEvent>({
  name: 'measures',
  version: 1,
  events: [
    'MeasureDrafted',
    'MeasureRedrafted',
    'MeasureEndorsed',
    'MeasureReturned',
    'MeasureRefused',
    'MeasureDecided',
    'MeasureSent',
    'MeasureAnswered',
  ],
  keys: ({ data }) => [data.measureId],
  project: (row, event) => {
    if (event.type === 'MeasureDrafted') return drafted(event, [deed(event, 'drafted')]);
    if (!row) return null;
    if (event.type === 'MeasureRedrafted') return drafted(event, [...row.history, deed(event, 'redrafted')]);
    return { ...row, ...followed(row, event) };
  },
  indexes: [
    { path: 1, draftedAt: -1, measureId: -1 },
    // Both `path` and `awaiting` are lists: no index holds the two together.
    { awaiting: 1, draftedAt: -1 },
    { superviseeId: 1, draftedAt: -1, measureId: -1 },
  ],
});

const drafted = (
  { data, meta }: Recorded<MeasureDrafted | MeasureRedrafted>,
  history: readonly MeasureDeed[],
): MeasureRow => {
  const { measureId, superviseeId, officeId, kind, deciders, endorser, happenedOn, draftedBy, facts, grounds } = data;
  const waits = endorser === null ? { awaiting: deciders } : { awaiting: [endorser] };
  return {
    ...{ measureId, superviseeId, officeId, path: meta.jurisdiction, kind, deciders, happenedOn, draftedBy },
    ...{ reward: (REWARDS as readonly string[]).includes(kind), facts, grounds, draftedAt: meta.occurredAt },
    ...{ status: endorser === null ? 'endorsed' : 'drafted', ...waits, sent: null, answer: null, history },
  };
};

const followed = (
  { history, deciders }: MeasureRow,
  event: Recorded<Exclude<MeasureEvent, MeasureDrafted | MeasureRedrafted>>,
): Partial<MeasureRow> => {
  const after = (action: MeasureDeed['action'], opinion?: string) => [...history, deed(event, action, opinion)];
  switch (event.type) {
    case 'MeasureEndorsed':
      return { status: 'endorsed', awaiting: deciders, history: after('endorsed', event.data.opinion) };
    case 'MeasureReturned':
      return { status: 'returned', awaiting: [], history: after('returned', event.data.opinion) };
    case 'MeasureRefused':
      return { status: 'refused', awaiting: [], history: after('refused', event.data.opinion) };
    case 'MeasureDecided':
      return { status: 'decided', awaiting: [], history: after('decided', event.data.opinion) };
    case 'MeasureSent': {
      const { body, documentNumber, on } = event.data;
      return { status: 'sent', sent: { body, documentNumber, on }, history: after('sent') };
    }
    case 'MeasureAnswered': {
      const { body, documentNumber, on, answer } = event.data;
      return { status: 'answered', answer: { body, documentNumber, on, answer }, history: after('answered') };
    }
  }
};
