import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type { AnalysisTexts, Part, ReturnDrafted, ReturnEvent } from '../../src/statistics/domain/returns/events.js';

/** One version: what it said, and what became of it. */
export interface ReturnVersion extends Pick<ReturnDrafted['data'], 'version' | 'position' | 'asOf' | 'figures'> {
  /** Truncated when there are, or may be, more facts than the list has. */
  readonly continuity: (NonNullable<ReturnDrafted['data']['continuity']> & { readonly truncated: boolean }) | null;
  readonly parts: readonly Part[];
  readonly texts: AnalysisTexts | null;
  readonly reason: string | null;
  readonly draftedBy: string;
  readonly draftedAt: Instant;
  readonly submitted: { readonly by: string; readonly on: Day; readonly daysLate: number } | null;
  readonly decision: {
    readonly accepted: boolean;
    readonly by: string;
    readonly at: Instant;
    readonly opinion: string | null;
  } | null;
}

/** The return of a unit for a span, with every version of it (STA-5). */
export interface ReturnRow {
  readonly unitId: string;
  readonly path: readonly string[];
  readonly kind: string;
  readonly span: string;
  readonly status: 'due' | 'drafted' | 'submitted' | 'accepted' | 'sent-back';
  readonly dueOn: Day;
  /** The first version was handed in after the last day. */
  readonly daysLate: number;
  /** Nothing was handed in yet. */
  readonly outstanding: boolean;
  /** The version that stands: the latest that was accepted. */
  readonly accepted: number | null;
  readonly versions: readonly ReturnVersion[];
}

export const statisticalReturns = view<ReturnRow, ReturnEvent>({
  name: 'statistical-returns',
  version: 4,
  events: [
    'ReturnFellDue',
    'ReturnDrafted',
    'AnalysisCompleted',
    'ReturnSubmitted',
    'ReturnAccepted',
    'ReturnSentBack',
  ],
  keys: ({ data: { kind, unitId, span } }) => [`${kind}.${unitId}.${span}`],
  project: (row, event) => {
    if (event.type === 'ReturnFellDue') return { ...anew(event), dueOn: event.data.dueOn };
    if (event.type === 'ReturnDrafted') return drafted(row ?? anew(event), event);
    return row && onward(row, event);
  },
  indexes: [
    { path: 1, kind: 1, span: -1, unitId: 1 },
    { path: 1, outstanding: 1, dueOn: 1 },
    { unitId: 1, kind: 1, span: -1 },
  ],
});

const anew = ({ data, meta }: Recorded<ReturnEvent>): ReturnRow => ({
  ...{ unitId: data.unitId, path: meta.jurisdiction, kind: data.kind, span: data.span, status: 'due', dueOn: '' },
  ...{ daysLate: 0, outstanding: true, accepted: null, versions: [] },
});

const drafted = (row: ReturnRow, { data, meta }: Recorded<ReturnDrafted>): ReturnRow => {
  const { version, position, asOf, figures, parts, texts, reason = null, dueOn } = data;
  const follows = data.continuity;
  const continuity = follows && { ...follows, truncated: follows.recorded !== follows.since.length };
  const by = { draftedBy: meta.actor, draftedAt: meta.occurredAt, submitted: null, decision: null };
  const earlier = row.versions.filter((one) => one.version !== version);
  const versions = [...earlier, { version, position, asOf, figures, continuity, parts, texts, reason, ...by }];
  return { ...row, path: meta.jurisdiction, dueOn, status: 'drafted', versions };
};

type Onward = Exclude<ReturnEvent, { type: 'ReturnFellDue' | 'ReturnDrafted' }>;

const onward = (row: ReturnRow, event: Recorded<Onward>): ReturnRow => {
  const { actor: by, occurredAt: at } = event.meta;
  const with_ = (change: Partial<ReturnVersion>): readonly ReturnVersion[] =>
    row.versions.map((one) => (one.version === event.data.version ? { ...one, ...change } : one));
  switch (event.type) {
    case 'AnalysisCompleted': {
      const { supervisees, work, correction, other } = event.data;
      return { ...row, versions: with_({ texts: { supervisees, work, correction, other } }) };
    }
    case 'ReturnSubmitted': {
      const { submittedOn: on, daysLate, final, dueOn, version } = event.data;
      const versions = with_({ submitted: { by, on, daysLate } });
      const first = row.outstanding ? { daysLate, outstanding: false } : {};
      const stands = final ? ({ status: 'accepted', accepted: version } as const) : ({ status: 'submitted' } as const);
      return { ...row, ...first, ...stands, dueOn, versions };
    }
    case 'ReturnAccepted': {
      const { version, opinion = null } = event.data;
      return {
        ...row,
        status: 'accepted',
        accepted: version,
        versions: with_({ decision: { accepted: true, by, at, opinion } }),
      };
    }
    case 'ReturnSentBack': {
      const decision = { accepted: false, by, at, opinion: event.data.reasons };
      return { ...row, status: 'sent-back', versions: with_({ decision }) };
    }
  }
};
