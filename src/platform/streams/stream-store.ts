import {
  type EventStoreDBClient,
  FORWARDS,
  type JSONEventData,
  NO_STREAM,
  START,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { LRUCache } from 'lru-cache';
import { type AnyDecider, streamOf } from '../../kernel/decider.js';
import type { DomainEvent, EventMeta } from '../../kernel/event.js';
import type { EventCatalogue } from './event-codec.js';
import { emptyStream, type LoadedStream } from './loaded-stream.js';
import { safePosition } from './event-codec.js';
import { eventsOf } from './read-events.js';
import { storeCall } from './store-calls.js';
import { inSpan } from '../tracing/spans.js';
import { type AppendOutcome, type StreamObserver, UNOBSERVED } from './stream-observer.js';
import { isKeyOf } from '../sealing/seal.js';
import type { SubjectKeys } from '../sealing/subject-keys.js';

/** Somebody else wrote first: read on and decide again. */
export class AppendConflict extends Error {}

/** Everything about an append but the facts. */
export interface AppendMeta extends Omit<EventMeta, 'schema'> {
  readonly commandId: string;
}

/** Most folded streams that are kept, of whatever weight. */
const KEPT_STREAMS = 50_000;

/** A state and what belongs to it, in commands: about 4 kB against some 190 bytes for one command that is remembered. */
const STREAM_WEIGHT = 20;

/** Commands' weights, about 190 bytes each: some 400 MB when all of it is in use. */
const KEPT_WEIGHT = 2_000_000;

/** Most streams of which it is kept that they are not there. */
const KEPT_ABSENT = 10_000;

/** What a kept stream takes of memory, in units of one remembered command. */
const weightOf = ({ commands }: LoadedStream): number => STREAM_WEIGHT + commands.size;

/**
 * Reads and writes the streams of aggregates: the only place that appends. Folded states are kept with their revision in an LRU
 * cache, so a busy stream costs no read per command; the expected revision of each append finds out when a state was not the latest.
 */
export class StreamStore {
  private readonly cache: LRUCache<string, LoadedStream>;
  /** Streams that were not there, and when that was looked up. */
  private readonly absent = new LRUCache<string, number>({ max: KEPT_ABSENT });
  /** Reads under way, the latest of each stream. */
  private readonly reads = new Map<string, { readonly since: number; readonly result: Promise<LoadedStream> }>();

  /** @param cached how much of folded streams is kept in memory, as `weightOf` counts it */
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly catalogue: EventCatalogue,
    private readonly keys: SubjectKeys,
    cached = KEPT_WEIGHT,
    private readonly observer: StreamObserver = UNOBSERVED,
  ) {
    this.cache = new LRUCache({ max: KEPT_STREAMS, maxSize: cached });
  }

  /**
   * The folded stream. A kept one is taken as it is when it was known to be the latest within `maxAgeMs`; else what is new is
   * read and folded, once for all who come while a read is under way that began within `maxAgeMs`. That there is none is known as long
   * as what there is: how long an answer takes does not tell the one from the other (SEC-2). Without a `maxAgeMs` it is looked up.
   */
  async load<S>(of: AnyDecider, id: string, maxAgeMs = Number.POSITIVE_INFINITY): Promise<LoadedStream<S>> {
    const stream = streamOf(of.category, id);
    const kept = this.cache.get(stream) as LoadedStream<S> | undefined;
    const now = performance.now();
    const { observer } = this;
    if (kept && now - kept.checkedAt <= maxAgeMs) {
      observer.lookedUp('kept');
      return kept;
    }
    if (!kept && Number.isFinite(maxAgeMs) && now - (this.absent.get(stream) ?? Number.NEGATIVE_INFINITY) <= maxAgeMs)
      return emptyStream(of.initial as S);
    const read = this.reads.get(stream);
    if (read && now - read.since <= maxAgeMs) {
      observer.lookedUp('shared');
      return read.result as Promise<LoadedStream<S>>;
    }
    observer.lookedUp('read');
    return this.shared(stream, now, this.catchUp(of, stream, kept ?? emptyStream(of.initial as S)));
  }

  /** The stream as it is kept, at whatever age; taken for one that does not exist yet when it is not kept. */
  presume<S>(of: AnyDecider, id: string): LoadedStream<S> {
    return (this.cache.get(streamOf(of.category, id)) as LoadedStream<S> | undefined) ?? emptyStream(of.initial as S);
  }

  /**
   * Appends facts after the revision that was decided on and gives the stream as it is then.
   * @throws AppendConflict when the stream has moved on, StoreUnavailable when the store did not confirm
   */
  async append<S>(
    of: AnyDecider,
    id: string,
    from: LoadedStream<S>,
    events: readonly DomainEvent[],
    meta: AppendMeta,
  ): Promise<LoadedStream<S>> {
    const stream = streamOf(of.category, id);
    const persons = events.flatMap((event) => this.catalogue.subjectsOf(event));
    const newcomer = from.revision < 0 ? persons.find((name) => isKeyOf(name, id)) : undefined;
    const sealField = await this.keys.sealer(persons, newcomer);
    let { state, hash, revision } = from;
    const stored = events.map((event) => {
      revision += 1;
      const place = { stream, revision, previousHash: hash };
      const encoded = this.catalogue.encode(event, place, meta, sealField);
      hash = encoded.hash;
      state = of.evolve(state, encoded.sealed) as S;
      return encoded.stored;
    });
    const attributes = { 'stream.category': of.category, 'event.count': stored.length };
    const position = await inSpan('append', attributes, () => this.write(stream, stored, from.revision));
    from.commands.add(meta.commandId, { fingerprint: meta.fingerprint, revision, position });
    const next = { state, hash, revision, position, commands: from.commands, checkedAt: performance.now() };
    this.keep(stream, next);
    return next;
  }

  /** Forgets what is kept of all streams. */
  forget(): void {
    this.cache.clear();
    this.absent.clear();
    this.reads.clear();
  }

  /** The weight is told anew each time, for the commands of a stream grow in place. */
  private keep(stream: string, loaded: LoadedStream): void {
    this.cache.set(stream, loaded, { size: weightOf(loaded) });
    this.absent.delete(stream);
  }

  private async write(stream: string, events: readonly JSONEventData[], revision: number): Promise<number> {
    const name = this.catalogue.storedName(stream);
    const expectedRevision = revision < 0 ? NO_STREAM : BigInt(revision);
    const since = performance.now();
    const done = (outcome: AppendOutcome): void =>
      this.observer.appended(outcome, events.length, performance.now() - since);
    try {
      const result = await storeCall(
        'append',
        this.client.appendToStream(name, [...events], { expectedRevision, deadline: 10_000 }),
      );
      done('stored');
      return safePosition(result.position?.commit);
    } catch (error) {
      done(error instanceof WrongExpectedVersionError ? 'conflict' : 'failed');
      if (error instanceof WrongExpectedVersionError) throw new AppendConflict(stream);
      this.cache.delete(stream);
      throw error;
    }
  }

  private async shared<S>(stream: string, since: number, result: Promise<LoadedStream<S>>): Promise<LoadedStream<S>> {
    const read = { since, result };
    this.reads.set(stream, read);
    try {
      return await result;
    } finally {
      if (this.reads.get(stream) === read) this.reads.delete(stream);
    }
  }

  private async catchUp<S>(of: AnyDecider, stream: string, kept: LoadedStream<S>): Promise<LoadedStream<S>> {
    const next = await storeCall('read', this.readOn(of, stream, kept));
    // An append of this process may have overtaken the read: an older state does not take the place of its own.
    const held = this.cache.get(stream) as LoadedStream<S> | undefined;
    if (held && held.revision > next.revision) return held;
    if (next.revision >= 0) this.keep(stream, next);
    else this.absent.set(stream, next.checkedAt);
    return next;
  }

  private async readOn<S>(of: AnyDecider, stream: string, kept: LoadedStream<S>): Promise<LoadedStream<S>> {
    let { state, revision, position, hash } = kept;
    const fromRevision = revision < 0 ? START : BigInt(revision + 1);
    // Of what others append while it reads, it may miss some.
    const checkedAt = performance.now();
    try {
      const name = this.catalogue.storedName(stream);
      const events = this.client.readStream(name, { direction: FORWARDS, fromRevision });
      for await (const resolved of eventsOf(events)) {
        const stored = this.catalogue.decodeStored(resolved);
        if (!stored) continue;
        const { event } = stored;
        state = of.evolve(state, event) as S;
        ({ revision, position } = event);
        hash = stored.hash;
        kept.commands.add(event.meta.commandId, { fingerprint: event.meta.fingerprint, revision, position });
      }
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw error;
    }
    return { state, revision, position, hash, commands: kept.commands, checkedAt };
  }
}
