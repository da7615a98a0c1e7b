import type { Quarter } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

interface OfQuarter {
  readonly workerId: string;
  readonly officeId: string;
  readonly quarter: Quarter;
}
/** What the office wrote. */
interface Written {
  /** 履职情况 */
  readonly duties: Personal;
  /** 文书质量 */
  readonly documents: Personal;
  /** 遵守纪律 */
  readonly discipline: Personal;
  /** It came after the last day of the quarter. */
  readonly afterQuarterEnd: boolean;
  /** Who answers for the text: a person's id. Facts from before it was told have none. */
  readonly writtenBy?: string;
}

/** The office's written appraisal of one worker for one quarter (日常考评). */
export type QuarterlyAppraisalRecorded = DomainEvent<'QuarterlyAppraisalRecorded', OfQuarter & Written>;
/** The county sends it back (APP-2): `version` 1 is what was recorded first. */
export type QuarterlyAppraisalReturned = DomainEvent<
  'QuarterlyAppraisalReturned',
  OfQuarter & { readonly version: number; readonly reasons: Personal }
>;
/** The next version, in answer to a return; the one before stays on record. */
export type QuarterlyAppraisalCorrected = DomainEvent<
  'QuarterlyAppraisalCorrected',
  OfQuarter & Written & { readonly version: number }
>;
/** The county has looked at it and found it in order. */
export type QuarterlyAppraisalPassed = DomainEvent<
  'QuarterlyAppraisalPassed',
  OfQuarter & { readonly version: number; readonly remark?: Personal }
>;

export type AppraisalEvent =
  QuarterlyAppraisalRecorded | QuarterlyAppraisalReturned | QuarterlyAppraisalCorrected | QuarterlyAppraisalPassed;

const ofWorker = { version: 1, subject: 'workerId' } as const;
const written = ['duties', 'documents', 'discipline'] as const;

export const appraisalEvents: EventDefinitions<AppraisalEvent> = {
  QuarterlyAppraisalRecorded: { title: ['日常考评', 'Quarterly appraisal recorded'], ...ofWorker, personal: written },
  QuarterlyAppraisalReturned: {
    title: ['退回日常考评', 'Quarterly appraisal returned'],
    ...ofWorker,
    personal: ['reasons'],
  },
  QuarterlyAppraisalCorrected: {
    title: ['重写日常考评', 'Quarterly appraisal corrected'],
    ...ofWorker,
    personal: written,
  },
  QuarterlyAppraisalPassed: {
    title: ['日常考评检查通过', 'Quarterly appraisal passed'],
    ...ofWorker,
    personal: ['remark'],
  },
};
