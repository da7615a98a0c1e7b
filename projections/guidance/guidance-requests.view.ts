import type { GuidanceCategory, GuidanceEvent, Occasion } from '../../src/guidance/domain/events.js';
import type { Instant } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';

/** One request for guidance; once answered, a precedent (GUI-1). */
export interface GuidanceRow {
  readonly guidanceId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly status: 'open' | 'answered';
  readonly category: GuidanceCategory;
  readonly rule: string;
  readonly question: string;
  readonly about: Occasion | null;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly answer: { readonly text: string; readonly by: string; readonly at: Instant } | null;
}

export const guidanceRequests = view<GuidanceRow, GuidanceEvent>({
  name: 'guidance-requests',
  version: 1,
  events: ['GuidanceRequested', 'GuidanceAnswered'],
  keys: ({ data }) => [data.guidanceId],
  project: (row, { type, data, meta: { jurisdiction: path, actor, occurredAt } }) => {
    switch (type) {
      case 'GuidanceRequested': {
        const { guidanceId, officeId, category, rule, question, about = null } = data;
        const asked = { category, rule, question, about, askedBy: actor, askedAt: occurredAt };
        return { guidanceId, officeId, path, status: 'open', ...asked, answer: null };
      }
      case 'GuidanceAnswered':
        return row && { ...row, status: 'answered', answer: { text: data.text, by: actor, at: occurredAt } };
    }
  },
  indexes: [
    { path: 1, askedAt: -1 },
    { status: 1, askedAt: -1 },
  ],
});
