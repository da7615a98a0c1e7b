/** How many, by what. What there is none of is not in it. */
export type Counts = Readonly<Record<string, number>>;

export const withMore = (counts: Counts, of: string, more: number): Counts => {
  const { [of]: before = 0, ...others } = counts;
  return before + more === 0 ? others : { ...others, [of]: before + more };
};
export const with1 = (counts: Counts, of: string): Counts => withMore(counts, of, 1);
