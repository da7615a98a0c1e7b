import type { Day, Week } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import {
  endedBy,
  type EndingCause,
  type Employment,
  type Interruption,
  type Sex,
  type SuperviseeDischarged,
  type SuperviseeEvent,
  type SupervisionCategory,
  type TermExtended,
} from '../../src/supervisees/domain/events.js';
import type { WeeklyReportMissed, WeeklyReportReceived } from '../../src/supervisees/domain/weekly-reports/events.js';
import type { SupervisionLevel, SupervisionLevelSet } from '../../src/supervision-plans/domain/level/events.js';

type TermExtension = Pick<TermExtended['data'], 'from' | 'to' | 'decisionBody' | 'documentNumber' | 'decidedOn'>;

/** One person in the roster of the office that supervises them. */
export interface SuperviseeEntry {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly status: 'expected' | 'registered' | Interruption | ReturnType<typeof endedBy>;
  /** Day that it has been so since; null while expected. */
  readonly statusSince: Day | null;
  readonly name: string;
  readonly identityNumber: string;
  readonly sex: Sex;
  readonly birthYear: number;
  readonly category: SupervisionCategory;
  readonly decisionBody: string;
  readonly documentNumber: string;
  /** The same for each way to type the number; and the place among those whom the document is about. */
  readonly documentId: string;
  readonly defendant: number;
  readonly termFrom: Day;
  readonly termTo: Day;
  readonly effectiveOn: Day;
  /** Last day to report on. */
  readonly dueOn: Day;
  readonly reportedOn: Day | null;
  /** Reported too late, or the last day is over and the person has not (漏管). */
  readonly missedIntake: boolean;
  readonly daysLate: number;
  readonly employment: Employment | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly rightsAcknowledgedOn: Day | null;
  /** The latest week that the person reported in, and how many weeks in all. */
  readonly lastReportWeek: Week | null;
  readonly weeklyReports: number;
  /** Weeks that ended without a report and none came of since; those that one came late for (REP-2); the latest missed. */
  readonly missedReports: number;
  readonly lateReports: number;
  readonly lastMissedWeek: Week | null;
  readonly level: SupervisionLevel | null;
  /** By which documents the term became longer (SAN-2), earliest first. */
  readonly termExtensions: readonly TermExtension[];
  /** Day of the final evaluation. */
  readonly evaluatedOn: Day | null;
  readonly dischargedOn: Day | null;
  readonly dischargeCause: EndingCause | null;
  readonly certificateNumber: string | null;
}

type Fact = SuperviseeEvent | WeeklyReportReceived | WeeklyReportMissed | SupervisionLevelSet;

export const superviseeRoster = view<SuperviseeEntry, Fact>({
  name: 'supervisee-roster',
  version: 6,
  events: [
    'SupervisionDecided',
    'IntakeMissed',
    'SuperviseeRegistered',
    'RegistrationCorrected',
    'RightsAcknowledged',
    'TermExtended',
    'SupervisionInterrupted',
    'SupervisionResumed',
    'SuperviseeTransferred',
    'SuperviseeEvaluated',
    'SuperviseeDischarged',
    'ArchiveNoteFiled',
    'WeeklyReportReceived',
    'WeeklyReportMissed',
    'SupervisionLevelSet',
  ],
  keys: ({ data }) => [data.superviseeId],
  project: (row, event) => {
    switch (event.type) {
      case 'SupervisionDecided':
        return decided(event);
      case 'IntakeMissed':
        return row && { ...row, missedIntake: true };
      case 'SuperviseeRegistered':
        return registered(event);
      case 'RegistrationCorrected':
        return row && { ...row, category: event.data.to };
      case 'RightsAcknowledged':
        return row && { ...row, rightsAcknowledgedOn: event.data.day };
      case 'TermExtended':
        return row && extended(row, event.data);
      case 'SupervisionInterrupted':
        return row && { ...row, status: event.data.to, statusSince: event.data.since };
      case 'SupervisionResumed':
        return row && { ...row, status: 'registered', statusSince: event.data.on };
      case 'SuperviseeTransferred':
        return row && { ...row, officeId: event.data.officeId, path: event.meta.jurisdiction };
      case 'SuperviseeEvaluated':
        return row && { ...row, evaluatedOn: event.data.on };
      case 'SuperviseeDischarged':
        return row && ended(row, event.data);
      case 'ArchiveNoteFiled':
        return row;
      case 'WeeklyReportReceived':
        return row && reportReceived(row, event.data);
      case 'WeeklyReportMissed': {
        const lastMissedWeek = row && latest(row.lastMissedWeek, event.data.week);
        return row && { ...row, lastMissedWeek, missedReports: row.missedReports + 1 };
      }
      case 'SupervisionLevelSet':
        return row && { ...row, level: event.data.level };
    }
  },
  indexes: [
    { path: 1, status: 1, superviseeId: 1 },
    { path: 1, category: 1, superviseeId: 1 },
    { path: 1, level: 1, superviseeId: 1 },
    { officeId: 1, superviseeId: 1 },
    { documentId: 1 },
    { path: 1, superviseeId: 1 },
    { path: 1, reportedOn: -1, superviseeId: -1 },
    { path: 1, termTo: 1, superviseeId: 1 },
    { path: 1, missedReports: -1, superviseeId: -1 },
  ],
});

