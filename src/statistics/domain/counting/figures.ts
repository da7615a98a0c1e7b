import {
  type Figure,
  type Mention,
  FlowTally,
  type FlowTable,
  together,
  addedCounts,
  withoutInner,
} from './flow-table.js';
import type { Behind, GroupedCounts } from './kinds.js';

/** The content of a return: a table that balances, and what is counted beside it. */
export interface Figures {
  readonly table: FlowTable;
  readonly counts: GroupedCounts;
}

/** One row behind a figure: whom or what it counts. */
export type Evidence = (Mention | Behind) & { readonly superviseeId: string | null };

/** Which figure is meant: a cell of the table, or a count beside it. */
export interface Address {
  readonly division?: string;
  readonly cell?: string;
  readonly figure?: Figure;
  readonly cause?: string;
  readonly group?: string;
  readonly count?: string;
}

const isMention = (one: Evidence): one is Extract<Evidence, Mention> => 'cell' in one;

/** Whether a row is one of those that make the figure. */
export const isAt = (one: Evidence, { division, cell, figure, cause, group, count }: Address): boolean =>
  isMention(one)
    ? group === undefined &&
      one.division === division &&
      one.cell === cell &&
      one.figure === figure &&
      (cause === undefined || one.cause === cause)
    : one.group === group && one.count === count;

/** Makes figures of rows, one at a time. */
export class FigureTally {
  private readonly flow: FlowTally;
  private readonly counts = new Map<string, Map<string, number>>();

  constructor(divisions: readonly string[]) {
    this.flow = new FlowTally(divisions);
  }

  add(one: Evidence): void {
    if (isMention(one)) return this.flow.add(one);
    const group = this.counts.get(one.group) ?? new Map<string, number>();
    this.counts.set(one.group, group.set(one.count, (group.get(one.count) ?? 0) + one.value));
  }

  figures(): Figures {
    const groups = [...this.counts].map(([group, counts]) => [group, Object.fromEntries(counts)] as const);
    return { table: this.flow.table(), counts: Object.fromEntries(groups) };
  }
}

/**
 * The figures of several units as those of the one above them. Who went from one of them to another neither came nor left: that cancels out,
 * where both returns say so.
 * @param inner causes of what happens within the unit above
 */
export const rolledUp = (parts: readonly Figures[], inner: readonly string[]): Figures => {
  const groups = [...new Set(parts.flatMap(({ counts }) => Object.keys(counts)))].sort();
  return {
    table: withoutInner(together(parts.map(({ table }) => table)), inner),
    counts: Object.fromEntries(
      groups.map((group) => [group, addedCounts(parts.map(({ counts }) => counts[group] ?? {}))]),
    ),
  };
};
