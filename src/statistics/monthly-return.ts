import { type Month, yearOf } from '../kernel/day.js';

export type Counts = Readonly<Record<string, number>>;

/** Who came or went in a month, as the read model has it. */
export interface Movement {
  readonly total: number;
  readonly byCause: Counts;
  readonly byCategory: Counts;
  readonly bySex: Counts;
  readonly byBirthYear: Counts;
  readonly byEmployment: Counts;
}
export interface MonthRow {
  readonly month: Month;
  readonly in: Movement;
  readonly out: Movement;
}

/** A number of persons, and how it divides. */
export interface Figure {
  readonly total: number;
  readonly byCategory: Counts;
  readonly bySex: Counts;
  /** By age in the year of the return, for all four figures alike, so that they balance. */
  readonly byAgeBand: Counts;
  readonly byEmployment: Counts;
}

/** The basic-facts return of a month: opening + in − out = closing, in the total and in every division (STA-1). */
export interface MonthlyReturn {
  readonly opening: Figure;
  readonly in: Figure & { readonly byCause: Counts };
  readonly out: Figure & { readonly byCause: Counts };
  readonly closing: Figure;
}

/** Ages that the bands of the return begin at. */
const BANDS = [0, 18, 26, 36, 46, 61] as const;

export const ageBandOf = (age: number): string => {
  const band = BANDS.findLastIndex((from) => age >= from);
  const next = BANDS[band + 1];
  return next === undefined ? `${BANDS[band]}+` : `${BANDS[Math.max(band, 0)]}-${next - 1}`;
};

/**
 * The return of a month from all rows of a unit up to that month; rows of the same month, as of units that were merged, add up.
 * Rows of later months are left out.
 */
export const monthlyReturn = (month: Month, rows: readonly MonthRow[]): MonthlyReturn => {
  const year = yearOf(`${month}-01`);
  const before = rows.filter((row) => row.month < month);
  const during = rows.filter((row) => row.month === month);
  const opening = net(before, year);
  const came = during.map((row) => figure(row.in, year)).reduce(plus, NONE);
  const went = during.map((row) => figure(row.out, year)).reduce(plus, NONE);
  return {
    opening,
    in: { ...came, byCause: sumOf(during.map((row) => row.in.byCause)) },
    out: { ...went, byCause: sumOf(during.map((row) => row.out.byCause)) },
    closing: plus(plus(opening, came), times(went, -1)),
  };
};

const NONE: Figure = { total: 0, byCategory: {}, bySex: {}, byAgeBand: {}, byEmployment: {} };

const net = (rows: readonly MonthRow[], year: number): Figure =>
  rows.reduce((sum, row) => plus(plus(sum, figure(row.in, year)), times(figure(row.out, year), -1)), NONE);

const figure = ({ total, byCategory, bySex, byBirthYear, byEmployment }: Movement, year: number): Figure => ({
  total,
  byCategory,
  bySex,
  byAgeBand: sumOf(Object.entries(byBirthYear).map(([born, count]) => ({ [ageBandOf(year - Number(born))]: count }))),
  byEmployment,
});

const plus = (one: Figure, other: Figure): Figure => ({
  total: one.total + other.total,
  byCategory: sumOf([one.byCategory, other.byCategory]),
  bySex: sumOf([one.bySex, other.bySex]),
  byAgeBand: sumOf([one.byAgeBand, other.byAgeBand]),
  byEmployment: sumOf([one.byEmployment, other.byEmployment]),
});

const times = (of: Figure, factor: number): Figure => ({
  total: of.total * factor,
  byCategory: scaled(of.byCategory, factor),
  bySex: scaled(of.bySex, factor),
  byAgeBand: scaled(of.byAgeBand, factor),
  byEmployment: scaled(of.byEmployment, factor),
});

const scaled = (counts: Counts, factor: number): Counts =>
  Object.fromEntries(Object.entries(counts).map(([of, count]) => [of, count * factor]));

/** What there is none of is not in the sum. */
const sumOf = (all: readonly Counts[]): Counts => {
  const sum = new Map<string, number>();
  for (const counts of all) for (const [of, count] of Object.entries(counts)) sum.set(of, (sum.get(of) ?? 0) + count);
  return Object.fromEntries([...sum].filter(([, count]) => count !== 0));
};
