import type { AppraisalEvent } from '../../src/appraisals/domain/events.js';
import type { Instant } from '../../src/kernel/day.js';
import type { DomainEvent, Recorded } from '../../src/kernel/event.js';

/** One version of what the office wrote. */
export interface WrittenVersion {
  readonly version: number;
  readonly duties: string;
  readonly documents: string;
  readonly discipline: string;
  readonly afterQuarterEnd: boolean;
  readonly by: string;
  readonly at: Instant;
}
/** What the county said of a version (APP-2). */
export interface Inspection {
  readonly version: number;
  readonly outcome: 'returned' | 'passed';
  readonly text: string | null;
  readonly by: string;
  readonly at: Instant;
}
/** What the office wrote, as it stands, and what it said before. */
export interface WrittenAppraisal extends WrittenVersion {
  readonly status: 'recorded' | 'returned' | 'passed';
  readonly inspections: readonly Inspection[];
  /** Earliest first. */
  readonly earlier: readonly WrittenVersion[];
}

export const APPRAISAL_EVENTS: readonly AppraisalEvent['type'][] = [
  'QuarterlyAppraisalRecorded',
  'QuarterlyAppraisalReturned',
  'QuarterlyAppraisalCorrected',
  'QuarterlyAppraisalPassed',
];

export const isAppraisal = (event: Recorded<DomainEvent>): event is Recorded<AppraisalEvent> =>
  (APPRAISAL_EVENTS as readonly string[]).includes(event.type);

/** The written part of a record after a fact about it. */
export const writtenAfter = (
  before: WrittenAppraisal | null,
  event: Recorded<AppraisalEvent>,
): WrittenAppraisal | null => {
  switch (event.type) {
    case 'QuarterlyAppraisalRecorded':
      return { ...versionIn(event, 1), status: 'recorded', inspections: [], earlier: [] };
    case 'QuarterlyAppraisalCorrected': {
      if (!before) return null;
      const { status: _status, inspections, earlier, ...version } = before;
      return {
        ...versionIn(event, event.data.version),
        status: 'recorded',
        inspections,
        earlier: [...earlier, version],
      };
    }
    case 'QuarterlyAppraisalReturned':
      return before && { ...before, status: 'returned', inspections: [...before.inspections, inspectionIn(event)] };
    case 'QuarterlyAppraisalPassed':
      return before && { ...before, status: 'passed', inspections: [...before.inspections, inspectionIn(event)] };
  }
};

type Writing = Extract<
  Recorded<AppraisalEvent>,
  { type: 'QuarterlyAppraisalRecorded' | 'QuarterlyAppraisalCorrected' }
>;
type Inspected = Extract<Recorded<AppraisalEvent>, { type: 'QuarterlyAppraisalReturned' | 'QuarterlyAppraisalPassed' }>;

const versionIn = ({ data, meta }: Writing, version: number): WrittenVersion => {
  const { duties, documents, discipline, afterQuarterEnd } = data;
  return { version, duties, documents, discipline, afterQuarterEnd, by: meta.actor, at: meta.occurredAt };
};

const inspectionIn = ({ type, data, meta }: Inspected): Inspection => {
  const said = { version: data.version, by: meta.actor, at: meta.occurredAt };
  return type === 'QuarterlyAppraisalReturned'
    ? { ...said, outcome: 'returned', text: data.reasons }
    : { ...said, outcome: 'passed', text: data.remark ?? null };
};
