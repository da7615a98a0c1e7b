import { createPublicKey, verify } from 'node:crypto';
import { chainHash, GENESIS } from '../../platform/streams/chain.js';
import { type AuditFooter, type AuditLine, FIRST_DIGEST, nextDigest, signedText } from '../audit-line.js';

/** What was found wrong first, and where. */
export interface Finding {
  readonly line: number;
  readonly kind: 'changed' | 'dropped' | 'inserted' | 'reordered' | 'unreadable' | 'cut off' | 'not signed';
  readonly what: string;
}

export interface Verdict {
  readonly events: number;
  readonly streams: number;
  readonly upTo: number | null;
  readonly finding: Finding | null;
}

interface Head {
  readonly revision: number;
  readonly hash: string;
}

/**
 * Checks an export offline, line by line, and stops at the first event that was changed, dropped, inserted or reordered (AUD-4).
 * @param lines the export's lines, in order
 * @param publicKey PEM of the installation's key, from elsewhere; without it the footer's own key is used, which shows only that
 * the file is consistent with itself
 */
export const verifyExport = async (
  lines: AsyncIterable<string> | Iterable<string>,
  publicKey?: string,
): Promise<Verdict> => (await examineExport(lines, publicKey)).verdict;

/** As `verifyExport`, with the closing line, if there is one. */
export const examineExport = async (
  lines: AsyncIterable<string> | Iterable<string>,
  publicKey?: string,
): Promise<{ readonly verdict: Verdict; readonly footer: AuditFooter | undefined }> => {
  const checker = new Checker();
  const ended = (finding: Finding | null): { verdict: Verdict; footer: AuditFooter | undefined } => ({
    verdict: checker.verdict(finding),
    footer: checker.footer,
  });
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    const finding = checker.take(text, line, publicKey);
    if (finding) return ended(finding);
  }
  return ended(checker.footer ? null : checker.cutOff(line));
};

/** The first line that does not follow the one before it. What that means shows in the lines after it. */
interface Suspect {
  readonly line: number;
  readonly named: string;
  /** The first event that is missing from a stream, here or later. */
  gap: string | undefined;
  /** Events of the file, to that line and on. */
  seen: number;
}

class Checker {
  footer: AuditFooter | undefined;
  private readonly heads = new Map<string, Head>();
  private digest = FIRST_DIGEST;
  private events = 0;
  private position = -1;
  private gap: Finding | null = null;
  private suspect: Suspect | undefined;

  verdict(finding: Finding | null): Verdict {
    return { events: this.events, streams: this.heads.size, upTo: this.footer?.upTo ?? null, finding };
  }

  take(text: string, line: number, publicKey: string | undefined): Finding | null {
    const found = (kind: Finding['kind'], what: string): Finding => ({ line, kind, what });
    const read = lineIn(text);
    if (!read) return found('unreadable', 'the line is not an event of an export');
    if (this.footer) return found('inserted', 'there is a line after the closing line');
    if ('signature' in read) return this.close(read, found, publicKey);
    return this.event(read, found);
  }

  cutOff(line: number): Finding {
    if (this.suspect) return judged(this.suspect, undefined, true);
    return { line, kind: 'cut off', what: 'the export has no closing line' };
  }

  private event(e: AuditLine, found: (kind: Finding['kind'], what: string) => Finding): Finding | null {
    if (this.suspect) return this.weigh(e, this.suspect);
    const named = `${e.stream} revision ${e.revision} (${e.type}, event ${e.id})`;
    if (e.position <= this.position) return found('reordered', `${named} stands after an event of a later position`);
    const text = { data: JSON.stringify(e.data), envelope: JSON.stringify(e.meta) };
    const { stream, revision, id, type } = e;
    const changed = chainHash(e.previousHash, { stream, revision, id, type, ...text }) !== e.hash;
    if (changed) return found('changed', named);
    const head = this.heads.get(e.stream) ?? { revision: -1, hash: GENESIS };
    if (e.revision <= head.revision) return found('inserted', `${named}: the stream already had that revision`);
    const missing = e.revision > head.revision + 1;
    if (!missing && e.previousHash !== head.hash)
      return found('inserted', `${named} does not follow the event before it`);
    const absent = missing ? `${e.stream} revision ${head.revision + 1}` : undefined;
    this.digest = nextDigest(this.digest, e);
    this.heads.set(e.stream, { revision: e.revision, hash: e.hash });
    this.position = e.position;
    if (this.digest === e.digest) {
      // A filtered export has gaps by right; whether this one is filtered its closing line says.
      if (absent !== undefined) this.gap ??= found('dropped', `${absent}, before event ${e.id}`);
      this.events += 1;
    } else {
      const { line } = found('reordered', named);
      this.suspect = { line, named, gap: absent, seen: this.events + 1 };
    }
    return null;
  }

  /** Looks on, after a line that does not follow, for what happened there. */
  private weigh(e: AuditLine, suspect: Suspect): Finding | null {
    suspect.seen += 1;
    if (e.position <= this.position) return judged(suspect, suspect.seen, false);
    const head = this.heads.get(e.stream) ?? { revision: -1, hash: GENESIS };
    if (e.revision > head.revision + 1) suspect.gap ??= `${e.stream} revision ${head.revision + 1}`;
    this.heads.set(e.stream, { revision: Math.max(e.revision, head.revision), hash: e.hash });
    this.position = e.position;
    return null;
  }

  private close(
    footer: AuditFooter,
    found: (kind: Finding['kind'], what: string) => Finding,
    publicKey: string | undefined,
  ): Finding | null {
    this.footer = footer;
    if (this.suspect) return judged(this.suspect, footer.events, footer.complete);
    if (footer.events !== this.events || footer.digest !== this.digest)
      return found('dropped', `the export was signed with ${footer.events} events, ${this.events} are here`);
    if (isSigned(footer, publicKey ?? footer.publicKey)) return footer.complete ? this.gap : null;
    return found('not signed', NOT_SIGNED);
  }
}

/**
 * What a line that does not follow means, by how many events there should be.
 * @param expected undefined when the closing line is missing
 * @param complete whether a gap in a stream is a missing event
 */
const judged = ({ line, named, gap, seen }: Suspect, expected: number | undefined, complete: boolean): Finding => {
  if (expected !== undefined && seen > expected)
    return { line, kind: 'inserted', what: `${named}, or the line before it` };
  const dropped = expected === undefined ? gap !== undefined : seen < expected;
  if (!dropped) return { line, kind: 'reordered', what: `${named} does not follow the line before it` };
  return { line, kind: 'dropped', what: `${complete && gap !== undefined ? gap : 'an event'}, before ${named}` };
};

export const NOT_SIGNED = 'the closing line does not bear the signature of the installation';

/** Whether a closing line bears the signature of a key. @param publicKey PEM */
export const isSigned = (footer: AuditFooter, publicKey: string): boolean => {
  try {
    const signature = Buffer.from(footer.signature, 'base64');
    return verify(null, Buffer.from(signedText(footer)), createPublicKey(publicKey), signature);
  } catch {
    // The line itself says what key and signature are: they may be anything.
    return false;
  }
};

/** What a line of an export says; undefined when it is none. */
export const lineIn = (text: string): AuditLine | AuditFooter | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const has = (names: string[]): boolean => names.every((name) => name in value);
    if (has(['signature', 'digest', 'events', 'publicKey'])) return value as AuditFooter;
    return has(['position', 'id', 'stream', 'revision', 'type', 'data', 'meta', 'previousHash', 'hash', 'digest'])
      ? (value as AuditLine)
      : undefined;
  } catch {
    return undefined;
  }
};
