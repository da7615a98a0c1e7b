import {
  type EventStoreDBClient,
  FORWARDS,
  type ResolvedEvent,
  START,
  type StreamingRead,
  StreamNotFoundError,
} from '@eventstore/db-client';
import type { MasterKey } from '../platform/sealing/master-key.js';
import type { EventCatalogue, Stored } from '../platform/streams/event-codec.js';
import { StoreUnavailable } from '../platform/streams/errors.js';
import { eventsOf } from '../platform/streams/read-events.js';
import { type AuditFooter, type AuditLine, FIRST_DIGEST, nextDigest, signedText } from './audit-line.js';

/** What an auditor asks for; all that is given must hold. Instants compare with when the fact happened. */
export interface AuditFilter {
  readonly stream?: string;
  readonly type?: string;
  readonly actor?: string;
  /** A unit on the path that the record belongs to. */
  readonly unit?: string;
  readonly from?: string;
  readonly to?: string;
  /** Position after which to go on. */
  readonly after?: number;
}

export type AuditScope = '*' | readonly string[];

/** Reads history as it is stored, in its order, and closes with a signed line. */
export class AuditTrail {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly catalogue: EventCatalogue,
    private readonly master: MasterKey,
  ) {}

  /** SPKI, PEM. */
  get publicKey(): string {
    return this.master.publicKey;
  }

  /**
   * The lines of an export.
   * @param scope units that the auditor may see into; '*' for all
   * @throws StoreUnavailable when the store goes away on the way: what came is then not closed, and shows as cut off
   */
  async *lines(filter: AuditFilter, scope: AuditScope): AsyncGenerator<AuditLine | AuditFooter> {
    let digest = FIRST_DIGEST;
    let events = 0;
    let upTo = filter.after ?? -1;
    try {
      for await (const resolved of eventsOf<ResolvedEvent>(this.read(filter))) {
        const stored = this.catalogue.decodeStored(resolved);
        if (!stored || stored.event.position <= (filter.after ?? -1)) continue;
        const matching = matches(stored, filter, scope);
        // Where facts are that the auditor may not see is not told either.
        if (matching || scope === '*') upTo = stored.event.position;
        if (!matching) continue;
        digest = nextDigest(digest, { position: upTo, hash: stored.hash });
        events += 1;
        yield lineOf(stored, digest);
      }
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw new StoreUnavailable('reading history', error);
    }
    yield this.footer({ events, upTo, digest, complete: isComplete(filter, scope) });
  }

  private read(filter: AuditFilter): StreamingRead<ResolvedEvent> {
    if (filter.stream !== undefined)
      return this.client.readStream(this.catalogue.storedName(filter.stream), {
        direction: FORWARDS,
        fromRevision: START,
      });
    const after = filter.after === undefined ? undefined : BigInt(filter.after);
    const fromPosition = after === undefined ? START : { commit: after, prepare: after };
    return this.client.readAll({ direction: FORWARDS, fromPosition });
  }

  private footer(end: Omit<AuditFooter, 'signature' | 'publicKey'>): AuditFooter {
    return { ...end, signature: this.master.sign(signedText(end)), publicKey: this.master.publicKey };
  }
}

const isComplete = (filter: AuditFilter, scope: AuditScope): boolean =>
  scope === '*' && Object.values(filter).every((value) => value === undefined);

const matches = ({ event }: Stored, filter: AuditFilter, scope: AuditScope): boolean => {
  const { meta } = event;
  return (
    (scope === '*' || meta.jurisdiction.some((unit) => scope.includes(unit))) &&
    (filter.type === undefined || event.type === filter.type) &&
    (filter.actor === undefined || meta.actor === filter.actor) &&
    (filter.unit === undefined || meta.jurisdiction.includes(filter.unit)) &&
    (filter.from === undefined || Date.parse(meta.occurredAt) >= Date.parse(filter.from)) &&
    (filter.to === undefined || Date.parse(meta.occurredAt) <= Date.parse(filter.to))
  );
};

const lineOf = ({ event, raw, previousHash, hash }: Stored, digest: string): AuditLine => ({
  position: event.position,
  id: event.id,
  stream: event.stream,
  revision: event.revision,
  type: event.type,
  data: raw,
  meta: event.meta,
  previousHash,
  hash,
  digest,
});
