import type { Context, Face } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { type ServiceTerms, withGrade, withoutStay, withSessions, withStay } from '../../kernel/workforce/conduct.js';
import { type Ground, settledBy } from '../../kernel/workforce/grounds.js';
import { NO_HISTORY, type ServiceHistory } from '../../kernel/workforce/service.js';
import type { ServiceRecordEvent } from './events.js';

type CaseStatus = 'open' | 'withdrawn' | 'kept' | 'dismissed';

/** One worker's service over all years, as far as it bears on grounds of dismissal, with the cases that it led to. */
export interface ServiceRecord extends ServiceHistory {
  readonly workerId?: string;
  readonly officeId?: string;
  readonly terms?: ServiceTerms;
  readonly endedOn?: Day;
  readonly cases: Readonly<Record<string, CaseStatus>>;
  /** The one case that is open, if any. */
  readonly open?: { readonly caseId: string; readonly grounds: readonly Ground[] };
}

export const NO_RECORD: ServiceRecord = { ...NO_HISTORY, cases: {} };

export const evolve = (before: ServiceRecord, event: ServiceRecordEvent): ServiceRecord => {
  const { workerId, officeId } = event.data;
  const record = { ...before, workerId, officeId };
  switch (event.type) {
    case 'ServiceTermsNoted': {
      const { appointedOn, probationEnds } = event.data;
      return { ...record, terms: { appointedOn, probationEnds } };
    }
    case 'ServiceEndNoted':
      return { ...record, endedOn: event.data.on };
    case 'SessionsTallied':
      return { ...record, ...withSessions(record, event.data.sessions, event.data) };
    case 'AnnualGradeNoted': {
      const { year, on, notCompetent } = event.data;
      return { ...record, ...withGrade(record, year, on, notCompetent) };
    }
    case 'HospitalStayRecorded':
    case 'HospitalStayCorrected': {
      const { stayId, from, to, cause } = event.data;
      return { ...record, ...withStay(record, stayId, { from, to, cause }) };
    }
    case 'HospitalStayWithdrawn':
      return { ...record, ...withoutStay(record, event.data.stayId) };
    case 'DismissalCaseOpened':
    case 'DismissalGroundsChanged': {
      const { caseId, grounds } = event.data;
      return { ...record, open: { caseId, grounds }, cases: { ...record.cases, [caseId]: 'open' } };
    }
    case 'DismissalCaseWithdrawn':
      return closed(record, event.data.caseId, 'withdrawn');
    case 'DismissalCaseDecided':
      return {
        ...closed(record, event.data.caseId, event.data.outcome === 'DISMISS' ? 'dismissed' : 'kept'),
        settled: settledBy(record.settled, event.data.grounds),
      };
  }
};

const closed = ({ open: _closed, ...record }: ServiceRecord, caseId: string, status: CaseStatus): ServiceRecord => ({
  ...record,
  cases: { ...record.cases, [caseId]: status },
});

/** What the end of an appointment sees: how the cases stand, by the id of each. */
export const face = ({ workerId, officeId, endedOn, cases }: ServiceRecord): Face | undefined =>
  workerId === undefined || officeId === undefined
    ? undefined
    : { id: workerId, unit: officeId, status: endedOn === undefined ? 'serving' : 'left', facts: cases };

/** Terms that were not noted, as of who was appointed before records were kept, are those that the worker's own record shows. */
export const termsIn = (record: ServiceRecord, { references: { worker } }: Context): ServiceTerms | undefined => {
  const { appointedOn, probationEnds } = worker?.facts ?? {};
  const shown =
    typeof appointedOn === 'string'
      ? { appointedOn, probationEnds: typeof probationEnds === 'string' ? probationEnds : null }
      : undefined;
  return record.terms ?? shown;
};
