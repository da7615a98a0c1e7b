import type { Day } from '../../../kernel/day.js';
import type { WeeklyReportEvent } from './events.js';

/** What is known of the report of one person in one week. */
export type WeekOfReport =
  | { readonly status: 'none' }
  | { readonly status: 'missed'; readonly officeId: string }
  | {
      readonly status: 'received';
      readonly officeId: string;
      readonly reportedOn: Day;
      readonly amendments: number;
    };

export const NO_REPORT: WeekOfReport = { status: 'none' };

export const evolve = (_before: WeekOfReport, event: WeeklyReportEvent): WeekOfReport => {
  switch (event.type) {
    case 'WeeklyReportReceived': {
      const { officeId, reportedOn } = event.data;
      return { status: 'received', officeId, reportedOn, amendments: 0 };
    }
    case 'WeeklyReportAmended': {
      const { officeId, reportedOn, amendment } = event.data;
      return { status: 'received', officeId, reportedOn, amendments: amendment };
    }
    case 'WeeklyReportMissed':
      return { status: 'missed', officeId: event.data.officeId };
  }
};
