import type { DismissalCaseDecided, ServiceRecordEvent } from '../../src/dismissals/domain/events.js';
import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import {
  type ServiceTerms,
  withGrade,
  withoutStay,
  withSessions,
  withStay,
} from '../../src/kernel/workforce/conduct.js';
import { settledBy } from '../../src/kernel/workforce/grounds.js';
import { NO_HISTORY, type ServiceHistory } from '../../src/kernel/workforce/service.js';

/** All that one worker's counters of absence, leave and hospital are found from, over all years, and what of it was decided on. */
export interface ServiceRecordRow extends ServiceHistory {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly terms: ServiceTerms | null;
  readonly endedOn: Day | null;
}

type Facts = Exclude<ServiceRecordEvent, { data: { caseId: string } }> | DismissalCaseDecided;

export const serviceRecords = view<ServiceRecordRow, Facts>({
  name: 'service-records',
  version: 2,
  events: [
    ...(['ServiceTermsNoted', 'ServiceEndNoted', 'SessionsTallied', 'AnnualGradeNoted'] as const),
    ...(['HospitalStayRecorded', 'HospitalStayCorrected', 'HospitalStayWithdrawn', 'DismissalCaseDecided'] as const),
  ],
  keys: ({ data }) => [data.workerId],
  project: (row, event) => {
    const { workerId, officeId } = event.data;
    const before = row ?? { ...NO_HISTORY, terms: null, endedOn: null };
    return { ...before, ...changed(before, event), workerId, officeId, path: event.meta.jurisdiction };
  },
  indexes: [{ path: 1 }],
});

const changed = (before: ServiceHistory, { type, data }: Facts): Partial<ServiceRecordRow> => {
  switch (type) {
    case 'ServiceTermsNoted':
      return { terms: { appointedOn: data.appointedOn, probationEnds: data.probationEnds } };
    case 'ServiceEndNoted':
      return { endedOn: data.on };
    case 'SessionsTallied':
      return withSessions(before, data.sessions, data);
    case 'AnnualGradeNoted':
      return withGrade(before, data.year, data.on, data.notCompetent);
    case 'HospitalStayRecorded':
    case 'HospitalStayCorrected': {
      const { stayId, from, to, cause } = data;
      return withStay(before, stayId, { from, to, cause });
    }
    case 'HospitalStayWithdrawn':
      return withoutStay(before, data.stayId);
    case 'DismissalCaseDecided':
      return { settled: settledBy(before.settled, data.grounds) };
  }
};
