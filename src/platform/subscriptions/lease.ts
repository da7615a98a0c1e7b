import { type Collection, MongoServerError } from 'mongodb';
import { pause, Stopped } from './backoff.js';

/** One lease in the database. `token` grows with every holder and fences what an earlier holder still tries to write. */
export interface LeaseDocument {
  readonly _id: string;
  readonly token: number;
  readonly owner: string;
  /** Counts the holder's heartbeats. */
  readonly beat: number;
  /** The holder gave it back: it may be taken at once. */
  readonly released: boolean;
}

export interface LeaseOptions {
  /** Milliseconds without a heartbeat after which a lease lapses. */
  readonly ttlMs: number;
  /** Told of failures to reach the database while waiting for or renewing the lease. */
  readonly onError?: (error: unknown) => void;
}

/** A lease that is held. `signal` is aborted when it is lost or given back. */
export interface Held {
  readonly token: number;
  readonly signal: AbortSignal;
  release(): Promise<void>;
}

const DUPLICATE_KEY = 11_000;

/**
 * The right to be the one at work, for one of several processes. No clocks are compared: a waiter takes the lease when it has
 * itself watched, for the whole time to live, that no heartbeat came; a holder stops by itself when it could not renew for as long.
 */
export class Lease {
  constructor(
    private readonly leases: Collection<LeaseDocument>,
    private readonly name: string,
    private readonly owner: string,
    private readonly options: LeaseOptions,
  ) {}

  /**
   * Waits until the lease is this process's.
   * @throws Stopped when the signal is given first
   */
  async acquire(signal: AbortSignal): Promise<Held> {
    let seen: LeaseDocument | undefined;
    let since = performance.now();
    for (;;) {
      if (signal.aborted) throw new Stopped();
      try {
        const asked = performance.now();
        const now = await this.leases.findOne({ _id: this.name });
        if (now === null || now.token !== seen?.token || now.beat !== seen.beat) {
          seen = now ?? undefined;
          since = asked;
        }
        if (now === null || now.released || performance.now() - since >= this.options.ttlMs) {
          const started = performance.now();
          const token = await this.take(now);
          if (token !== undefined) return this.hold(token, started);
        }
      } catch (error) {
        this.options.onError?.(error);
        since = performance.now();
      }
      await pause(this.options.ttlMs / 5, signal);
    }
  }

  private async take(now: LeaseDocument | null): Promise<number | undefined> {
    const token = (now?.token ?? 0) + 1;
    const mine = { token, owner: this.owner, beat: 0, released: false };
    if (now) {
      const same = { _id: this.name, token: now.token, beat: now.beat };
      return (await this.leases.updateOne(same, { $set: mine })).matchedCount === 1 ? token : undefined;
    }
    try {
      await this.leases.insertOne({ _id: this.name, ...mine });
      return token;
    } catch (error) {
      if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return undefined;
      throw error;
    }
  }

  private hold(token: number, since: number): Held {
    const lost = new AbortController();
    const done = new AbortController();
    const beating = this.beat(token, since, lost, done.signal);
    return {
      token,
      signal: lost.signal,
      release: async () => {
        done.abort();
        await beating;
        if (lost.signal.aborted) return;
        lost.abort();
        try {
          await this.leases.updateOne({ _id: this.name, token }, { $set: { released: true } });
        } catch (error) {
          // It lapses by itself.
          this.options.onError?.(error);
        }
      },
    };
  }

  /** Renews three times per time to live. The lapse timer aborts even while a renewal hangs. */
  private async beat(token: number, since: number, lost: AbortController, done: AbortSignal): Promise<void> {
    const { ttlMs } = this.options;
    const lapse = (): void => lost.abort();
    let timer = setTimeout(lapse, since + ttlMs - performance.now());
    for (;;) {
      await pause(ttlMs / 3, done);
      if (done.aborted || lost.signal.aborted) break;
      try {
        const sent = performance.now();
        const renewed = await this.leases.updateOne({ _id: this.name, token }, { $inc: { beat: 1 } });
        if (renewed.matchedCount === 0) {
          lost.abort();
          break;
        }
        clearTimeout(timer);
        timer = setTimeout(lapse, sent + ttlMs - performance.now());
      } catch (error) {
        this.options.onError?.(error);
      }
    }
    clearTimeout(timer);
  }
}
