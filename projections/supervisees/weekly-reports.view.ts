import type { Day, Instant, Week } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type { WeeklyReportEvent } from '../../src/supervisees/domain/weekly-reports/events.js';

/** What was told at one time, and who took it down. */
export interface ReportVersion {
  readonly reportedOn: Day;
  readonly thinking: string;
  readonly work: string;
  readonly life: string;
  readonly callerNumber: string;
  readonly by: string;
  readonly at: Instant;
}

/** The report of one person in one week: what stands, and what it said before (REP-1). */
export interface WeeklyReportRow extends ReportVersion {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly week: Week;
  readonly amendments: number;
  /** Earliest first. */
  readonly earlier: readonly ReportVersion[];
}

export const weeklyReports = view<WeeklyReportRow, WeeklyReportEvent>({
  name: 'weekly-reports',
  version: 1,
  events: ['WeeklyReportReceived', 'WeeklyReportAmended'],
  keys: ({ data }) => [`${data.superviseeId}_${data.week}`],
  project: (row, event) => {
    const { superviseeId, officeId, week } = event.data;
    const place = { superviseeId, officeId, path: event.meta.jurisdiction, week };
    const earlier = row ? [...row.earlier, versionIn(row)] : [];
    return { ...place, ...told(event), amendments: earlier.length, earlier };
  },
  indexes: [
    { path: 1, week: -1, superviseeId: 1 },
    { superviseeId: 1, week: -1 },
  ],
});

const told = ({ data, meta }: Recorded<WeeklyReportEvent>): ReportVersion => {
  const { reportedOn, thinking, work, life, callerNumber } = data;
  return { reportedOn, thinking, work, life, callerNumber, by: meta.actor, at: meta.occurredAt };
};

const versionIn = ({ reportedOn, thinking, work, life, callerNumber, by, at }: WeeklyReportRow): ReportVersion => ({
  reportedOn,
  thinking,
  work,
  life,
  callerNumber,
  by,
  at,
});
