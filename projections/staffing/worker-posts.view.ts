import type { Instant } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { StaffingEvent } from '../../src/staffing/domain/events.js';

/** How many social workers an office has posts for, and how that came about (ORG-2). */
export interface WorkerPostsRow {
  readonly officeId: string;
  readonly path: readonly string[];
  readonly posts: number;
  /** Earliest first. */
  readonly changes: readonly {
    readonly from: number;
    readonly posts: number;
    readonly reason: string;
    readonly by: string;
    readonly at: Instant;
  }[];
}

export const workerPosts = view<WorkerPostsRow, StaffingEvent>({
  name: 'worker-posts',
  version: 1,
  events: ['WorkerPostsEstablished'],
  keys: ({ data }) => [data.officeId],
  project: (row, { data: { officeId, from, posts, reason }, meta }) => {
    const change = { from, posts, reason, by: meta.actor, at: meta.occurredAt };
    return { officeId, path: meta.jurisdiction, posts, changes: [...(row?.changes ?? []), change] };
  },
  indexes: [{ path: 1, officeId: 1 }, { officeId: 1 }],
});
