import type { NamedEvidence } from './figures-reader.js';

/** A row behind a figure, and the unit that counts it. */
export interface Found {
  readonly unitId: string;
  readonly one: NamedEvidence;
}

type Both = Record<'in' | 'out', Found[]>;

/**
 * The rows without those that cancel out between units: of each cell as many of the causes as went out and came in, the same person's
 * first. What the rows say is then what `rolledUp` counts. Rows of these causes are held in memory; they are few.
 */
export async function* withoutCancelled(rows: AsyncIterable<Found>, causes: readonly string[]): AsyncGenerator<Found> {
  const cells = new Map<string, Both>();
  for await (const found of rows) {
    const { one } = found;
    if ('cell' in one && one.cause !== undefined && causes.includes(one.cause) && isFlow(one.figure)) {
      const cell = JSON.stringify([one.division ?? null, one.cell, one.cause]);
      const both = cells.get(cell) ?? { in: [], out: [] };
      both[one.figure].push(found);
      cells.set(cell, both);
    } else yield found;
  }
  for (const both of cells.values()) yield* surplus(both);
}

const isFlow = (figure: string): figure is keyof Both => figure === 'in' || figure === 'out';

const surplus = (both: Both): Found[] => {
  const cancelled = Math.min(both.in.length, both.out.length);
  return [left(both.in, both.out, cancelled), left(both.out, both.in, cancelled)].flat();
};

/** Those whom the other side names too go first. */
const left = (side: readonly Found[], other: readonly Found[], cancelled: number): Found[] => {
  const named = new Set(other.map(({ one }) => one.superviseeId));
  const known = (found: Found): number => Number(!named.has(found.one.superviseeId));
  return [...side].sort((a, b) => known(a) - known(b)).slice(cancelled);
};
