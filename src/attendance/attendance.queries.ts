import { Controller } from '@nestjs/common';
import type { Month } from '../kernel/day.js';
import { IdField, MonthField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { POSTS } from '../kernel/roles.js';
import { ownFor } from '../platform/auth/access.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { inReach, type Reader, reaches } from '../platform/read-store/reach.js';
import { type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { daysShown, type Posted, type SheetRow } from './days-shown.js';

const VIEW = 'attendance-month';
const ROSTER = 'social-worker-roster';

export class WorkerMonthQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @MonthField({ path: true, description: '月份 / month', example: '2026-03' }) declare readonly month: Month;
}

export class OfficeMonthQuery extends PageQuery {
  @IdField({ path: true }) declare readonly officeId: string;
  @MonthField({ path: true, description: '月份 / month', example: '2026-03' }) declare readonly month: Month;
}

const SHEET_EXAMPLE = {
  workerId: 'w-001',
  officeId: 'office-1',
  offices: ['office-1'],
  path: ['city-1', 'county-1', 'office-1'],
  within: ['city-1', 'county-1', 'office-1'],
  month: '2026-03',
  sessions: [
    {
      session: '2026-03-09:AM',
      checkIn: { at: '2026-03-09T00:47:00.000Z', device: 'terminal-1', place: '司法所', recordedBy: 'worker' },
      lateMinutes: 17,
    },
    { session: '2026-03-09:PM', absence: 'NOT_RECORDED' },
    { session: '2026-03-10:AM', leave: 'SICK' },
  ],
  closedDays: ['2026-03-09'],
  closed: false,
  missingCheckOuts: ['2026-03-09:AM'],
  totals: {
    daysAttended: 0.5,
    lateCount: 1,
    lateMinutes: 17,
    earlyCount: 0,
    earlyMinutes: 0,
    absenceSessions: 1,
    absenceDays: 0.5,
    leaveDays: 0.5,
    leaveDaysByKind: { SICK: 0.5 },
  },
};

const SHEET_LEEWAY: Leeway = {
  optional: ['sessions.checkIn', 'sessions.lateMinutes', 'sessions.absence', 'sessions.leave'],
  maps: ['totals.leaveDaysByKind'],
};

@Controller('v1')
export class AttendanceQueries {
  constructor(private readonly rows: ReadStore) {}

  @GetQuery(
    'social-workers/:workerId/attendance/:month',
    WorkerMonthQuery,
    ownFor(['social-worker', ...POSTS, 'auditor']),
    { zh: '社工月度考勤表', en: "A worker's month sheet" },
    { example: SHEET_EXAMPLE, ...SHEET_LEEWAY },
  )
  async ofWorker(@Queried() { query, principal }: Question<WorkerMonthQuery>): Promise<SheetRow & { asOf: AsOf }> {
    const { row, asOf } = await this.rows.oneAsOf<SheetRow>(VIEW, `${query.workerId}:${query.month}`, query);
    if (!row || !reaches(principal, row)) throw notFound();
    const [shown = row] = await this.shown([row], principal);
    return { ...shown, asOf };
  }

  @GetQuery(
    'offices/:officeId/attendance/:month',
    OfficeMonthQuery,
    [...POSTS, 'auditor'],
    { zh: '司法所月度考勤', en: "An office's month sheets" },
    { example: SHEET_EXAMPLE, ...SHEET_LEEWAY },
  )
  async ofOffice(@Queried() { query, principal }: Question<OfficeMonthQuery>): Promise<Page<SheetRow>> {
    const { officeId, month, ...page } = query;
    const filter = { ...inReach(principal), offices: { $in: [...(principal.asked ?? []), officeId] }, month };
    const found = await this.rows.page<SheetRow>({ view: VIEW, filter, sort: { workerId: 1 }, ...page });
    return { ...found, items: await this.shown(found.items, principal) };
  }

  /** Sheets that several offices have are shown to each as far as it may see them; where the workers served is looked up at once. */
  private async shown(sheets: readonly SheetRow[], reader: Reader): Promise<SheetRow[]> {
    const shared = sheets.filter(({ offices }) => offices.length > 1).map(({ workerId }) => workerId);
    const workers = new Map<string, Posted>();
    if (shared.length > 0)
      for (const worker of await this.rows.few<Posted>(ROSTER, { workerId: { $in: shared } }))
        workers.set(worker.workerId, worker);
    return sheets.map((sheet) =>
      sheet.offices.length > 1 ? daysShown(sheet, workers.get(sheet.workerId), reader) : sheet,
    );
  }
}
