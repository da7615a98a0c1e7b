import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { CSV, type TableType } from './read-table.js';

/** What a spreadsheet would take for a formula is text, whoever wrote it. */
const FORMULA = /^[=+\-@\t\r]/u;
const BOM = '\uFEFF';

/** A table as a file that Chinese spreadsheets open: CSV in UTF-8 with its mark, or XLSX where every cell is text. */
export const writeTable = async (
  type: TableType,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Buffer> => {
  if (type === CSV) {
    const safe = rows.map((row) => row.map((cell) => (FORMULA.test(cell) ? `'${cell}` : cell)));
    return Buffer.from(BOM + stringify([headings, ...safe], { record_delimiter: '\r\n' }));
  }
  const head = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String, format: '@' })));
  const columns = headings.map((heading) => ({ width: Math.max(12, heading.length * 2 + 4) }));
  return writeXlsxFile([head, ...body], { columns, stickyRowsCount: 1 }).toBuffer();
};
