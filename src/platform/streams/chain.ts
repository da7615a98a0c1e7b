import { createHash } from 'node:crypto';

/** Where an event goes in its stream's chain. */
export interface ChainPlace {
  readonly stream: string;
  readonly revision: number;
  readonly previousHash: string;
}

/** The exact JSON texts that are stored. */
export interface StoredTexts {
  readonly data: string;
  readonly envelope: string;
}

/** What of a stored event the chain covers. */
export interface ChainedEvent extends StoredTexts {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
}

/** The previous hash of a stream's first event. */
export const GENESIS = '0'.repeat(64);

/**
 * Hash of one event in its stream's chain (AUD-4): SHA-256 in hex over the previous hash, the event's place (stream, revision),
 * its id and type, and the stored texts of data and envelope, joined by line feeds, which none of them can hold.
 */
export const chainHash = (previous: string, event: ChainedEvent): string =>
  createHash('sha256')
    .update(
      `${previous}\n${event.stream}\n${event.revision}\n${event.id}\n${event.type}\n${event.data}\n${event.envelope}`,
    )
    .digest('hex');
