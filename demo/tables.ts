import Table from 'cli-table3';
import { dayAt } from '../src/kernel/day.js';
import type { Caller } from './caller.js';
import type { Actor } from './county.js';
import { isStale } from './play.js';
import type { Plan } from './plan/plan.js';

/** What the demo shows of the read models, each read over HTTP as of the last command. */
export interface Shown {
  readonly title: string;
  readonly path: string;
  readonly table: string;
}

type Value = string | number | boolean | null;
type Row = Readonly<Record<string, Value>>;
type Counts = Readonly<Record<string, number>>;
interface Line {
  readonly opening: number;
  readonly in: Counts;
  readonly out: Counts;
  readonly closing: number;
}

const CATEGORIES: Readonly<Record<string, string>> = {
  SUSPENDED_SENTENCE: '缓刑',
  PAROLE: '假释',
  TEMPORARY_SERVICE_OUTSIDE_PRISON: '暂予监外执行',
  PUBLIC_SURVEILLANCE: '管制',
};
/** In the order of `CATEGORIES`. */
const HEADINGS = ['缓刑\nSuspended', '假释\nParole', '暂予监外执行\nMedical', '管制\nSurveillance'];
const STATUSES: Readonly<Record<string, string>> = {
  expected: '待报到',
  registered: '在矫',
  'out-of-supervision': '脱管',
  detained: '羁押',
  deceased: '死亡',
  discharged: '已解除',
  terminated: '已终止',
};

const read = async <T>(caller: Caller, by: Actor, path: string, after: number): Promise<T> => {
  const query = `${path}${path.includes('?') ? '&' : '?'}after=${after}&waitMs=30000`;
  const { status, body } = await caller.get(by, query);
  if (status !== 200 || isStale(body)) throw new Error(`GET /v1/${query} answered ${status} ${JSON.stringify(body)}`);
  return body as T;
};

/** Plain where colours would only be noise: in files and pipes. */
const LOOK = { compact: true, ...(process.stdout.isTTY ? {} : { head: [], border: [] }) };

const sumOf = (all: Counts): number => Object.values(all).reduce((sum, count) => sum + count, 0);

const text = (value: Value | undefined): string => (value === null || value === undefined ? '—' : String(value));
const counts = (of: Counts): string =>
  Object.entries(of)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || '—';

/** The first ten of an office's roster, as its head sees it. */
export const rosterTable = async (caller: Caller, { county }: Plan, after: number): Promise<Shown> => {
  const [office] = county.offices;
  if (!office) throw new Error('The county has no office');
  const path = `supervisees?office=${office.id}&limit=10`;
  const { items } = await read<{ items: Row[] }>(caller, office.head, path, after);
  const table = new Table({
    style: LOOK,
    head: ['姓名 Name', '类别 Category', '状态 Status', '期限 Term', '报到 Reported', '漏管 Missed', '周汇报 Reports'],
  });
  for (const row of items)
    table.push([
      text(row['name']),
      CATEGORIES[text(row['category'])] ?? text(row['category']),
      STATUSES[text(row['status'])] ?? text(row['status']),
      `${text(row['termFrom'])} – ${text(row['termTo'])}`,
      text(row['reportedOn']),
      row['missedIntake'] === true ? `${text(row['daysLate'])} 日 days` : '',
      `${text(row['weeklyReports'])} (${text(row['lastReportWeek'])})`,
    ]);
  return { title: `${office.name}：社区矫正对象名册 / roster of supervisees`, path, table: table.toString() };
};

interface Month {
  readonly supervisees: {
    readonly total: Line;
    readonly by: { readonly category: Readonly<Record<string, Line>> };
  };
  readonly intakeMissed: number;
  readonly weeklyReports: { readonly received: number; readonly amended: number };
  readonly attendance: {
    readonly sessionsAttended: number;
    readonly lateCount: number;
    readonly absenceDays: number;
    readonly leaveDays: Counts;
  };
  readonly incidents: { readonly reported: Counts; readonly escalated: Counts; readonly closed: number };
}

/** The last month of the county: opening + in − out = closing, in every column. */
export const monthTable = async (caller: Caller, { county, scale }: Plan, after: number): Promise<Shown> => {
  const month = scale.to.slice(0, 7);
  const path = `statistics/monthly?unit=${county.county.id}&month=${month}`;
  const of = await read<Month>(caller, county.director, path, after);
  const table = new Table({
    style: LOOK,
    head: ['', '合计\nTotal', ...HEADINGS],
    colWidths: [27, 9, 12, 12, 16, 14],
    wordWrap: true,
  });
  const { total, by } = of.supervisees;
  const line = (title: string, figure: (line: Line) => number) => {
    const cells = Object.keys(CATEGORIES).map((category) => by.category[category]);
    table.push([title, ...[total, ...cells].map((cell) => (cell ? figure(cell) : 0))]);
  };
  line('期初 Opening', ({ opening }) => opening);
  line('入矫 In', (cell) => sumOf(cell.in));
  line('解除 Out', (cell) => sumOf(cell.out));
  line('期末 Closing', ({ closing }) => closing);
  const wide = (title: string, said: string) =>
    table.push([title, { colSpan: 1 + Object.keys(CATEGORIES).length, content: said }]);
  wide('漏管 Missed intake', text(of.intakeMissed));
  wide('周汇报 Weekly reports', `${of.weeklyReports.received} (补正 amended ${of.weeklyReports.amended})`);
  wide('出勤 Half days attended', text(of.attendance.sessionsAttended));
  wide('迟到 Late', text(of.attendance.lateCount));
  wide('旷工 Absence, days', text(of.attendance.absenceDays));
  wide('请假 Leave, days', counts(of.attendance.leaveDays));
  wide('事件 Incidents', counts(of.incidents.reported));
  wide('上报 Escalated', counts(of.incidents.escalated));
  wide('办结 Closed', text(of.incidents.closed));
  return { title: `${county.county.name} ${month}：月度统计 / monthly statistics`, path, table: table.toString() };
};

type AppraisalRecord = Row & { readonly leaveDays: Counts; readonly appraisal: Row };

/** The appraisal record of one worker, as the worker sees it. */
export const appraisalTable = async (caller: Caller, { county, scale }: Plan, after: number): Promise<Shown> => {
  const worker = county.offices[0]?.workers[0];
  if (!worker) throw new Error('The county has no social worker');
  const path = `social-workers/${worker.id}/appraisal-records/${scale.quarter}`;
  const of = await read<AppraisalRecord>(caller, worker, path, after);
  const { appraisal: written, leaveDays } = of;
  const table = new Table({ style: LOOK, head: ['项目 Item', '记录 Record'] });
  const line = (title: string, value: Value | undefined) => table.push([title, text(value)]);
  line('出勤 Days attended', of['daysAttended']);
  line('迟到 Late', `${text(of['lateCount'])} (${text(of['lateMinutes'])} 分钟 minutes)`);
  line('早退 Early', `${text(of['earlyCount'])} (${text(of['earlyMinutes'])} 分钟 minutes)`);
  line('旷工 Absence, days', of['absenceDays']);
  line('请假 Leave, days', counts(leaveDays));
  line('收到周汇报 Reports received', of['reportsReceived']);
  line('经办事件 Incidents handled', of['incidentsHandled']);
  line('履职 Duties', written['duties']);
  line('文书 Documents', written['documents']);
  line('纪律 Discipline', written['discipline']);
  line('考评 Appraised', `${text(written['by'])}, ${dayAt(text(written['at']))}`);
  return { title: `${worker.name} ${scale.quarter}：考评档案 / appraisal record`, path, table: table.toString() };
};
