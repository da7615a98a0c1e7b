import type { Shown } from '../presentation.js';
import { type ZipEntry, zipOf } from './zip.js';

/** Rows of a sheet, in batches. */
export interface Sheet {
  readonly name: string;
  readonly rows: AsyncIterable<readonly (readonly Shown[])[]>;
}

/** Rows that a sheet of Excel can hold. */
export const MOST_ROWS = 1_048_576;

const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * A workbook (ECMA-376) as it is read: a batch of rows is in memory, not a sheet. `write-excel-file`, which makes the returns, wants all
 * rows at once.
 */
export const workbookOf = (sheets: readonly Sheet[]): AsyncGenerator<Buffer, void, undefined> =>
  zipOf([
    { name: '[Content_Types].xml', content: [contentTypes(sheets.length)] },
    { name: '_rels/.rels', content: [relations([['officeDocument', 'xl/workbook.xml']])] },
    { name: 'xl/workbook.xml', content: [workbook(sheets)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [relations(sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`]))],
    },
    ...sheets.map(({ rows }, index): ZipEntry => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: sheetOf(rows),
    })),
  ]);

const contentTypes = (sheets: number): string => {
  const type = (part: string, of: string): string =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${of}+xml"/>`;
  const parts = Array.from({ length: sheets }, (_, index) => type(`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet'));
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${type('/xl/workbook.xml', 'sheet.main')}${parts.join('')}</Types>`
  );
};

const relations = (targets: readonly (readonly [type: string, target: string])[]): string => {
  const each = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${DOCUMENT}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
};

const workbook = (sheets: readonly Sheet[]): string => {
  const each = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${SHEETS}" xmlns:r="${DOCUMENT}"><sheets>${each.join('')}</sheets></workbook>`;
};

async function* sheetOf(batches: Sheet['rows']): AsyncGenerator<string, void, undefined> {
  yield `${HEAD}<worksheet xmlns="${SHEETS}"><sheetData>`;
  let row = 0;
  for await (const batch of batches) yield batch.map((cells) => rowOf((row += 1), cells)).join('');
  yield '</sheetData></worksheet>';
}

const rowOf = (row: number, cells: readonly Shown[]): string =>
  `<row r="${row}">${cells.map((value, column) => cell(`${columnOf(column)}${row}`, value)).join('')}</row>`;

/** A, B … Z, AA …: from 0. */
const columnOf = (column: number): string =>
  (column < 26 ? '' : columnOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

const cell = (at: string, value: Shown): string => {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
};

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What is no character of XML is left out. */
const UNFIT = /[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const escaped = (text: string): string => text.replace(UNFIT, '').replace(/[&<>"]/g, (one) => ESCAPES[one] ?? '');
