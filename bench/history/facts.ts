import type { AppraisalEvent } from '../../src/appraisals/domain/events.js';
import type { AttendanceEvent } from '../../src/attendance/domain/events.js';
import type { IncidentEvent } from '../../src/incidents/domain/events.js';
import { type Day, instantOf, quarterOf, weekOf } from '../../src/kernel/day.js';
import { type Half, sessionOf } from '../../src/kernel/sessions.js';
import type { LeaveEvent } from '../../src/leave/domain/events.js';
import type { SocialWorkerEvent } from '../../src/social-workers/domain/events.js';
import type { SuperviseeEvent } from '../../src/supervisees/domain/events.js';
import type { WeeklyReportEvent } from '../../src/supervisees/domain/weekly-reports/events.js';
import type { Fact } from './author.js';
import { DECISION_BODY, type Office, type Person } from './county.js';

type By = Pick<Fact, 'actor' | 'role' | 'path' | 'at'>;

const byWorker = (office: Office, workerId: string, at: string): By => ({
  actor: workerId,
  role: 'social-worker',
  path: office.path,
  at,
});
const byHead = (office: Office, at: string): By => ({
  actor: `head-${office.id}`,
  role: 'office-head',
  path: office.path,
  at,
});

export const appointed = (office: Office, workerId: string, on: Day): Fact => {
  const data = { workerId, officeId: office.id, name: '王晓梅', phone: '0591-12345678', appointedOn: on };
  const event: SocialWorkerEvent = { type: 'SocialWorkerAppointed', data };
  return { stream: `socialWorker-${workerId}`, event, ...byHead(office, instantOf(on, '08:00')) };
};

export const registered = (
  office: Office,
  { id, documentNumber, identityNumber, birthYear }: Person,
  on: Day,
): Fact => {
  const event: SuperviseeEvent = {
    type: 'SuperviseeRegistered',
    data: {
      ...{ superviseeId: id, officeId: office.id, decisionBody: DECISION_BODY, documentNumber, documentId: id },
      ...{ name: '林某某', identityNumber, sex: 'MALE', birthYear, category: 'SUSPENDED_SENTENCE' },
      ...{ termFrom: on, termTo: '2029-12-31', effectiveOn: on, dueOn: on, reportedOn: on, missedIntake: false },
      ...{ daysLate: 0, employment: 'EMPLOYED', phone: '13800000000', address: '福州市仓山区某路1号' },
    },
  };
  return { stream: `supervisee-${id}`, event, ...byHead(office, instantOf(on, '08:10')) };
};

/** The four recordings of a day: when, what, and of which half. */
export const RECORDINGS = [
  ['CheckedIn', 'AM', '08:25'],
  ['CheckedOut', 'AM', '12:01'],
  ['CheckedIn', 'PM', '14:25'],
  ['CheckedOut', 'PM', '17:35'],
] as const;

export const recorded = (
  office: Office,
  workerId: string,
  day: Day,
  [type, half, time]: readonly ['CheckedIn' | 'CheckedOut', Half, string],
  minutes: number,
): Fact => {
  const at = instantOf(day, time);
  const of = { workerId, officeId: office.id, session: sessionOf(day, half) };
  const how = { at, device: 'terminal-1', place: '司法所', recordedBy: 'worker' } as const;
  const event: AttendanceEvent =
    type === 'CheckedIn'
      ? { type, data: { ...of, ...how, lateMinutes: minutes } }
      : { type, data: { ...of, ...how, earlyMinutes: minutes } };
  return { stream: `attendance-${workerId}-${day.slice(0, 4)}`, event, ...byWorker(office, workerId, at) };
};

export const closed = (office: Office, workerId: string, day: Day): Fact => {
  const sessions = (['AM', 'PM'] as const).map((half) => ({
    session: sessionOf(day, half),
    outcome: 'PRESENT' as const,
  }));
  const data = { workerId, officeId: office.id, day, sessions, missingCheckOuts: [] };
  const event: AttendanceEvent = { type: 'AttendanceDayClosed', data };
  const stream = `attendance-${workerId}-${day.slice(0, 4)}`;
  return { stream, event, ...byHead(office, instantOf(day, '18:00')) };
};

