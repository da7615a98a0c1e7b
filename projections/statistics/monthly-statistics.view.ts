import {
  isStandingFact,
  STANDING_FACTS,
  type StandingChange,
  standingChanges,
  type StandingFact,
} from '../attendance/standing-change.js';
import type { IncidentClosed, IncidentEscalated, IncidentReported } from '../../src/incidents/domain/events.js';
import { dayAt, type Day, type Month, monthOf } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { dayOfSession, daysOfSessions } from '../../src/kernel/sessions.js';
import { view } from '../../src/kernel/view.js';
import type { SuperviseeRegistered } from '../../src/supervisees/domain/events.js';
import type { WeeklyReportAmended, WeeklyReportReceived } from '../../src/supervisees/domain/weekly-reports/events.js';
import { type Counts, with1, withMore } from './counts.js';

/** What was done in one month in one unit: an office, or all that belongs to a county or city. Persons are counted by their courses. */
export interface MonthlyStatistics {
  readonly unit: string;
  readonly path: readonly string[];
  readonly month: Month;
  readonly intakeMissed: number;
  readonly weeklyReports: { readonly received: number; readonly amended: number };
  /** As the month's sheets say: each session counts once, as attended, absence or leave. */
  readonly attendance: {
    readonly sessionsAttended: number;
    readonly lateCount: number;
    readonly absenceDays: number;
    readonly leaveDays: Counts;
  };
  readonly incidents: { readonly reported: Counts; readonly escalated: Counts; readonly closed: number };
}

type Fact =
  | SuperviseeRegistered
  | WeeklyReportReceived
  | WeeklyReportAmended
  | StandingFact
  | IncidentReported
  | IncidentEscalated
  | IncidentClosed;

export const monthlyStatistics = view<MonthlyStatistics, Fact>({
  name: 'monthly-statistics',
  version: 4,
  events: [
    'SuperviseeRegistered',
    'WeeklyReportReceived',
    'WeeklyReportAmended',
    ...STANDING_FACTS,
    'IncidentReported',
    'IncidentEscalated',
    'IncidentClosed',
  ],
  keys: (event) => monthsOf(event).flatMap((month) => event.meta.jurisdiction.map((unit) => `${unit}:${month}`)),
  project: (row, event, key) => {
    const month = key.slice(-MONTH_LENGTH);
    const unit = key.slice(0, -MONTH_LENGTH - 1);
    const { jurisdiction } = event.meta;
    const path = jurisdiction.slice(0, jurisdiction.indexOf(unit) + 1);
    return { ...(row ?? NOTHING), unit, path, month, ...changed(row ?? NOTHING, event, month) };
  },
  indexes: [{ unit: 1, month: 1 }],
});

const MONTH_LENGTH = '2026-03'.length;

type Content = Omit<MonthlyStatistics, 'unit' | 'path' | 'month'>;

const NOTHING: Content = {
  intakeMissed: 0,
  weeklyReports: { received: 0, amended: 0 },
  attendance: { sessionsAttended: 0, lateCount: 0, absenceDays: 0, leaveDays: {} },
  incidents: { reported: {}, escalated: {}, closed: 0 },
};

/** A fact counts in the month in which it happened, whenever it was recorded; leave in each month that it touches. */
const monthsOf = (event: Recorded<Fact>): Month[] =>
  isStandingFact(event) ? [...new Set(standingChanges(event).map(monthOfChange))] : [monthOf(dayOf(event))];

const monthOfChange = ({ session }: StandingChange): Month => monthOf(dayOfSession(session));

const dayOf = (event: Recorded<Exclude<Fact, StandingFact>>): Day => {
  switch (event.type) {
    case 'SuperviseeRegistered':
    case 'WeeklyReportReceived':
    case 'WeeklyReportAmended':
      return event.data.reportedOn;
    case 'IncidentReported':
    case 'IncidentEscalated':
    case 'IncidentClosed':
      return dayAt(event.meta.occurredAt);
  }
};

const changed = (of: Content, event: Recorded<Fact>, month: Month): Partial<Content> => {
  switch (event.type) {
    case 'SuperviseeRegistered':
      return { intakeMissed: of.intakeMissed + (event.data.missedIntake ? 1 : 0) };
    case 'WeeklyReportReceived':
      return { weeklyReports: { ...of.weeklyReports, received: of.weeklyReports.received + 1 } };
    case 'WeeklyReportAmended':
      return { weeklyReports: { ...of.weeklyReports, amended: of.weeklyReports.amended + 1 } };
    case 'CheckedIn':
    case 'AbsenceLogged':
    case 'AttendanceCorrected':
    case 'LeaveNoted':
    case 'LeaveReleased':
    case 'LeaveSessionWorked':
      return { attendance: attended(of.attendance, event, month) };
    case 'IncidentReported':
      return { incidents: { ...of.incidents, reported: with1(of.incidents.reported, event.data.category) } };
    case 'IncidentEscalated':
      return { incidents: { ...of.incidents, escalated: with1(of.incidents.escalated, event.data.to) } };
    case 'IncidentClosed':
      return { incidents: { ...of.incidents, closed: of.incidents.closed + 1 } };
  }
};

type Attendance = Content['attendance'];

const attended = (of: Attendance, event: Recorded<StandingFact>, month: Month): Attendance => {
  const late = event.type === 'CheckedIn' && event.data.lateMinutes > 0 ? 1 : 0;
  return standingChanges(event)
    .filter((change) => monthOfChange(change) === month)
    .reduce(counted, { ...of, lateCount: of.lateCount + late });
};

const counted = (of: Attendance, { as, kind = '', by }: StandingChange): Attendance => {
  switch (as) {
    case 'PRESENT':
      return { ...of, sessionsAttended: of.sessionsAttended + by };
    case 'ABSENT':
      return { ...of, absenceDays: of.absenceDays + by * daysOfSessions(1) };
    case 'LEAVE':
      return { ...of, leaveDays: withMore(of.leaveDays, kind, by * daysOfSessions(1)) };
  }
};
