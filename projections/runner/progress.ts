import type { Standing } from './checkpoints.js';

/** What is known of a reader at one moment. Instants in milliseconds since the epoch. */
export interface Reading {
  readonly caughtUp: boolean;
  /** Facts read and not yet taken, and when the oldest of them was stored. */
  readonly waiting: number;
  readonly oldestWaiting: number | undefined;
  /** Position of the last record in the store; undefined while not known. */
  readonly head: number | undefined;
  readonly now: number;
}

export type Pace = Omit<Standing, 'state'>;

/** Weight of the newest second in the rate. */
const FRESH = 0.3;

/** How fast a group of views goes on, how far behind it is, and whether it moves. */
export class Progress {
  private taken = 0;
  private readonly from: number;
  private lastFactAt: number | undefined;
  private movedAt: number;
  private ratePerSecond = 0;
  private rated = { at: 0, taken: 0 };

  /** @param stallMs time without a step after which a reader that is behind counts as stuck */
  constructor(
    private position: number,
    now: number,
    private readonly stallMs: number,
  ) {
    this.from = position;
    this.movedAt = now;
    this.rated = { at: now, taken: 0 };
  }

  /** Notes facts as taken. */
  step(facts: number, position: number, lastFactAt: number | undefined, now: number): void {
    this.taken += facts;
    this.position = position;
    this.lastFactAt = lastFactAt ?? this.lastFactAt;
    this.movedAt = now;
  }

  /** Facts taken so far by this reader. */
  get facts(): number {
    return this.taken;
  }

  at(reading: Reading): Pace {
    const rate = this.rate(reading.now);
    const lagEvents = this.lagEvents(reading);
    const behind = lagEvents > 0 || !reading.caughtUp;
    // A reader that was idle has not moved for long when work arrives: the time counts from the arrival.
    if (!behind) this.movedAt = reading.now;
    const oldest = reading.oldestWaiting ?? (behind ? this.lastFactAt : undefined);
    const remaining = lagEvents === 0 ? 0 : rate > 0 ? Math.ceil(lagEvents / rate) : null;
    return {
      lagEvents,
      lagSeconds: oldest === undefined ? 0 : Math.max(0, (reading.now - oldest) / 1_000),
      rate: Math.round(rate),
      remainingSeconds: remaining,
      healthy: !behind || reading.now - this.movedAt <= this.stallMs,
    };
  }

  /** Exact once caught up; before that, from how far apart the facts read so far lie. */
  private lagEvents({ caughtUp, waiting, head }: Reading): number {
    if (caughtUp || head === undefined || this.taken === 0) return waiting;
    const apart = (this.position - this.from) / this.taken;
    return Math.max(waiting, Math.round((head - this.position) / Math.max(apart, 1)));
  }

  private rate(now: number): number {
    const seconds = (now - this.rated.at) / 1_000;
    if (seconds < 0.5) return this.ratePerSecond;
    const latest = (this.taken - this.rated.taken) / seconds;
    this.ratePerSecond = this.rated.taken === 0 ? latest : FRESH * latest + (1 - FRESH) * this.ratePerSecond;
    this.rated = { at: now, taken: this.taken };
    return this.ratePerSecond;
  }
}
