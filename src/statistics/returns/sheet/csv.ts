import { stringify } from 'csv-stringify';
import type { ReturnSheet, SheetCell } from './return-sheet.js';

/**
 * The figures of a return line by line, under the headings of the table; the counts beside it follow with their number in the last
 * column. Begins with a mark by which spreadsheets know UTF-8; what looks like a formula is taken for text.
 */
export const csvOf = (sheet: ReturnSheet): AsyncIterable<Buffer> => {
  const csv = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  for (const line of linesOf(sheet)) csv.write(line);
  csv.end();
  return csv;
};

function* linesOf({ headings, lines, counts }: ReturnSheet): Generator<readonly SheetCell[]> {
  yield headings;
  yield* lines;
  const between = headings.slice(3).map(() => '');
  for (const [group, name, count] of counts) yield [group, name, ...between, count];
}