const extended = (
  row: SuperviseeEntry,
  { to, from, decisionBody, documentNumber, decidedOn }: TermExtended['data'],
) => ({
  ...row,
  termTo: to,
  termExtensions: [...row.termExtensions, { from, to, decisionBody, documentNumber, decidedOn }],
});

const ended = (
  row: SuperviseeEntry,
  { on, cause, certificateNumber }: SuperviseeDischarged['data'],
): SuperviseeEntry => ({
  ...row,
  status: endedBy(cause),
  statusSince: on,
  dischargedOn: on,
  dischargeCause: cause,
  certificateNumber: certificateNumber ?? null,
});

const latest = (known: Week | null, week: Week): Week => (known !== null && known > week ? known : week);

const reportReceived = (row: SuperviseeEntry, report: WeeklyReportReceived['data']): SuperviseeEntry => ({
  ...row,
  lastReportWeek: latest(row.lastReportWeek, report.week),
  weeklyReports: row.weeklyReports + 1,
  missedReports: row.missedReports - (report.clearsMiss ? 1 : 0),
  lateReports: row.lateReports + (report.daysLate > 0 ? 1 : 0),
});

type Decision = Extract<Recorded<Fact>, { type: 'SupervisionDecided' | 'SuperviseeRegistered' }>;

/** The person as the decision document tells of them, expected to report. */
const decided = ({ data, meta }: Decision): SuperviseeEntry => ({
  superviseeId: data.superviseeId,
  officeId: data.officeId,
  path: meta.jurisdiction,
  status: 'expected',
  statusSince: null,
  name: data.name,
  identityNumber: data.identityNumber,
  sex: data.sex,
  birthYear: data.birthYear,
  category: data.category,
  decisionBody: data.decisionBody,
  documentNumber: data.documentNumber,
  documentId: data.documentId,
  defendant: data.defendant ?? 1,
  termFrom: data.termFrom,
  termTo: data.termTo,
  effectiveOn: data.effectiveOn,
  dueOn: data.dueOn,
  reportedOn: null,
  missedIntake: false,
  daysLate: 0,
  employment: null,
  phone: null,
  address: null,
  rightsAcknowledgedOn: null,
  lastReportWeek: null,
  weeklyReports: 0,
  missedReports: 0,
  lateReports: 0,
  lastMissedWeek: null,
  level: null,
  termExtensions: [],
  evaluatedOn: null,
  dischargedOn: null,
  dischargeCause: null,
  certificateNumber: null,
});

const registered = (event: Extract<Decision, { type: 'SuperviseeRegistered' }>): SuperviseeEntry => {
  const { reportedOn, missedIntake, daysLate, employment = null, phone = null, address } = event.data;
  const intake = { reportedOn, missedIntake, daysLate, employment, phone, address };
  return { ...decided(event), status: 'registered', statusSince: reportedOn, ...intake };
};
