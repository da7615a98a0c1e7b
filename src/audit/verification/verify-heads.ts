import type { AuditLine } from '../audit-line.js';
import type { KeptHeads } from './heads.js';
import type { Finding } from './verify.js';

/** A line of an export and where it stands. */
export interface Placed {
  readonly line: number;
  readonly event: AuditLine;
}

/**
 * Holds a sound export against where its streams ended earlier: whole streams that are missing, streams that are shorter, and
 * streams of which something up to there is not what it was. What remains is the order across streams, which the running digest tells.
 * @returns the first that is found, by line; what is missing comes last
 */
export const againstHeads = async (
  events: AsyncIterable<Placed>,
  { heads, footer }: KeptHeads,
): Promise<Finding | null> => {
  const ends = new Map<string, number>();
  let seen = 0;
  let last = 0;
  let moved: Finding | null = null;
  for await (const { line, event } of events) {
    seen += 1;
    last = line;
    const head = heads.get(event.stream);
    if (head && event.revision === head.revision && event.hash !== head.hash)
      return { line, kind: 'changed', what: `${event.stream} up to revision ${head.revision} is not what it was` };
    if (head) ends.set(event.stream, event.revision);
    if (footer.complete && seen === footer.events && event.digest !== footer.digest)
      moved = { line, kind: 'reordered', what: `the first ${footer.events} events are others, or in another order` };
  }
  return missing(ends, heads, last + 1) ?? moved;
};

const missing = (ends: ReadonlyMap<string, number>, heads: KeptHeads['heads'], line: number): Finding | null => {
  const [gone, shorter]: [string[], string[]] = [[], []];
  for (const { stream, revision } of heads.values()) {
    const end = ends.get(stream);
    if (end === undefined) gone.push(`${stream} (revisions 0 to ${revision})`);
    else if (end < revision) shorter.push(`${stream} revision ${end + 1}`);
  }
  const [first] = gone;
  if (first !== undefined)
    return { line, kind: 'dropped', what: `${gone.length} whole streams are missing, the first is ${first}` };
  const [short] = shorter;
  return short === undefined ? null : { line, kind: 'dropped', what: `${short}, and what stood after it` };
};
