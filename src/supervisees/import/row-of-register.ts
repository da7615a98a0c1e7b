import { isDay } from '../../kernel/day.js';
import type { Title } from '../../kernel/rejection.js';
import { type FieldError, Problem } from '../../platform/http/problem.js';
import { readFields } from '../../platform/http/read-fields.js';
import type { Cell } from '../../platform/tables/read-table.js';
import { RegisterSupervisee } from '../domain/register-supervisee.js';
import { type Column, COLUMNS } from './columns.js';

/** What is wrong with a row, and in which of its columns; null: with the row as a whole. */
export interface RowFault {
  readonly column: string | null;
  readonly code: string;
  readonly title: Title;
}
export type RegisterRow = Omit<RegisterSupervisee, 'meta'>;
export type ReadRow = { readonly row: RegisterRow } | { readonly faults: readonly RowFault[] };

/** Offices by name and by id, as the caller sees them; several of one name in different counties. */
export type Offices = ReadonlyMap<string, readonly string[]>;

const fault = (column: string | null, code: string, zh: string, en: string): RowFault => ({
  ...{ column, code, title: { zh, en } },
});

/** What class-validator's rules are called in the column of errors. */
const FAULTS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  required: ['必填', 'is required'],
  isDay: ['日期不正确，应如 2026-03-09', 'is no day, as 2026-03-09'],
  maxLength: ['内容过长', 'is too long'],
  isInt: ['应为整数', 'must be a whole number'],
  min: ['应为不小于 1 的整数', 'must be a whole number from 1'],
  max: ['数字过大', 'is too large'],
};
const MALFORMED = ['格式不正确', 'is malformed'] as const;

const ofField = ({ path, code }: FieldError): RowFault => {
  const column = COLUMNS.find(({ field }) => field === path)?.heading ?? path;
  const [zh, en] = FAULTS[code] ?? MALFORMED;
  return fault(column, code, zh, en);
};

/** Reads the cells of one row by their columns. @param own the caller's office, where the column is empty */
export const rowOf = (
  cells: readonly Cell[],
  columns: ReadonlyMap<number, Column>,
  offices: Offices,
  own: string | undefined,
): ReadRow => {
  const faults: RowFault[] = [];
  const plain: Record<string, unknown> = own === undefined ? {} : { officeId: own };
  for (const [place, column] of columns) {
    const cell = cells[place] ?? '';
    if (cell === '') continue;
    const read = valueOf(cell, column, offices);
    if (typeof read === 'object') faults.push({ ...read, column: column.heading });
    else plain[column.field] = read;
  }
  const known = faults.map(({ column }) => column);
  try {
    const row = readFields(RegisterSupervisee, plain);
    if (faults.length === 0) return { row };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Each column once: the first rule that it breaks.
    for (const one of (error.extras.errors ?? []).map(ofField))
      if (!known.includes(one.column)) {
        faults.push(one);
        known.push(one.column);
      }
  }
  return { faults };
};

const valueOf = (cell: Cell, { kind }: Column, offices: Offices): string | number | Omit<RowFault, 'column'> => {
  if (typeof kind === 'object') return choiceIn(String(cell), kind);
  switch (kind) {
    case 'text':
      return String(cell);
    case 'identity':
      return identityIn(cell);
    case 'integer':
      return /^\d{1,9}$/u.test(String(cell)) ? Number(cell) : fault(null, 'isInt', ...(FAULTS.isInt ?? MALFORMED));
    case 'day':
      return dayIn(String(cell)) ?? fault(null, 'isDay', ...(FAULTS.isDay ?? MALFORMED));
    case 'office':
      return officeIn(String(cell), offices);
  }
};

const choiceIn = (text: string, names: Readonly<Record<string, string>>): string | RowFault => {
  if (Object.hasOwn(names, text)) return names[text] ?? text;
  if (Object.values(names).includes(text)) return text;
  const all = Object.keys(names).join('、');
  return fault(null, 'isIn', `只能填：${all}`, `must be one of: ${all}`);
};

/** A spreadsheet that keeps the number as a number has lost its last digits. */
const identityIn = (cell: Cell): string | RowFault =>
  typeof cell === 'number'
    ? fault(null, 'notText', '须为文本格式：表格已丢失末位数字', 'must be text: the spreadsheet lost its last digits')
    : cell.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();

/** 2026-03-09, 2026/3/9, 2026.3.9, 2026年3月9日, 20260309, each also with a time of day that says nothing. */
const dayIn = (text: string): string | undefined => {
  const plain = text.normalize('NFKC').replace(/[ T]0{1,2}:00(:00)?$/u, '');
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(plain) ?? [];
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(found) ? found : undefined;
};

const officeIn = (text: string, offices: Offices): string | RowFault => {
  const [office, ...others] = offices.get(text) ?? [];
  if (office === undefined) return fault(null, 'unknownOffice', '没有此司法所', 'is no office');
  if (others.length > 0)
    return fault(null, 'ambiguousOffice', '有同名的司法所，请填写单位编号', 'names several offices: give the id');
  return office;
};
