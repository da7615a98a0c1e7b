import { type Day, type Instant, type Month, monthOf } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type { VisitEvent, VisitKind, VisitMade } from '../../src/visits/domain/events.js';

/** One visit, patrol or check-in at the office (VIS-1). */
export interface VisitRow {
  readonly visitId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly kind: VisitKind;
  readonly month: Month;
  readonly day: Day;
  readonly time: string;
  readonly visitors: readonly string[];
  readonly place: string;
  readonly met: string | null;
  readonly findings: string;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
  /** Who found the entry to be a mistake, and why. */
  readonly struckOut: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
}

export const visits = view<VisitRow, VisitEvent>({
  name: 'visits',
  version: 1,
  events: ['VisitMade', 'VisitStruckOut'],
  keys: ({ data }) => [data.visitId],
  project: (row, event) => {
    switch (event.type) {
      case 'VisitMade':
        return made(event);
      case 'VisitStruckOut': {
        const { actor: by, occurredAt: at } = event.meta;
        return row && { ...row, struckOut: { by, at, reason: event.data.reason } };
      }
    }
  },
  indexes: [
    { path: 1, day: -1, time: -1, visitId: -1 },
    { officeId: 1, month: 1, day: -1 },
    { superviseeId: 1, day: -1, time: -1, visitId: -1 },
  ],
});

const made = ({ data, meta }: Recorded<VisitMade>): VisitRow => {
  const { visitId, superviseeId, officeId, kind, day, time, visitors, place, met = null, findings } = data;
  return {
    ...{ visitId, superviseeId, officeId, path: meta.jurisdiction, kind, month: monthOf(day), day, time },
    ...{ visitors, place, met, findings, recordedBy: meta.actor, recordedAt: meta.occurredAt, struckOut: null },
  };
};
