import { stringify } from 'csv-stringify/sync';
import type { Language } from '../../platform/http/problem.js';
import type { AsOf } from '../../platform/read-store/read-store.js';
import type { Dataset, DatasetField } from '../datasets/dataset.js';
import type { presenter, Shown } from '../presentation.js';
import { workbookOf } from './workbook.js';

export const FORMATS = ['csv', 'xlsx', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson',
};

/** Everything that an export says. */
export interface Exported {
  readonly dataset: Dataset;
  readonly fields: readonly DatasetField[];
  readonly batches: AsyncIterable<readonly object[]>;
  readonly present: ReturnType<typeof presenter>;
  readonly asOf: AsOf;
  readonly where: readonly string[];
  readonly language: Language;
}

type Text = AsyncGenerator<string | Buffer, void, undefined>;

/** One row a line; the last line says as of when, and how many rows there are. Without it the export is not whole. */
async function* ndjsonOf({ batches, present, asOf }: Exported): Text {
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    yield batch.map((row) => `${JSON.stringify(present.record(row))}\n`).join('');
  }
  yield `${JSON.stringify({ asOf, rows })}\n`;
}

/** With the titles of the columns, and a mark by which Excel knows UTF-8. A text that a spreadsheet would compute is quoted off. */
async function* csvOf({ fields, batches, present, language }: Exported): Text {
  yield `\uFEFF${stringify([fields.map(({ title }) => title[language])])}`;
  const options = { cast: { boolean: String }, escape_formulas: true };
  for await (const batch of batches) yield stringify(batch.map(present.cells), options);
}

/** The rows in one sheet; as of when, and what was asked, in another. */
const xlsxOf = ({ dataset, fields, batches, present, asOf, where, language }: Exported): Text => {
  const head: readonly Shown[] = fields.map(({ title }) => title[language]);
  const rows = async function* (): AsyncGenerator<readonly (readonly Shown[])[], void, undefined> {
    yield [head];
    for await (const batch of batches) yield batch.map(present.cells);
  };
  const about = async function* (): AsyncGenerator<readonly (readonly Shown[])[], void, undefined> {
    const [position, at, asked] =
      language === 'zh' ? ['历史位置', '截至时间', '筛选条件'] : ['position', 'as of', 'where'];
    yield [[position, asOf.position], [at, asOf.at], ...where.map((one) => [asked, one])];
  };
  return workbookOf([
    { name: dataset.title[language], rows: rows() },
    { name: language === 'zh' ? '说明' : 'About', rows: about() },
  ]);
};

export const WRITERS: Readonly<Record<Format, (exported: Exported) => Text>> = {
  csv: csvOf,
  xlsx: xlsxOf,
  ndjson: ndjsonOf,
};
