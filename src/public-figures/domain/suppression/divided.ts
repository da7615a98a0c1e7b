import { type Arc, wayAround } from './network.js';

/** What is shown of a division: by part and value, and of the whole; null for what is not shown. */
export interface Shown {
  readonly parts: readonly (readonly (number | null)[])[];
  readonly whole: readonly (number | null)[];
}

/**
 * Shows a division of the persons of some parts by some values, with the sums of the whole, so that no small number is shown, and none
 * that is not shown can be known: neither by taking what is shown from a sum, nor by any number of such steps.
 *
 * A table is a flow: from each part through its numbers to the values, and from these through the sums of the whole to all. A number
 * cannot be known exactly if there is a circle of numbers that are not shown, which can all be one more or one less in turn. Where there
 * is none, the least of what closes one is not shown either (after Kelly, Golden and Assad, 1992).
 * @param parts numbers by value of each part; the sums of each part are known
 * @param hidden numbers by value of the parts, together, of which nothing is shown; undefined when there are none
 * @param atLeast the least number that may be shown, or known from what is; 0 is always shown
 * @returns undefined when that cannot be done
 */
export const showDivided = (
  parts: readonly (readonly number[])[],
  hidden: readonly number[] | undefined,
  atLeast: number,
): Shown | undefined => {
  const table = new Table(parts, hidden);
  for (const arc of table.arcs) if (arc.count > 0 && arc.count < atLeast) arc.shown = false;
  for (;;) {
    const widened = table.lines.map((line) => widen(line, atLeast));
    if (widened.includes('stuck')) return undefined;
    const closed = closeCircle(table, atLeast);
    if (closed === 'stuck') return undefined;
    if (closed === 'held' && !widened.includes('changed')) return table.shown();
  }
};

/** What came of a look: nothing had to be done, something was, or nothing can be. */
type Outcome = 'held' | 'changed' | 'stuck';

/** Numbers that make up a sum, and the sum where it is itself one of the table. */
interface Line {
  readonly arcs: readonly Arc[];
  readonly sum: Arc | undefined;
}

/**
 * What is not shown of a sum that is known is, together, a number that everybody knows too: it must be no small one, and of more than one.
 * Of the hidden parts together, what is no small number may be known.
 */
const widen = ({ arcs, sum }: Line, atLeast: number): Outcome => {
  const unshown = arcs.filter(({ shown }) => !shown);
  const [first] = unshown;
  const rest = unshown.reduce((total, { count }) => total + count, 0);
  if (sum?.shown === false || !first || rest === 0) return 'held';
  if (rest >= atLeast && (unshown.length > 1 || first.hidden)) return 'held';
  const candidates = [...arcs, ...(sum ? [sum] : [])].filter(({ shown, count }) => shown && count > 0);
  const [least] = candidates.sort((a, b) => a.count - b.count);
  if (!least) return 'stuck';
  least.shown = false;
  return 'changed';
};

const closeCircle = ({ arcs, nodes }: Table, atLeast: number): Outcome => {
  let outcome: Outcome = 'held';
  for (const arc of arcs) {
    if (arc.shown || arc.count === 0 || (arc.hidden && arc.count >= atLeast)) continue;
    const way = wayAround(arc, arcs, nodes);
    if (!way) return 'stuck';
    for (const one of way)
      if (one.shown) {
        one.shown = false;
        outcome = 'changed';
      }
  }
  return outcome;
};

/** The nodes are the parts, then the values, then all. */
class Table {
  readonly arcs: readonly Arc[];
  readonly nodes: number;
  readonly lines: readonly Line[];
  private readonly rows: readonly (readonly Arc[])[];
  private readonly sums: readonly Arc[];

  constructor(parts: readonly (readonly number[])[], hidden: readonly number[] | undefined) {
    const numbers = hidden ? [...parts, hidden] : parts;
    const values = numbers[0]?.length ?? 0;
    const valueAt = (value: number): number => numbers.length + value;
    this.nodes = valueAt(values) + 1;
    const all = numbers.map((row, part) =>
      row.map((count, value) => arcOf(part, valueAt(value), count, part >= parts.length)),
    );
    this.sums = Array.from({ length: values }, (_, value) => {
      const count = numbers.reduce((total, row) => total + (row[value] ?? 0), 0);
      return arcOf(valueAt(value), valueAt(values), count, false);
    });
    this.rows = all.slice(0, parts.length);
    this.arcs = [...all.flat(), ...this.sums];
    this.lines = [
      ...this.rows.map((arcs) => ({ arcs, sum: undefined })),
      ...this.sums.map((sum, value) => ({ arcs: all.flatMap((row) => row[value] ?? []), sum })),
      { arcs: this.sums, sum: undefined },
    ];
  }

  shown(): Shown {
    const read = ({ shown, count }: Arc): number | null => (shown ? count : null);
    return { parts: this.rows.map((row) => row.map(read)), whole: this.sums.map(read) };
  }
}

const arcOf = (from: number, to: number, count: number, hidden: boolean): Arc => ({
  ...{ from, to, count, hidden },
  ...{ least: hidden ? 0 : 1, shown: !hidden },
});
