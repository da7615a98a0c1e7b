import { daysOf, isQuarterly, type Span } from '../../domain/counting/span.js';
import type { ReturnKind } from '../../domain/counting/kinds.js';
import { type Counts, type Line, sumOf } from '../../domain/counting/flow-table.js';
import { ANALYSIS_PARTS } from '../../domain/returns/events.js';
import type { VersionRow } from '../return-row.js';
import { word } from '../words.js';

export type SheetCell = string | number;

/** A return as it is printed and signed: heading, table, counts beside it, words, signatures. */
export interface ReturnSheet {
  readonly title: string;
  /** Unit, span, version. */
  readonly about: readonly string[];
  readonly headings: readonly string[];
  readonly lines: readonly (readonly SheetCell[])[];
  /** Group, item, number. */
  readonly counts: readonly (readonly [string, string, number])[];
  /** Heading and words of the four parts. */
  readonly texts: readonly (readonly [string, string])[];
  readonly signatures: readonly string[];
  /** From which history the figures are. */
  readonly source: string;
}

/** Who made and handed in the version, by name where it is known. */
export interface Signed {
  readonly unitName: string;
  readonly draftedBy: string;
  readonly submittedBy: string | null;
  readonly acceptedBy: string | null;
}

const NUMERALS = ['一', '二', '三', '四'];

export const sheetOf = (kind: ReturnKind, span: Span, version: VersionRow, signed: Signed): ReturnSheet => {
  const { table, counts } = version.figures;
  const lines = [table.total, ...Object.values(table.by).flatMap((cells) => Object.values(cells))];
  const [came, went] = [causesIn(lines.map((line) => line.in)), causesIn(lines.map((line) => line.out))];
  const row = (division: string, cell: string, line: Line): SheetCell[] => [
    ...[division, cell, line.opening],
    ...[...came.map((cause) => line.in[cause] ?? 0), sumOf(line.in)],
    ...[...went.map((cause) => line.out[cause] ?? 0), sumOf(line.out)],
    line.closing,
  ];
  return {
    title: word(kind),
    about: [`填报单位：${signed.unitName}`, `报表期间：${spanInWords(span)}`, `版本：第${version.version}版`],
    headings: [
      ...['分类', '项目', '期初'],
      ...[...came.map((cause) => `增加：${word(cause)}`), '增加合计'],
      ...[...went.map((cause) => `减少：${word(cause)}`), '减少合计'],
      '期末',
    ],
    lines: [
      row(word('total'), '', table.total),
      ...Object.entries(table.by).flatMap(([division, cells]) =>
        Object.entries(cells).map(([cell, line]) => row(word(division), word(cell), line)),
      ),
    ],
    counts: Object.entries(counts).flatMap(([group, each]) =>
      Object.entries(each).map(([name, count]) => [word(group), word(name), count] as const),
    ),
    texts: textsOf(version),
    signatures: signaturesOf(version, signed),
    source: `数据截至历史位置 ${version.position}${version.asOf === null ? '' : `（${version.asOf}）`}`,
  };
};

const causesIn = (all: readonly Counts[]): string[] =>
  [...new Set(all.flatMap((counts) => Object.keys(counts)))].sort();

const textsOf = ({ texts }: VersionRow): [string, string][] =>
  texts === null ? [] : ANALYSIS_PARTS.map((part, index) => [`${NUMERALS[index]}、${word(part)}`, texts[part]]);

const signaturesOf = ({ submitted }: VersionRow, { draftedBy, submittedBy, acceptedBy }: Signed): string[] => [
  `填表人：${draftedBy}`,
  `单位负责人：${submittedBy ?? ''}`,
  `审核人：${acceptedBy ?? ''}`,
  `报送日期：${submitted?.on ?? ''}${submitted && submitted.daysLate > 0 ? `（逾期${submitted.daysLate}日）` : ''}`,
];

/** 2026年3月; 2026年第一季度. */
export const spanInWords = (span: Span): string => {
  const year = span.slice(0, 4);
  if (isQuarterly(span)) return `${year}年第${NUMERALS[Number(span.slice(5)) - 1]}季度`;
  return `${year}年${Number(daysOf(span).first.slice(5, 7))}月`;
};
