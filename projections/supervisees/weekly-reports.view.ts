import type { Day, Instant, Week } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type {
  WeeklyReportAmended,
  WeeklyReportEvent,
  WeeklyReportReceived,
} from '../../src/supervisees/domain/weekly-reports/events.js';

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
type Untold = { readonly [Field in keyof ReportVersion]: null };

interface OfWeek {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly week: Week;
  readonly amendments: number;
  /** Earliest first. */
  readonly earlier: readonly ReportVersion[];
  /** When the week was recorded as missed; it stays when a report comes after all (REP-2). */
  readonly missedAt: Instant | null;
  /** Days after the end of the week that the report was made; 0 in time, or while there is none. */
  readonly daysLate: number;
}
/** The report of one person in one week: what stands, and what it said before (REP-1); or that the week ended without (REP-2). */
export type WeeklyReportRow =
  (OfWeek & ReportVersion & { readonly status: 'received' }) | (OfWeek & Untold & { readonly status: 'missed' });

export const weeklyReports = view<WeeklyReportRow, WeeklyReportEvent>({
  name: 'weekly-reports',
  version: 2,
  events: ['WeeklyReportReceived', 'WeeklyReportAmended', 'WeeklyReportMissed'],
  keys: ({ data }) => [`${data.superviseeId}_${data.week}`],
  project: (row, event) => {
    const { superviseeId, officeId, week } = event.data;
    const place = { superviseeId, officeId, path: event.meta.jurisdiction, week };
    switch (event.type) {
      case 'WeeklyReportReceived': {
        const { missedAt = null } = row ?? {};
        const late = { missedAt, daysLate: event.data.daysLate };
        return { ...place, status: 'received', ...told(event), amendments: 0, earlier: [], ...late };
      }
      case 'WeeklyReportAmended': {
        const earlier = row?.status === 'received' ? [...row.earlier, versionIn(row)] : [];
        const late = { missedAt: row?.missedAt ?? null, daysLate: row?.daysLate ?? 0 };
        return { ...place, status: 'received', ...told(event), amendments: earlier.length, earlier, ...late };
      }
      case 'WeeklyReportMissed': {
        const missed = { missedAt: event.meta.occurredAt, daysLate: 0 };
        return { ...place, status: 'missed', ...UNTOLD, amendments: 0, earlier: [], ...missed };
      }
    }
  },
  indexes: [
    { path: 1, week: -1, superviseeId: 1 },
    { path: 1, status: 1, week: -1, superviseeId: 1 },
    { superviseeId: 1, week: -1 },
  ],
});

const UNTOLD: Untold = {
  reportedOn: null,
  thinking: null,
  work: null,
  life: null,
  callerNumber: null,
  by: null,
  at: null,
};

const told = ({ data, meta }: Recorded<WeeklyReportReceived | WeeklyReportAmended>): ReportVersion => {
  const { reportedOn, thinking, work, life, callerNumber } = data;
  return { reportedOn, thinking, work, life, callerNumber, by: meta.actor, at: meta.occurredAt };
};

const versionIn = ({ reportedOn, thinking, work, life, callerNumber, by, at }: ReportVersion): ReportVersion => ({
  reportedOn,
  thinking,
  work,
  life,
  callerNumber,
  by,
  at,
});
