import type { Employment, Traits } from '../../src/supervisees/domain/events.js';

/** How many, by what. What there is none of is not in it. */
export type Counts = Readonly<Record<string, number>>;

/** Persons who came or went in a month, by cause and by what returns count them by. Every count adds up to `total`. */
export interface Movement {
  readonly total: number;
  readonly byCause: Counts;
  readonly byCategory: Counts;
  readonly bySex: Counts;
  readonly byBirthYear: Counts;
  readonly byEmployment: Counts;
}

export const NO_MOVEMENT: Movement = {
  total: 0,
  byCause: {},
  byCategory: {},
  bySex: {},
  byBirthYear: {},
  byEmployment: {},
};

export const withMore = (counts: Counts, of: string, more: number): Counts => {
  const { [of]: before = 0, ...others } = counts;
  return before + more === 0 ? others : { ...others, [of]: before + more };
};
export const with1 = (counts: Counts, of: string): Counts => withMore(counts, of, 1);

type Counted = Traits & { readonly employment?: Employment };

/** One more person who came or went. */
export const moved = (of: Movement, { category, sex, birthYear, employment }: Counted, cause: string): Movement => ({
  total: of.total + 1,
  byCause: with1(of.byCause, cause),
  byCategory: with1(of.byCategory, category),
  bySex: with1(of.bySex, sex),
  byBirthYear: with1(of.byBirthYear, String(birthYear)),
  byEmployment: with1(of.byEmployment, employment ?? 'UNKNOWN'),
});
