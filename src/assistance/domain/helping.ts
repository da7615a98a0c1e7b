import type { Day } from '../../kernel/day.js';
import type { AssistanceEvent, AssistanceKind } from './events.js';

export interface KnownCase {
  readonly status: 'open' | 'closed';
  readonly caseId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly kind: AssistanceKind;
  readonly openedOn: Day;
  /** Day of the latest step. */
  readonly latestOn: Day;
}
export type Helping = { readonly status: 'none' } | KnownCase;

export const NO_CASE: Helping = { status: 'none' };

export const evolve = (before: Helping, event: AssistanceEvent): Helping => {
  const { caseId, superviseeId, officeId, kind, on } = event.data;
  switch (event.type) {
    case 'AssistanceOpened':
      return { status: 'open', caseId, superviseeId, officeId, kind, openedOn: on, latestOn: on };
    case 'AssistanceReferred':
      return before.status === 'none' ? before : { ...before, officeId, latestOn: on };
    case 'AssistanceClosed':
      return before.status === 'none' ? before : { ...before, officeId, status: 'closed', latestOn: on };
  }
};
