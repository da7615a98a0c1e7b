import { median } from './statistics.js';

/** What `--json` writes of each figure. */
export interface Figure {
  readonly name: string;
  readonly ratio: number;
  readonly aim: number;
  readonly ok: boolean;
}

/** A bound on a ratio: what is to be high (a rate) has a least, what is to be low (a time, memory) a most. */
export type Aim = { readonly atLeast: number } | { readonly atMost: number };

/** One line of the table. */
export interface Line {
  readonly name: string;
  /** What was measured of the product and of the bare driver, with their units. */
  readonly ours: string;
  readonly raw: string;
  readonly ratio: number;
  readonly aim: Aim;
  /** What the product's side spent its time on. */
  readonly note: string;
}

const holds = (ratio: number, aim: Aim): boolean => ('atLeast' in aim ? ratio >= aim.atLeast : ratio <= aim.atMost);
const boundOf = (aim: Aim): number => ('atLeast' in aim ? aim.atLeast : aim.atMost);
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

export const figureOf = ({ name, ratio, aim }: Line): Figure => ({
  name,
  ratio: rounded(ratio),
  aim: boundOf(aim),
  ok: holds(ratio, aim),
});

export const aimText = (aim: Aim): string => ('atLeast' in aim ? `≥ ${aim.atLeast}` : `≤ ${aim.atMost}`);

/** The ratio of two series that were taken side by side: the median of the ratios round by round. */
export const sideBySide = (ours: readonly number[], raw: readonly number[]): number => {
  if (ours.length !== raw.length) throw new RangeError('Each round needs both sides');
  return median(ours.map((value, round) => value / (raw[round] ?? Number.NaN)));
};
