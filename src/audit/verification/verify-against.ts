import type { AuditFooter, AuditLine } from '../audit-line.js';
import { headsIn, type KeptHeads } from './heads.js';
import { againstHeads, type Placed } from './verify-heads.js';
import { examineExport, type Finding, isSigned, lineIn, NOT_SIGNED, type Verdict } from './verify.js';

/** Opens an export anew from its first line. */
export type Export = () => AsyncIterable<string> | Iterable<string>;

/** What a check of an export against an earlier one found. */
export type Continuation =
  /** The earlier one is not sound itself: nothing can be held against it. */
  | { readonly unsound: Finding }
  /** How many events the earlier one has, and of the new one: alone, and then as what the earlier one has to be the beginning of. */
  | { readonly unsound: null; readonly earlierEvents: number; readonly verdict: Verdict };

/** The two exports say nothing of each other. */
export class NotComparable extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotComparable';
  }
}

/**
 * Checks an export offline, and that an earlier one is its beginning. The digest of a line covers place and hash of every event up to
 * it, and the hash of an event all before it in its stream: where the digest that closed the earlier export stands at the line of that
 * number, no event of it was changed, dropped, inserted or moved since, and no stream is shorter or ends otherwise there.
 * @param earlier a whole export, a list of heads, or a closing line alone; only with the first can the event that differs be named
 * @param publicKey PEM of the installation's key; without it that of the earlier export counts
 * @throws NotComparable when one of them is filtered, so that it does not hold all of history
 */
export const verifyAgainst = async (lines: Export, earlier: Export, publicKey?: string): Promise<Continuation> => {
  const kept = await headsIn(earlier(), publicKey);
  if (kept) return againstKeptHeads(lines, kept, publicKey);
  const before = await examineEarlier(earlier, publicKey);
  if (before.unsound) return before;
  const { footer, whole } = before;
  if (!footer.complete) throw new NotComparable(FILTERED('较早的导出', 'the earlier export'));
  const now = await examineExport(lines(), publicKey ?? footer.publicKey);
  const found = (verdict: Verdict): Continuation => ({ unsound: null, earlierEvents: footer.events, verdict });
  if (now.verdict.finding) return found(now.verdict);
  if (!now.footer?.complete) throw new NotComparable(FILTERED('新的导出', 'the new export'));
  const finding = whole ? await firstDifference(lines, earlier) : await wrongDigest(lines, footer);
  return found({ ...now.verdict, finding });
};

const againstKeptHeads = async (lines: Export, kept: KeptHeads, publicKey?: string): Promise<Continuation> => {
  const { footer, sound } = kept;
  if (!sound) return { unsound: { line: kept.heads.size + 1, kind: 'not signed', what: NOT_SIGNED } };
  const now = await examineExport(lines(), publicKey ?? footer.publicKey);
  const found = (verdict: Verdict): Continuation => ({ unsound: null, earlierEvents: footer.events, verdict });
  if (now.verdict.finding) return found(now.verdict);
  if (!now.footer?.complete) throw new NotComparable(FILTERED('新的导出', 'the new export'));
  return found({ ...now.verdict, finding: await againstHeads(eventsOf(lines), kept) });
};

const FILTERED = (zh: string, en: string): string =>
  `${zh}是按条件筛选的，不含全部历史，无法对照 / ${en} is filtered: it does not hold all of history and cannot be compared`;

type Earlier =
  | { readonly unsound: Finding }
  /** `whole`: its events are there too. */
  | { readonly unsound: null; readonly footer: AuditFooter; readonly whole: boolean };

const examineEarlier = async (earlier: Export, publicKey: string | undefined): Promise<Earlier> => {
  const alone = await loneFooter(earlier);
  if (alone) {
    const signed = isSigned(alone, publicKey ?? alone.publicKey);
    if (!signed) return { unsound: { line: 1, kind: 'not signed', what: NOT_SIGNED } };
    return { unsound: null, footer: alone, whole: false };
  }
  const { verdict, footer } = await examineExport(earlier(), publicKey);
  if (verdict.finding) return { unsound: verdict.finding };
  if (!footer) throw new Error('An export without a closing line was called sound');
  return { unsound: null, footer, whole: true };
};

