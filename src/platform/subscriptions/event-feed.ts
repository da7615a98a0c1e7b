import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Filter,
  type Position,
  START,
} from '@eventstore/db-client';
import { safePosition } from '../streams/event-codec.js';
import { Backoff } from './backoff.js';
import { type FeedItem, feedItem, type Understanding } from './feed-item.js';

/** Facts in order. Everything up to and including `upTo` is in this batch or was in an earlier one. */
export interface FeedBatch {
  readonly items: readonly FeedItem[];
  readonly upTo: number;
  /** Nothing more was in the store when this was read. */
  readonly caughtUp: boolean;
}

export interface FeedOptions extends Understanding {
  readonly client: EventStoreDBClient;
  /** Applied by the store. */
  readonly filter: Filter;
  /** Position of the last fact already seen; -1 for none. */
  readonly after: number;
  /** Most facts that are read ahead; the default suits batches of up to 2,000. */
  readonly readAhead?: number;
  readonly onDisconnect?: (error: unknown) => void;
}

/** In units of 32 facts that the store considers: how often it tells how far it got when the filter passes none. */
const CHECKPOINT_INTERVAL = 8;

const DEFAULT_READ_AHEAD = 4_000;
/** How long a reader that is behind waits for a full batch, ms: few large batches cost less than many small ones. */
const LINGER_MS = 100;

type AtEnd = { readonly caughtUp: boolean };
/** As the store tells it: everything up to there was given, or is left out by the filter. */
type Checkpoint = { readonly checkpoint: Position };
type Read = AllStreamResolvedEvent | AtEnd | Checkpoint;
type Marker = AtEnd | { readonly passed: number };

/**
 * The facts of the product in order, from a position to the end and then as they come. Reads ahead while the reader works, no
 * further than `readAhead`. A lost subscription does not resume by itself: this one does, after what it has got, facts or none.
 */
export class EventFeed {
  private queue: (FeedItem | Marker)[] = [];
  /** Everything up to here is in the queue, or was handed out: a lost subscription goes on after it. */
  private read: number;
  private prepared: Position | undefined;
  private caughtUp = false;
  private readonly closing = new AbortController();
  private subscription: AllStreamSubscription | undefined;
  private wakeReader: (() => void) | undefined;
  private waking: NodeJS.Immediate | undefined;
  private wakePump: (() => void) | undefined;
  private readonly pumping: Promise<void>;
  private upTo: number;
  private nudged = false;
  /** As `caughtUp`, but of what is read, not of what is handed out. */
  private atEnd = false;
  /** How many facts the reader that waits would like. */
  private enough = 1;
  private readonly readAhead: number;

  constructor(private readonly options: FeedOptions) {
    this.read = options.after;
    this.upTo = options.after;
    this.readAhead = options.readAhead ?? DEFAULT_READ_AHEAD;
    this.pumping = this.pump();
  }

  /** Facts that are read and not yet handed out. */
  get waiting(): number {
    return this.queue.length;
  }

  /** When the oldest of them was stored, milliseconds since the epoch. */
  get oldestWaiting(): number | undefined {
    const first = this.queue.find((one) => 'at' in one);
    return first && 'at' in first ? first.at : undefined;
  }

  /** Makes the reader's wait end, with an empty batch if there is nothing else. */
  nudge(): void {
    this.nudged = true;
    this.wakeReader?.();
  }

  /**
   * The next facts, at most `most`: at the end of history as soon as there are any, or news of the position or of having caught up;
   * behind it, when as many have come as were asked for, or a moment has passed. Gives an empty batch when the signal is given first.
   * Only one reader may wait at a time.
   */
  async next(most: number, signal: AbortSignal): Promise<FeedBatch> {
    this.enough = Math.min(most, this.readAhead);
    let until = Number.POSITIVE_INFINITY;
    while (!this.isEnough() && !this.nudged && !signal.aborted && !this.closing.signal.aborted) {
      const now = performance.now();
      if (now >= until) break;
      if (this.queue.length > 0) until = Math.min(until, now + LINGER_MS);
      await this.arrival(signal, until - now);
    }
    this.nudged = false;
    const taken = signal.aborted ? [] : this.queue.splice(0, most);
    this.wakePump?.();
    const items: FeedItem[] = [];
    for (const one of taken)
      if ('caughtUp' in one) this.caughtUp = one.caughtUp;
      else if ('passed' in one) this.upTo = Math.max(this.upTo, one.passed);
      else {
        items.push(one);
        this.upTo = one.position;
      }
    return { items, upTo: this.upTo, caughtUp: this.caughtUp && this.queue.length === 0 };
  }

