import type { CounsellingEvent, CounsellingHeld } from '../../src/counselling/domain/events.js';
import { type Day, type Instant, type Month, monthOf } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';

interface Deed {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** That a counselling session took place, who may read what was said, and who did. What was said is not here (PSY-1). */
export interface CounsellingSession {
  readonly counsellingId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly counsellorId: string;
  readonly month: Month;
  readonly day: Day;
  readonly minutes: number;
  readonly grantees: readonly string[];
  /** Earliest first. */
  readonly decisions: readonly (Deed & { readonly kind: 'granted' | 'revoked'; readonly grantee: string })[];
  /** Earliest first. */
  readonly readings: readonly Deed[];
}

export const counsellingSessions = view<CounsellingSession, CounsellingEvent>({
  name: 'counselling-sessions',
  version: 1,
  events: ['CounsellingHeld', 'CounsellingAccessGranted', 'CounsellingAccessRevoked', 'CounsellingRead'],
  keys: ({ data }) => [data.counsellingId],
  project: (row, event) => {
    if (event.type === 'CounsellingHeld') return held(event);
    if (!row) return row;
    const here = { ...row, officeId: event.data.officeId, path: event.meta.jurisdiction };
    const deed = { by: event.meta.actor, at: event.meta.occurredAt, reason: event.data.reason };
    switch (event.type) {
      case 'CounsellingAccessGranted': {
        const { grantee } = event.data;
        const decisions = [...row.decisions, { kind: 'granted' as const, grantee, ...deed }];
        return { ...here, grantees: [...row.grantees, grantee], decisions };
      }
      case 'CounsellingAccessRevoked': {
        const { grantee } = event.data;
        const decisions = [...row.decisions, { kind: 'revoked' as const, grantee, ...deed }];
        return { ...here, grantees: row.grantees.filter((one) => one !== grantee), decisions };
      }
      case 'CounsellingRead':
        return { ...here, readings: [...row.readings, deed] };
    }
  },
  indexes: [
    { path: 1, day: -1 },
    { officeId: 1, month: 1, day: -1 },
    { superviseeId: 1, day: -1 },
  ],
});

const held = ({ data, meta }: Recorded<CounsellingHeld>): CounsellingSession => {
  const { counsellingId, superviseeId, officeId, counsellorId, day, minutes } = data;
  return {
    ...{ counsellingId, superviseeId, officeId, path: meta.jurisdiction, counsellorId },
    ...{ month: monthOf(day), day, minutes, grantees: [], decisions: [], readings: [] },
  };
};
