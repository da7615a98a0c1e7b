import type { Day } from '../../kernel/day.js';
import type { VisitEvent, VisitKind } from './events.js';

/** What is known of one visit. */
export type Visiting =
  | { readonly status: 'none' }
  | {
      readonly status: 'made' | 'struck-out';
      readonly superviseeId: string;
      readonly officeId: string;
      readonly kind: VisitKind;
      readonly day: Day;
      readonly time: string;
    };

export const NO_VISIT: Visiting = { status: 'none' };

export const evolve = (_before: Visiting, event: VisitEvent): Visiting => {
  const { superviseeId, officeId, kind, day, time } = event.data;
  const visit = { superviseeId, officeId, kind, day, time };
  switch (event.type) {
    case 'VisitMade':
      return { status: 'made', ...visit };
    case 'VisitStruckOut':
      return { status: 'struck-out', ...visit };
  }
};
