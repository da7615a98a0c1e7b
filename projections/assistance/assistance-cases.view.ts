import type { AssistanceEvent, AssistanceKind, AssistanceOpened, Outcome } from '../../src/assistance/domain/events.js';
import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';

interface Deed {
  readonly by: string;
  readonly at: Instant;
}

/** One case of assistance: what is needed, who was asked, what came of it (AID-1). */
export interface AssistanceCase {
  readonly caseId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly kind: AssistanceKind;
  readonly status: 'open' | 'closed';
  readonly openedOn: Day;
  readonly opened: Deed;
  readonly need: string;
  readonly referrals: readonly (Deed & { readonly on: Day; readonly body: string; readonly request: string })[];
  readonly closedOn: Day | null;
  readonly outcome: Outcome | null;
  readonly closing: (Deed & { readonly result: string }) | null;
}

export const assistanceCases = view<AssistanceCase, AssistanceEvent>({
  name: 'assistance-cases',
  version: 1,
  events: ['AssistanceOpened', 'AssistanceReferred', 'AssistanceClosed'],
  keys: ({ data }) => [data.caseId],
  project: (row, event) => {
    if (event.type === 'AssistanceOpened') return opened(event);
    if (!row) return row;
    const here = { ...row, officeId: event.data.officeId, path: event.meta.jurisdiction };
    const deed = deedOf(event);
    switch (event.type) {
      case 'AssistanceReferred': {
        const { on, body, request } = event.data;
        return { ...here, referrals: [...row.referrals, { ...deed, on, body, request }] };
      }
      case 'AssistanceClosed': {
        const { on, outcome, result } = event.data;
        return { ...here, status: 'closed', closedOn: on, outcome, closing: { ...deed, result } };
      }
    }
  },
  indexes: [
    { path: 1, status: 1, openedOn: -1 },
    { path: 1, openedOn: -1 },
    { superviseeId: 1, openedOn: -1 },
  ],
});

const deedOf = ({ meta }: Recorded<AssistanceEvent>): Deed => ({ by: meta.actor, at: meta.occurredAt });

const opened = (event: Recorded<AssistanceOpened>): AssistanceCase => {
  const { caseId, superviseeId, officeId, kind, on, need } = event.data;
  return {
    ...{ caseId, superviseeId, officeId, path: event.meta.jurisdiction, kind, status: 'open', openedOn: on },
    ...{ opened: deedOf(event), need, referrals: [], closedOn: null, outcome: null, closing: null },
  };
};
