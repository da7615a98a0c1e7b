import { createHash } from 'node:crypto';
import type { EventMeta } from '../kernel/event.js';

/** One event of an export, as stored: personal values stay sealed, so that the chain can be checked after any erasure. */
export interface AuditLine {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: object;
  readonly meta: EventMeta;
  readonly previousHash: string;
  readonly hash: string;
  /** Runs over the export: SHA-256 of the digest before, the position and the hash. Fixes the order across streams. */
  readonly digest: string;
}

/** The last line of an export: how much there was, and the installation's signature over it. */
export interface AuditFooter {
  readonly events: number;
  /** Position up to which history was read; ask on from here. */
  readonly upTo: number;
  readonly digest: string;
  /** Whether every event is there from the first, so that chains begin at their beginning. */
  readonly complete: boolean;
  /** Ed25519 over `community-corrections-audit\n<events>\n<upTo>\n<digest>\n<complete>`, base64. */
  readonly signature: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

export const FIRST_DIGEST = '0'.repeat(64);

/** The running digest after one more event. */
export const nextDigest = (before: string, event: { position: number; hash: string }): string =>
  createHash('sha256').update(`${before}\n${event.position}\n${event.hash}`).digest('hex');

/** What the signature of a footer covers. */
export const signedText = (footer: Omit<AuditFooter, 'signature' | 'publicKey'>): string =>
  `community-corrections-audit\n${footer.events}\n${footer.upTo}\n${footer.digest}\n${footer.complete}`;
