import type { Quarter } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

/** The office's written appraisal of one worker for one quarter (日常考评). */
export type QuarterlyAppraisalRecorded = DomainEvent<
  'QuarterlyAppraisalRecorded',
  {
    readonly workerId: string;
    readonly officeId: string;
    readonly quarter: Quarter;
    /** 履职情况 */
    readonly duties: Personal;
    /** 文书质量 */
    readonly documents: Personal;
    /** 遵守纪律 */
    readonly discipline: Personal;
    /** It came after the last day of the quarter. */
    readonly afterQuarterEnd: boolean;
  }
>;

export type AppraisalEvent = QuarterlyAppraisalRecorded;

export const appraisalEvents: EventDefinitions<AppraisalEvent> = {
  QuarterlyAppraisalRecorded: {
    version: 1,
    subject: 'workerId',
    personal: ['duties', 'documents', 'discipline'],
  },
};
