/** A number of a table, as the flow from the node of its line to the node of the line that it also counts in. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** What everybody knows that it is at least, when it is not shown: a number of 0 is shown as 0. */
  readonly least: number;
  /** Of those whose numbers are never shown one by one. */
  readonly hidden: boolean;
  shown: boolean;
}

/** One step of a way through the table: along an arc, or against it. */
interface Step {
  readonly arc: Arc;
  readonly forward: boolean;
}

/**
 * Arcs whose numbers, all one more or one less in turn, leave every sum of the table as it is; with the arc itself they show that its
 * number cannot be known. The way costs what it makes unshown. Undefined when there is none, whatever is unshown.
 */
export const wayAround = (arc: Arc, arcs: readonly Arc[], nodes: number): readonly Arc[] | undefined => {
  const others = arcs.filter((one) => one !== arc);
  // One more here is taken back on a way from the end to the beginning; one less, on a way from the beginning to the end.
  const ways = [cheapest(others, arc.to, arc.from, nodes)];
  if (arc.count > arc.least) ways.push(cheapest(others, arc.from, arc.to, nodes));
  const [best] = ways.flatMap((way) => way ?? []).sort((a, b) => a.cost - b.cost);
  return best?.arcs;
};

interface Way {
  readonly cost: number;
  readonly arcs: readonly Arc[];
}

/** Steps over what is not shown cost nothing; over what is, its number, and 0 is always shown. */
const costOf = ({ arc, forward }: Step): number => {
  if (arc.shown && arc.count === 0) return Number.POSITIVE_INFINITY;
  const least = arc.shown ? 1 : arc.least;
  if (!forward && arc.count <= least) return Number.POSITIVE_INFINITY;
  return arc.shown ? arc.count : 0;
};

/** Dijkstra's, over the few nodes of a table. */
const cheapest = (arcs: readonly Arc[], from: number, to: number, nodes: number): Way | undefined => {
  const known = new Map<number, Way>([[from, { cost: 0, arcs: [] }]]);
  const done = new Set<number>();
  while (done.size < nodes) {
    const [at, way] = [...known].filter(([node]) => !done.has(node)).sort(([, a], [, b]) => a.cost - b.cost)[0] ?? [];
    if (at === undefined || way === undefined) return undefined;
    if (at === to) return way;
    done.add(at);
    for (const arc of arcs) {
      if (arc.from !== at && arc.to !== at) continue;
      const forward = arc.from === at;
      const next = forward ? arc.to : arc.from;
      const cost = way.cost + costOf({ arc, forward });
      if (Number.isFinite(cost) && cost < (known.get(next)?.cost ?? Number.POSITIVE_INFINITY))
        known.set(next, { cost, arcs: [...way.arcs, arc] });
    }
  }
  return undefined;
};
