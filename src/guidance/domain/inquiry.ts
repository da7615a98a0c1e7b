import type { GuidanceEvent, Occasion } from './events.js';

export type Inquiry =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'answered';
      readonly officeId: string;
      readonly about?: Occasion;
    };

export const NO_INQUIRY: Inquiry = { status: 'none' };

export const evolve = (before: Inquiry, event: GuidanceEvent): Inquiry => {
  switch (event.type) {
    case 'GuidanceRequested': {
      const { officeId, about } = event.data;
      return { status: 'open', officeId, ...(about && { about }) };
    }
    case 'GuidanceAnswered':
      return before.status === 'none' ? before : { ...before, status: 'answered' };
  }
};
