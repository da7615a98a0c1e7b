import { showDivided } from './divided.js';

/** How many there are of one unit, and how they divide: by division, by value. Of each division the numbers add up to the total. */
export interface Counted {
  readonly unitId: string;
  readonly total: number;
  readonly divisions: Divisions<number>;
}
export type Divisions<N> = Readonly<Record<string, Readonly<Record<string, N>>>>;

/** What the public sees of it: null for what is not shown. */
export interface Figure {
  readonly total: number | null;
  /** A division that cannot be shown safely is not there. */
  readonly divisions: Divisions<number | null>;
}
export interface PublicTable {
  readonly whole: Figure;
  readonly parts: readonly (Figure & { readonly unitId: string })[];
}

const NOTHING: Figure = { total: null, divisions: {} };

/**
 * The table of a whole and its parts as the public may see it: no number from 1 to below `atLeast` is in it, and none that was left
 * out can be found from what is in it.
 *
 * A part that is small is left out wholly, with as many others as it takes that the parts left out are together no small number, and
 * not one person each; then persons may be thought to be in one of them as well as in the other. The divisions of the rest are looked
 * at one by one: they share nothing but the totals.
 */
export const suppress = (parts: readonly Counted[], atLeast: number): PublicTable => {
  const total = sum(parts.map((part) => part.total));
  const hidden = hiddenOf(parts, atLeast);
  if (!hidden || (total > 0 && total < atLeast))
    return { whole: NOTHING, parts: parts.map(({ unitId }) => ({ unitId, ...NOTHING })) };
  const shown = parts.filter((part) => !hidden.has(part));
  const divided = divisionsOf(parts, shown, [...hidden], atLeast);
  return {
    whole: { total, divisions: divided.whole },
    parts: parts.map((part) => {
      const at = shown.indexOf(part);
      if (at < 0) return { unitId: part.unitId, ...NOTHING };
      return { unitId: part.unitId, total: part.total, divisions: divided.parts[at] ?? {} };
    }),
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The parts that are left out: the small ones, and the next ones by size until they are enough; undefined when they never are. */
const hiddenOf = (parts: readonly Counted[], atLeast: number): ReadonlySet<Counted> | undefined => {
  const peopled = parts.filter(({ total }) => total > 0).sort((a, b) => a.total - b.total);
  const small = peopled.filter(({ total }) => total < atLeast).length;
  if (small === 0) return new Set();
  for (let count = Math.max(2, small); count <= peopled.length; count += 1) {
    const hidden = peopled.slice(0, count);
    const together = sum(hidden.map(({ total }) => total));
    if (together >= atLeast && together > count) return new Set(hidden);
  }
  return undefined;
};

interface Divided {
  readonly whole: Record<string, Record<string, number | null>>;
  readonly parts: readonly Record<string, Record<string, number | null>>[];
}

const divisionsOf = (
  all: readonly Counted[],
  shown: readonly Counted[],
  hidden: readonly Counted[],
  atLeast: number,
): Divided => {
  const found: Divided = { whole: {}, parts: shown.map(() => ({})) };
  for (const [division, values] of Object.entries(valuesOf(all))) {
    const row = ({ divisions }: Counted): number[] => values.map((value) => divisions[division]?.[value] ?? 0);
    const together = (some: readonly Counted[]): number[] =>
      values.map((_, at) => sum(some.map((one) => row(one)[at] ?? 0)));
    const named = (numbers: readonly (number | null)[]): Record<string, number | null> =>
      Object.fromEntries(values.map((value, at) => [value, numbers[at] ?? null]));
    const safe = showDivided(shown.map(row), hidden.length === 0 ? undefined : together(hidden), atLeast);
    if (safe) {
      found.whole[division] = named(safe.whole);
      for (const [at, numbers] of safe.parts.entries())
        Object.assign(found.parts[at] ?? {}, { [division]: named(numbers) });
      continue;
    }
    // Of the whole alone, as if every part were left out.
    const whole = showDivided([], together(all), atLeast);
    if (whole) found.whole[division] = named(whole.whole);
  }
  return found;
};

/** The values that each division has anywhere, in their order. */
const valuesOf = (parts: readonly Counted[]): Record<string, string[]> => {
  const values: Record<string, string[]> = {};
  for (const { divisions } of parts)
    for (const [division, counts] of Object.entries(divisions))
      values[division] = [...new Set([...(values[division] ?? []), ...Object.keys(counts)])].sort();
  return values;
};
