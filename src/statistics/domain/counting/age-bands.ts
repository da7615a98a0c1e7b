import type { ReturnRules } from '../../../kernel/supervision/return-rules.js';

/** The band that an age belongs to, named by its ages: `18-25`; the last is open, `61+`. */
export const ageBandOf = (age: number, bands: ReturnRules['ageBands']): string => {
  const index = Math.max(
    0,
    bands.findLastIndex(({ from }) => age >= from),
  );
  const [from, next] = [bands[index]?.from ?? 0, bands[index + 1]?.from];
  return next === undefined ? `${from}+` : `${from}-${next - 1}`;
};
