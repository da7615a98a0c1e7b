import { createHash } from 'node:crypto';

/** What of a stored event the chain covers. `data` and `envelope` are the exact JSON texts that are stored. */
export interface ChainedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly envelope: string;
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
