import type { Day } from '../../kernel/day.js';
import type { Personal } from '../../kernel/event.js';
import type { CounsellingEvent } from './events.js';

export interface HeldCounselling {
  readonly status: 'held';
  readonly counsellingId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly counsellorId: string;
  readonly day: Day;
  readonly minutes: number;
  /** Sealed. */
  readonly content: Personal;
  readonly grantees: readonly string[];
}
export type Counselling = { readonly status: 'none' } | HeldCounselling;

export const NO_COUNSELLING: Counselling = { status: 'none' };

export const evolve = (before: Counselling, event: CounsellingEvent): Counselling => {
  if (event.type === 'CounsellingHeld') return { status: 'held', ...event.data, grantees: [] };
  if (before.status === 'none') return before;
  switch (event.type) {
    case 'CounsellingAccessGranted':
      return { ...before, grantees: [...before.grantees, event.data.grantee] };
    case 'CounsellingAccessRevoked':
      return { ...before, grantees: before.grantees.filter((grantee) => grantee !== event.data.grantee) };
    case 'CounsellingRead':
      return before;
  }
};
