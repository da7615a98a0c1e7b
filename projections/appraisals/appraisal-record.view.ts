import type { AppraisalEvent } from '../../src/appraisals/domain/events.js';
import type { IncidentAcknowledged, IncidentClosed, IncidentReported } from '../../src/incidents/domain/events.js';
import { dayAt, quarterOf, type Quarter } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { dayOfSession } from '../../src/kernel/sessions.js';
import { view } from '../../src/kernel/view.js';
import { totalsOf } from '../../src/kernel/workforce/month-totals.js';
import type { WeeklyReportReceived } from '../../src/supervisees/domain/weekly-reports/events.js';
import {
  SESSION_FACTS,
  type SessionFact,
  sessionsIn,
  type SheetSession,
  sheetAfter,
} from '../attendance/session-sheet.js';
import { APPRAISAL_EVENTS, isAppraisal, writtenAfter, type WrittenAppraisal } from './written-appraisal.js';

/**
 * A session as far as it counts. Its marks and corrections are on the month's sheet: a record is written anew with each of a quarter's
 * marks, and would be three times as large with them.
 */
type CountedSession = Omit<SheetSession, 'checkIn' | 'checkOut' | 'corrections'>;

/** Appraisal record (考评档案) of one worker and quarter: what the quarter's facts say, and what the office wrote. */
export interface AppraisalRecord {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly quarter: Quarter;
  /** What attendance says of each session of the quarter; the figures below are its sum. */
  readonly sessions: readonly CountedSession[];
  readonly daysAttended: number;
  readonly lateCount: number;
  readonly lateMinutes: number;
  readonly earlyCount: number;
  readonly earlyMinutes: number;
  readonly absenceSessions: number;
  readonly absenceDays: number;
  readonly leaveDays: Readonly<Record<string, number>>;
  /** Weekly reports of supervisees that the worker took down; an amendment is not another report. */
  readonly reportsReceived: number;
  readonly incidentsHandled: number;
  /** The incidents that the worker reported, acknowledged or closed, each once. */
  readonly incidents: readonly string[];
  readonly appraisal: WrittenAppraisal | null;
}

type Incident = IncidentReported | IncidentAcknowledged | IncidentClosed;
type OwnFact = SessionFact | AppraisalEvent;
/** What the worker did for supervisees: whose deed it is, the fact's actor says. */
type Deed = WeeklyReportReceived | Incident;
type Fact = OwnFact | Deed;

export const appraisalRecord = view<AppraisalRecord, Fact>({
  name: 'appraisal-record',
  version: 5,
  events: [
    ...APPRAISAL_EVENTS,
    ...SESSION_FACTS,
    'WeeklyReportReceived',
    'IncidentReported',
    'IncidentAcknowledged',
    'IncidentClosed',
  ],
  keys: (event) => {
    const workerId = workerOf(event);
    return workerId === null ? [] : quartersOf(event).map((quarter) => `${workerId}:${quarter}`);
  },
  project: (row, event, key) => {
    const quarter = key.slice(-QUARTER_LENGTH);
    const workerId = key.slice(0, -QUARTER_LENGTH - 1);
    // A deed belongs to the office of the supervisee: it places the worker only while nothing else does.
    const placed = row && isDeed(event) ? row : { officeId: event.data.officeId, path: event.meta.jurisdiction };
    const record = row ?? NOTHING;
    const { officeId, path } = placed;
    return { ...record, workerId, officeId, path, quarter, ...changed(record, event, quarter) };
  },
  indexes: [
    { path: 1, quarter: 1 },
    { quarter: 1, workerId: 1 },
    { path: 1, 'appraisal.status': 1, quarter: -1 },
  ],
});

const QUARTER_LENGTH = '2026Q1'.length;

const isDeed = (event: Fact): event is Deed => !('workerId' in event.data);

/** Whose record a fact goes on; nobody's, when it is an officer's deed. */
const workerOf = (event: Recorded<Fact>): string | null => {
  if ('workerId' in event.data) return event.data.workerId;
  return event.meta.role === 'social-worker' ? event.meta.actor : null;
};

type Content = Omit<AppraisalRecord, 'workerId' | 'officeId' | 'path' | 'quarter'>;

const NOTHING: Content = {
  sessions: [],
  daysAttended: 0,
  lateCount: 0,
  lateMinutes: 0,
  earlyCount: 0,
  earlyMinutes: 0,
  absenceSessions: 0,
  absenceDays: 0,
  leaveDays: {},
  reportsReceived: 0,
  incidentsHandled: 0,
  incidents: [],
  appraisal: null,
};

const quartersOf = (event: Recorded<Fact>): Quarter[] => {
  if (isAppraisal(event)) return [event.data.quarter];
  switch (event.type) {
    case 'CheckedIn':
    case 'CheckedOut':
    case 'AbsenceLogged':
    case 'LeaveNoted':
    case 'LeaveReleased':
    case 'AttendanceCorrected':
      return [...new Set(sessionsIn(event).map((session) => quarterOf(dayOfSession(session))))];
    case 'WeeklyReportReceived':
      return [quarterOf(event.data.reportedOn)];
    case 'IncidentReported':
    case 'IncidentAcknowledged':
    case 'IncidentClosed':
      return [quarterOf(dayAt(event.meta.occurredAt))];
  }
};

const changed = (record: Content, event: Recorded<Fact>, quarter: Quarter): Partial<Content> => {
  if (isAppraisal(event)) return { appraisal: writtenAfter(record.appraisal, event) };
  switch (event.type) {
    case 'CheckedIn':
    case 'CheckedOut':
    case 'AbsenceLogged':
    case 'LeaveNoted':
    case 'LeaveReleased':
    case 'AttendanceCorrected':
      return attended(record, event, quarter);
    case 'WeeklyReportReceived':
      return { reportsReceived: record.reportsReceived + 1 };
    case 'IncidentReported':
    case 'IncidentAcknowledged':
    case 'IncidentClosed':
      return handled(record, event.data.incidentId);
  }
};

const attended = (record: Content, event: Recorded<SessionFact>, quarter: Quarter): Partial<Content> => {
  const within = sessionsIn(event).filter((session) => quarterOf(dayOfSession(session)) === quarter);
  const sessions = sheetAfter(record.sessions, event, within).map(counted);
  const { leaveDays: _, leaveDaysByKind: leaveDays, ...totals } = totalsOf(sessions);
  return { sessions, ...totals, leaveDays };
};

/** Whoever checked in was there, unless a correction says otherwise. All but the session that changed are as they were. */
const counted = (one: SheetSession): CountedSession => {
  if (!one.checkIn && !one.checkOut && !one.corrections) return one;
  const { checkIn, checkOut: _out, corrections: _corrections, ...rest } = one;
  return checkIn === undefined ? rest : { attended: true, ...rest };
};

const handled = ({ incidents }: Content, incidentId: string): Partial<Content> =>
  incidents.includes(incidentId)
    ? {}
    : { incidents: [...incidents, incidentId], incidentsHandled: incidents.length + 1 };
