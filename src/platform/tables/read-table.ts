import { parse } from 'csv-parse/sync';
import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/universal';
import { unpackedSize } from './unpacked-size.js';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export type TableType = typeof CSV | typeof XLSX;

/** A cell as a person wrote it; a number only where the spreadsheet keeps one, so that it may have lost digits. */
export type Cell = string | number;
/** First row and the others, without those that are wholly empty. Rows know their number in the file, from 1. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly Cell[] }[];
}

/** Largest that a spreadsheet may become when it is unpacked, bytes: a small file could ask for all memory. */
const UNPACKED_LIMIT = 50 * 1_048_576;

/** The bytes are not what their type says, or more than can be taken in. */
export class UnreadableTable extends Error {
  constructor(readonly why: 'malformed' | 'too-large' | 'no-headings') {
    super(why);
    this.name = 'UnreadableTable';
  }
}

/**
 * Reads a table that somebody made with a spreadsheet: CSV in UTF-8, UTF-16 or GB18030 as Chinese Excel saves it, with commas or tabs,
 * or the first sheet of an XLSX file. Days of a spreadsheet become `2026-03-09`.
 * @throws UnreadableTable
 */
export const readTable = async (type: TableType, bytes: Buffer): Promise<Table> => {
  const lines = type === CSV ? csvLines(bytes) : await sheetLines(bytes);
  const numbered = lines
    .map((cells, index) => ({ number: index + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [first, ...rows] = numbered;
  if (!first) throw new UnreadableTable('no-headings');
  return { headings: first.cells.map(String), rows };
};

const csvLines = (bytes: Buffer): Cell[][] => {
  try {
    const found = parse(textOf(bytes), {
      bom: true,
      delimiter: [',', '\t'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
    });
    return found.map((line) => line.map(plain));
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new UnreadableTable('malformed');
    throw error;
  }
};

/** The encoding that the bytes begin with; without a mark, UTF-8 where they are valid as that. */
const textOf = (bytes: Buffer): string => {
  const marked = bytes.subarray(0, 2).toString('hex');
  if (marked === 'fffe') return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return gb18030(bytes);
  }
};

const gb18030 = (bytes: Buffer): string => {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableTable('malformed');
  }
};

/** `="350104…"`, `'350104…` and a tab at the end keep a spreadsheet from taking digits for a number: they are no part of the text. */
const plain = (cell: string): string =>
  cell
    .replace(/^="(.*)"$/su, '$1')
    .replace(/^'/u, '')
    .trim();

const sheetLines = async (bytes: Buffer): Promise<Cell[][]> => {
  const size = unpackedSize(bytes);
  if (size === undefined) throw new UnreadableTable('malformed');
  if (size > UNPACKED_LIMIT) throw new UnreadableTable('too-large');
  try {
    const lines = await readSheet(new Uint8Array(bytes).buffer);
    return lines.map((line) => line.map(cellOf));
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)
      throw new UnreadableTable('malformed');
    throw error;
  }
};

const cellOf = (value: unknown): Cell => {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number') return value;
  return typeof value === 'string' || typeof value === 'boolean' ? plain(String(value)) : '';
};