export const reported = (office: Office, superviseeId: string, workerId: string, day: Day): Fact => {
  const week = weekOf(day);
  const told = {
    thinking: '情绪稳定，认罪悔罪',
    work: '在建材店上班',
    life: '与家人同住，无异常',
    callerNumber: '13800000000',
  };
  const event: WeeklyReportEvent = {
    type: 'WeeklyReportReceived',
    data: { superviseeId, officeId: office.id, week, reportedOn: day, ...told, daysLate: 0, clearsMiss: false },
  };
  const stream = `weeklyReport-${superviseeId}_${week}`;
  return { stream, event, ...byWorker(office, workerId, instantOf(day, '10:00')) };
};

/** A day's leave: asked for, approved, and noted in the worker's attendance. */
export const leaveTaken = (office: Office, workerId: string, requestId: string, day: Day): Fact[] => {
  const [from, to] = [sessionOf(day, 'AM'), sessionOf(day, 'PM')];
  const of = { workerId, requestId, officeId: office.id };
  const granted = { kind: 'ANNUAL', from, to, sessions: [from, to], days: 1, beyondDelegation: false } as const;
  const asked: LeaveEvent = {
    type: 'LeaveRequested',
    data: { ...of, ...granted, runDays: 1, endorsers: [], approver: 'office-head', reason: '家中有事' },
  };
  const approved: LeaveEvent = {
    type: 'LeaveApproved',
    data: { ...of, ...granted, by: 'office-head', opinion: '同意' },
  };
  const noted: AttendanceEvent = {
    type: 'LeaveNoted',
    data: { workerId, officeId: office.id, requestId, kind: 'ANNUAL', sessions: [from, to] },
  };
  const stream = `leave-${workerId}`;
  const head = byHead(office, instantOf(day, '09:10'));
  return [
    { stream, event: asked, ...byWorker(office, workerId, instantOf(day, '09:00')) },
    { stream, event: approved, ...head },
    { stream: `attendance-${workerId}-${day.slice(0, 4)}`, event: noted, ...head },
  ];
};

/** An incident from its report to its end. */
export const incident = (
  office: Office,
  superviseeId: string,
  workerId: string,
  incidentId: string,
  day: Day,
): Fact[] => {
  const at = instantOf(day, '11:00');
  const of = { incidentId, superviseeId, officeId: office.id, category: 'SERIOUS_BREACH', level: 'office' } as const;
  const told = {
    occurredAt: at,
    acknowledgeBy: instantOf(day, '13:00'),
    place: '某路',
    narrative: '未经批准离开所居住的县',
  };
  const events: IncidentEvent[] = [
    { type: 'IncidentReported', data: { ...of, ...told } },
    { type: 'IncidentAcknowledged', data: { ...of, late: false } },
    { type: 'IncidentMeasureAdded', data: { ...of, text: '当面训诫' } },
    { type: 'IncidentClosed', data: { ...of, outcome: '已返回，给予训诫' } },
  ];
  return events.map((event, index) => ({
    stream: `incident-${incidentId}`,
    event,
    ...(index === 0 ? byWorker(office, workerId, at) : byHead(office, at)),
  }));
};

export const appraised = (office: Office, workerId: string, day: Day): Fact => {
  const quarter = quarterOf(day);
  const words = { duties: '认真履职', documents: '文书规范', discipline: '遵守纪律' };
  const event: AppraisalEvent = {
    type: 'QuarterlyAppraisalRecorded',
    data: { workerId, officeId: office.id, quarter, ...words, afterQuarterEnd: false },
  };
  return { stream: `appraisal-${workerId}-${quarter}`, event, ...byHead(office, instantOf(day, '16:00')) };
};
