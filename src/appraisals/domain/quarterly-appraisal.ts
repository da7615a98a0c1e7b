import type { Quarter } from '../../kernel/day.js';
import type { AppraisalEvent } from './events.js';

/** One worker's appraisal of one quarter: there, or not. */
export type QuarterlyAppraisal =
  | { readonly status: 'missing' }
  | { readonly status: 'recorded'; readonly officeId: string; readonly quarter: Quarter };

export const NOT_APPRAISED: QuarterlyAppraisal = { status: 'missing' };

export const evolve = (_before: QuarterlyAppraisal, event: AppraisalEvent): QuarterlyAppraisal => {
  switch (event.type) {
    case 'QuarterlyAppraisalRecorded':
      return { status: 'recorded', officeId: event.data.officeId, quarter: event.data.quarter };
  }
};
