import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Principal } from '../../kernel/roles.js';

const MOST = 10_000;
/** Longest that a token is taken as known, ms: a key that the issuer withdraws is gone after that. */
const LONGEST_MS = 60_000;

interface Known {
  readonly principal: Principal;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Tokens whose signature was checked a moment ago. Kept by their digest, so that no usable token lies in memory for long. */
export class KnownTokens {
  private readonly known = new LRUCache<string, Known>({ max: MOST });

  /** The caller of a token that was checked within the last minute and holds now. */
  get(token: string): Principal | undefined {
    const key = digestOf(token);
    const found = this.known.get(key);
    if (found && found.until > Date.now()) return found.principal;
    this.known.delete(key);
    return undefined;
  }

  /** @param expires seconds since 1970 */
  keep(token: string, principal: Principal, expires: number): void {
    this.known.set(digestOf(token), { principal, until: Math.min(expires * 1_000, Date.now() + LONGEST_MS) });
  }
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64');
