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
import { HeadsDigest, type HeadLine, type HeadsFooter, signedHeads } from './verification/heads.js';
import { type AuditFilter, type AuditScope, isComplete, matcherOf } from './history-filter.js';

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
   * @param have position up to which the lines of the same export came before it broke off: they are left out, and the closing line is
   * that of the whole
   * @throws StoreUnavailable when the store goes away on the way: what came is then not closed, and shows as cut off
   */
  async *lines(filter: AuditFilter, scope: AuditScope, have = -1): AsyncGenerator<AuditLine | AuditFooter> {
    let digest = FIRST_DIGEST;
    let events = 0;
    let upTo = filter.after ?? -1;
    for await (const { stored, matching } of this.walk(filter, scope)) {
      // Where facts are that the auditor may not see is not told either.
      if (matching || scope === '*') upTo = stored.event.position;
      if (!matching) continue;
      digest = nextDigest(digest, { position: upTo, hash: stored.hash });
      events += 1;
      if (upTo > have) yield lineOf(stored, digest);
    }
    yield this.footer({ events, upTo, digest, complete: isComplete(filter, scope) });
  }

  /**
   * Where every stream ends, with a signed closing line: a list that is short beside an export, and enough to notice later that a
   * stream is missing, shorter, or not what it was. All heads are held in memory.
   */
  async *heads(scope: AuditScope): AsyncGenerator<HeadLine | HeadsFooter> {
    const heads = new Map<string, HeadLine>();
    let digest = FIRST_DIGEST;
    let events = 0;
    let upTo = -1;
    for await (const { stored, matching } of this.walk({}, scope)) {
      if (!matching) continue;
      const { stream, revision, position } = stored.event;
      ({ position: upTo } = stored.event);
      digest = nextDigest(digest, { position, hash: stored.hash });
      events += 1;
      heads.set(stream, { stream, revision, hash: stored.hash });
    }
    const over = new HeadsDigest();
    for (const head of heads.values()) {
      over.take(head);
      yield head;
    }
    const end = { streams: over.streams, events, upTo, digest, heads: over.end(), complete: scope === '*' };
    yield { ...end, signature: this.master.sign(signedHeads(end)), publicKey: this.master.publicKey };
  }

  /**
   * One page of history.
   * @returns the events, and the position from which to go on; null when there is no more
   */
  async page(
    filter: AuditFilter,
    scope: AuditScope,
    limit: number,
  ): Promise<{ readonly events: Stored[]; readonly next: number | null }> {
    const events: Stored[] = [];
    for await (const { stored, matching } of this.walk(filter, scope)) {
      if (!matching) continue;
      if (events.length === limit) return { events, next: events.at(-1)?.event.position ?? null };
      events.push(stored);
    }
    return { events, next: null };
  }

  /** Events in the order of history, with whether they are asked for. */
  private async *walk(
    filter: AuditFilter,
    scope: AuditScope,
  ): AsyncGenerator<{ readonly stored: Stored; readonly matching: boolean }> {
    const matches = matcherOf(filter, scope);
    const { after = -1, upTo = Number.POSITIVE_INFINITY } = filter;
    try {
      for await (const resolved of eventsOf<ResolvedEvent>(this.read(filter))) {
        const stored = this.catalogue.decodeStored(resolved);
        if (!stored || stored.event.position <= after) continue;
        if (stored.event.position > upTo) return;
        yield { stored, matching: matches(stored) };
      }
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw new StoreUnavailable('reading history', error);
    }
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
