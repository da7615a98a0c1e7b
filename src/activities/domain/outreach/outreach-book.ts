import type { Day } from '../../../kernel/day.js';
import type { OutreachEvent } from './events.js';

/** What is known of one event for the public. */
export type Outreach =
  | { readonly status: 'none' }
  | { readonly status: 'held' | 'struck-out'; readonly officeId: string; readonly day: Day };

export const NO_OUTREACH: Outreach = { status: 'none' };

export const evolve = (_before: Outreach, event: OutreachEvent): Outreach => {
  const { officeId, day } = event.data;
  switch (event.type) {
    case 'OutreachHeld':
      return { status: 'held', officeId, day };
    case 'OutreachStruckOut':
      return { status: 'struck-out', officeId, day };
  }
};
