/** The value that a share of the numbers is not above, by the nearest rank. @throws RangeError when there are none */
export const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError('A percentile of nothing');
  return value;
};

/** The middle one; of an even count, the mean of the two in the middle. @throws RangeError when there are none */
export const median = (numbers: readonly number[]): number => {
  const lower = percentile(numbers, 0.5);
  if (numbers.length % 2 === 1) return lower;
  const upper = [...numbers].sort((a, b) => a - b)[numbers.length / 2] ?? lower;
  return (lower + upper) / 2;
};

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