/** The closing line of a file that holds nothing else. */
const loneFooter = async (from: Export): Promise<AuditFooter | undefined> => {
  let footer: AuditFooter | undefined;
  for await (const text of from()) {
    if (text.trim() === '') continue;
    const read = lineIn(text);
    if (footer || !read || !('signature' in read)) return undefined;
    footer = read;
  }
  return footer;
};

const eventsOf = async function* (from: Export): AsyncGenerator<Placed, undefined, undefined> {
  let line = 0;
  for await (const text of from()) {
    line += 1;
    const read = text.trim() === '' ? undefined : lineIn(text);
    if (read && !('signature' in read)) yield { line, event: read };
  }
  return undefined;
};

const named = ({ stream, revision, type, id }: AuditLine): string =>
  `${stream} revision ${revision} (${type}, event ${id})`;

/** The first event that is not where the earlier export has it. Both are sound in themselves. */
const firstDifference = async (lines: Export, earlier: Export): Promise<Finding | null> => {
  const now = eventsOf(lines);
  let line = 0;
  try {
    for await (const { event: was } of eventsOf(earlier)) {
      const is = (await now.next()).value;
      line = is?.line ?? line + 1;
      if (is?.event.position === was.position && is.event.hash === was.hash) continue;
      return await judged({ line, was, is: is?.event }, lines, earlier);
    }
    return null;
  } finally {
    await now.return(undefined);
  }
};

/** What was done to history, by which of the two events at the first different place are elsewhere in the other export. */
const judged = async (
  { line, was, is }: { readonly line: number; readonly was: AuditLine; readonly is: AuditLine | undefined },
  lines: Export,
  earlier: Export,
): Promise<Finding> => {
  const found = (kind: Finding['kind'], what: string): Finding => ({ line, kind, what });
  if (!(await isIn(lines, ({ stream }) => stream === was.stream)))
    return found('dropped', `${named(was)} of the earlier export: the whole stream ${was.stream} is missing`);
  if (!is) return found('dropped', `${named(was)} of the earlier export, and what stood after it`);
  if (is.id === was.id && is.hash === was.hash)
    return found('reordered', `${named(was)} was at position ${was.position} in the earlier export`);
  if (is.id === was.id) return found('changed', `${named(is)} is not what the earlier export has`);
  const isStillThere = await holds(lines, was.id);
  const wasThere = await holds(earlier, is.id);
  if (isStillThere && wasThere)
    return found('reordered', `${named(is)} stands where the earlier export has ${named(was)}`);
  if (isStillThere) return found('inserted', `${named(is)}, before ${named(was)} of the earlier export`);
  if (wasThere) return found('dropped', `${named(was)} of the earlier export, before ${named(is)}`);
  return found('changed', `${named(is)} stands in the place of ${named(was)} of the earlier export`);
};

const isIn = async (from: Export, wanted: (event: AuditLine) => boolean): Promise<boolean> => {
  for await (const { event } of eventsOf(from)) if (wanted(event)) return true;
  return false;
};
const holds = (from: Export, id: string): Promise<boolean> => isIn(from, (event) => event.id === id);

/** With no more than the closing line of the earlier export: that something differs, and up to where. */
const wrongDigest = async (lines: Export, { events, digest }: AuditFooter): Promise<Finding | null> => {
  if (events === 0) return null;
  let seen = 0;
  let last = 0;
  for await (const { line, event } of eventsOf(lines)) {
    seen += 1;
    last = line;
    if (seen < events) continue;
    if (event.digest === digest) return null;
    const what = `the first ${events} events are not those of the earlier export; give that one whole to have the event named`;
    return { line, kind: 'changed', what };
  }
  return { line: last + 1, kind: 'dropped', what: `the earlier export held ${events} events, this one holds ${seen}` };
};
