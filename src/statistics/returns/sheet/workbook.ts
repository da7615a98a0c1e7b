import writeXlsxFile, { type Cell, type CellObject, type Row, type SheetData } from 'write-excel-file/node';
import type { ReturnSheet, SheetCell } from './return-sheet.js';

const LINE = { borderStyle: 'thin' } as const;
const HEADING: CellObject = { ...LINE, fontWeight: 'bold', align: 'center', alignVertical: 'center', wrap: true };
/** Widths of the columns in characters: the division, the item, and each figure. */
const [DIVISION, ITEM, FIGURE] = [14, 18, 11];

/** The return as a workbook to hand in: one sheet, A4 across, with title, unit, span, the ruled table, and the lines to sign on. */
export const workbookOf = (sheet: ReturnSheet): Promise<Buffer> => {
  const width = sheet.headings.length;
  const data: SheetData = [
    across(width, { value: sheet.title, fontWeight: 'bold', fontSize: 18, align: 'center', height: 32 }),
    spread(width, sheet.about),
    sheet.headings.map((value): Cell => ({ ...HEADING, value })),
    ...groupedRows(sheet.lines),
    ...countRows(width, sheet),
    ...sheet.texts.flatMap(([heading, text]) => [
      across(width, { value: heading, fontWeight: 'bold' }),
      across(width, { value: text, wrap: true, alignVertical: 'top', height: heightOf(text, width) }),
    ]),
    [],
    spread(width, sheet.signatures),
    across(width, { value: sheet.source, fontSize: 9, textColor: '#555555' }),
  ];
  const columns = sheet.headings.map((_, index) => ({ width: [DIVISION, ITEM][index] ?? FIGURE }));
  const layout = { sheet: '报表', orientation: 'landscape', columns, stickyRowsCount: 3 } as const;
  return writeXlsxFile(data, layout, { fontFamily: 'SimSun', fontSize: 11 }).toBuffer();
};

/** One cell over all columns. */
const across = (width: number, cell: CellObject): Row => [{ ...cell, columnSpan: width }, ...empty(width - 1)];

const empty = (count: number): Row => Array.from({ length: count }, () => null);

/** Texts side by side over all columns, in equal parts. */
const spread = (width: number, texts: readonly string[]): Row => {
  const parts = Math.min(width, texts.length);
  const [each, rest] = [Math.floor(width / parts), width % parts];
  return texts.slice(0, parts).flatMap((value, index): Row => {
    const span = each + (index === parts - 1 ? rest : 0);
    return [{ value, columnSpan: span }, ...empty(span - 1)];
  });
};

/** The name of a division stands once, beside all of its items. */
const groupedRows = (lines: readonly (readonly SheetCell[])[]): SheetData =>
  lines.map(([division, ...cells], index) => {
    const first = lines[index - 1]?.[0] !== division;
    const span = lines.slice(index).findIndex((line) => line[0] !== division);
    const rowSpan = span < 0 ? lines.length - index : span;
    return [first ? { ...HEADING, value: division ?? '', rowSpan } : null, ...cells.map(ruled)];
  });

const ruled = (value: SheetCell): Cell =>
  typeof value === 'number' ? { ...LINE, value, type: Number, align: 'right' } : { ...LINE, value };

const countRows = (width: number, { counts }: ReturnSheet): SheetData =>
  counts.length === 0
    ? []
    : [
        [],
        ['分组', '项目', '数量'].map((value): Cell => ({ ...HEADING, value })),
        ...counts.map((line): Row => line.map(ruled)),
        empty(width),
      ];

/** Chinese characters take the width of two; a line of text is 15 points high. */
const heightOf = (text: string, width: number): number => {
  const perLine = (DIVISION + ITEM + FIGURE * (width - 2)) / 2;
  return 15 * Math.max(1, Math.ceil(text.length / perLine) + (text.match(/\n/g)?.length ?? 0));
};