  /** Ends the subscription. */
  async close(): Promise<void> {
    this.closing.abort();
    this.wakePump?.();
    this.wakeReader?.();
    this.end(this.subscription);
    await this.pumping;
  }

  private isEnough(): boolean {
    return this.queue.length >= this.enough || (this.atEnd && this.queue.length > 0);
  }

  private async arrival(signal: AbortSignal, limitMs: number): Promise<void> {
    await new Promise<void>((done) => {
      const timer = Number.isFinite(limitMs) ? setTimeout(() => wake(), limitMs) : undefined;
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.wakeReader = undefined;
        done();
      };
      this.wakeReader = wake;
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  private async pump(): Promise<void> {
    const backoff = new Backoff();
    while (!this.closing.signal.aborted) {
      try {
        await this.drain(() => backoff.reset());
        if (!this.closing.signal.aborted) throw new Error('The event store ended the subscription');
      } catch (error) {
        this.put({ caughtUp: false });
        if (this.closing.signal.aborted) return;
        this.options.onDisconnect?.(error);
        await backoff.wait(this.closing.signal);
      }
    }
  }

  private async drain(alive: () => void): Promise<void> {
    const subscription = this.subscribe();
    this.subscription = subscription;
    try {
      for await (const one of subscription.iterator({ destroyOnReturn: false }) as AsyncIterable<Read>) {
        if (this.closing.signal.aborted) return;
        alive();
        this.put(this.taken(one));
        while (this.queue.length >= this.readAhead && !this.closing.signal.aborted)
          await new Promise<void>((done) => {
            this.wakePump = done;
          });
      }
    } finally {
      this.end(subscription);
    }
  }

  /** Markers travel in the stream of events itself, so that they are seen after exactly what came before them. */
  private subscribe(): AllStreamSubscription {
    const fromPosition =
      this.read < 0 ? START : (this.prepared ?? { commit: BigInt(this.read), prepare: BigInt(this.read) });
    const filter: Filter = {
      ...this.options.filter,
      checkpointInterval: CHECKPOINT_INTERVAL,
      checkpointReached: (of: AllStreamSubscription, at: Position) => {
        of.push({ checkpoint: at } satisfies Checkpoint);
      },
    };
    const subscription = this.options.client.subscribeToAll({ fromPosition, filter }, { highWaterMark: 512 });
    subscription.on('caughtUp', () => subscription.push({ caughtUp: true } satisfies AtEnd));
    subscription.on('fellBehind', () => subscription.push({ caughtUp: false } satisfies AtEnd));
    // The iteration reports the failure; this one only keeps a later one from ending the process.
    subscription.on('error', () => undefined);
    return subscription;
  }

  private end(subscription: AllStreamSubscription | undefined): void {
    if (!subscription) return;
    // A call that never came about has nothing to be cancelled.
    subscription.unsubscribe().catch(() => undefined);
    // What is still under way has to flow off, or the client would wait for its end forever when it is disposed of.
    subscription.resume();
  }

  private put(one: FeedItem | Marker): void {
    this.queue.push(one);
    if ('caughtUp' in one) this.atEnd = one.caughtUp;
    // A moment later, so that what arrived together is handed out together.
    if (this.wakeReader && (this.isEnough() || this.queue.length === 1))
      this.waking ??= setImmediate(() => this.wake());
  }

  private wake(): void {
    this.waking = undefined;
    this.wakeReader?.();
  }

  /** What came, as it is queued. Only here does the position move on: what is still on its way may be lost with the subscription. */
  private taken(one: Read): FeedItem | Marker {
    if ('caughtUp' in one) return one;
    if ('checkpoint' in one) {
      const passed = safePosition(one.checkpoint.commit);
      if (passed > this.read) this.reach(passed, one.checkpoint);
      return { passed };
    }
    const item = feedItem(one, this.options);
    this.reach(item.position, one.event?.position);
    return item;
  }

  private reach(position: number, prepared: Position | undefined): void {
    this.read = position;
    this.prepared = prepared;
  }
}
