import type { OutreachEvent } from '../../src/activities/domain/outreach/events.js';
import { type Day, type Instant, type Month, monthOf } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';

/** One event that an office held for the public (OUT-1). */
export interface OutreachRow {
  readonly outreachId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly month: Month;
  readonly day: Day;
  readonly topic: string;
  readonly place: string;
  readonly attendance: number;
  readonly heldBy: readonly string[];
  readonly volunteers: readonly string[];
  readonly recordedBy: string;
  readonly recordedAt: Instant;
  readonly struckOut: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
}

export const outreachList = view<OutreachRow, OutreachEvent>({
  name: 'outreach-events',
  version: 1,
  events: ['OutreachHeld', 'OutreachStruckOut'],
  keys: ({ data }) => [data.outreachId],
  project: (row, event) => {
    const { actor: by, occurredAt: at, jurisdiction: path } = event.meta;
    switch (event.type) {
      case 'OutreachHeld':
        return { ...event.data, path, month: monthOf(event.data.day), recordedBy: by, recordedAt: at, struckOut: null };
      case 'OutreachStruckOut':
        return row && { ...row, struckOut: { by, at, reason: event.data.reason } };
    }
  },
  indexes: [
    { path: 1, day: -1 },
    { officeId: 1, month: 1, day: -1 },
  ],
});
