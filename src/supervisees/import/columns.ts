import { term } from '../../kernel/terms.js';
import { EMPLOYMENTS, SEXES, SUPERVISION_CATEGORIES } from '../domain/events.js';
import type { RegisterSupervisee } from '../domain/register-supervisee.js';

/** How the cells of a column become values: choices by their Chinese name or their code. */
export type CellKind = 'text' | 'identity' | 'day' | 'integer' | 'office' | Readonly<Record<string, string>>;

/** One column of a register: what it is called, what else it may be called, and the field that it fills. */
export interface Column {
  readonly heading: string;
  readonly aliases?: readonly string[];
  readonly field: keyof Omit<RegisterSupervisee, 'meta'>;
  readonly kind: CellKind;
  readonly optional?: boolean;
  readonly example: string;
}

/** Codes by their Chinese names. */
const named = (codes: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(codes.map((code) => [term(code), code]));

export const COLUMNS: readonly Column[] = [
  { heading: '姓名', field: 'name', kind: 'text', example: '林某某' },
  {
    heading: '身份证号',
    aliases: ['身份证号码', '居民身份证号码', '公民身份号码'],
    ...{ field: 'identityNumber', kind: 'identity', example: '350104199003074518' },
  },
  { heading: '性别', field: 'sex', kind: named(SEXES), example: '男' },
  {
    heading: '矫正类别',
    ...{ field: 'category', kind: named(SUPERVISION_CATEGORIES), example: '缓刑' },
  },
  { heading: '决定机关', field: 'decisionBody', kind: 'text', example: '福州市仓山区人民法院' },
  {
    heading: '文书编号',
    ...{ aliases: ['文书号', '判决书编号'], field: 'documentNumber', kind: 'text', example: '（2026）闽0104刑初12号' },
  },
  { heading: '文书中顺序', field: 'defendant', kind: 'integer', optional: true, example: '1' },
  { heading: '生效日', aliases: ['生效日期'], field: 'effectiveOn', kind: 'day', example: '2026-03-02' },
  { heading: '矫正期限起', aliases: ['矫正开始日期'], field: 'termFrom', kind: 'day', example: '2026-03-02' },
  { heading: '矫正期限止', aliases: ['矫正结束日期'], field: 'termTo', kind: 'day', example: '2027-03-01' },
  { heading: '报到日期', aliases: ['报到日'], field: 'reportedOn', kind: 'day', example: '2026-03-09' },
  { heading: '司法所', aliases: ['执行地司法所'], field: 'officeId', kind: 'office', example: '仓山司法所' },
  { heading: '居住地址', aliases: ['居住地', '住址'], field: 'address', kind: 'text', example: '福州市仓山区某路1号' },
  {
    heading: '联系电话',
    ...{ aliases: ['电话', '手机号'], field: 'phone', kind: 'text', optional: true, example: '13800000000' },
  },
  {
    heading: '就业状况',
    field: 'employment',
    kind: named(EMPLOYMENTS),
    ...{ optional: true, example: '就业' },
  },
  // Of who comes from another city; of nobody else.
  { heading: '原执行地', field: 'transferredFrom', kind: 'text', optional: true, example: '' },
  { heading: '变更执行地决定日期', field: 'transferDecidedOn', kind: 'day', optional: true, example: '' },
];

/** The column that says what is wrong with a row: written by the service, and not read when the table comes back. */
export const ERRORS = '错误';
export const HEADINGS: readonly string[] = COLUMNS.map(({ heading }) => heading);

const plain = (heading: string): string => heading.normalize('NFKC').replace(/[\s*]+/gu, '');
const BY_HEADING = new Map(
  COLUMNS.flatMap((column) => [column.heading, ...(column.aliases ?? [])].map((one) => [plain(one), column] as const)),
);

export interface Headings {
  /** Column by its place in the rows. */
  readonly columns: ReadonlyMap<number, Column>;
  readonly missing: readonly string[];
  readonly twice: readonly string[];
  readonly unknown: readonly string[];
}

/** What the columns of somebody's table mean. The office may be missing where the caller's own is meant. */
export const headingsOf = (headings: readonly string[]): Headings => {
  const columns = new Map<number, Column>();
  const found: Column[] = [];
  const [twice, unknown]: [string[], string[]] = [[], []];
  for (const [place, heading] of headings.entries()) {
    const column = BY_HEADING.get(plain(heading));
    if (!column && heading !== '' && plain(heading) !== ERRORS) unknown.push(heading);
    if (!column) continue;
    if (found.includes(column)) twice.push(column.heading);
    found.push(column);
    columns.set(place, column);
  }
  const missing = COLUMNS.filter(
    (column) => !column.optional && column.kind !== 'office' && !found.includes(column),
  ).map(({ heading }) => heading);
  return { columns, missing, twice, unknown };
};
