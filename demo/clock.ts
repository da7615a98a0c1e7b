import { type Instant, instantOf } from '../src/kernel/day.js';
import { Clock } from '../src/platform/clock.js';

/** Shanghai time to the minute, `2026-03-09 08:25`; sorts in time as text. */
export type Minute = string;

export const instantAt = (minute: Minute): Instant => instantOf(minute.slice(0, 10), minute.slice(11));

/** Time of the demo: stands still wherever the player sets it, until it is let run on from there at its natural pace. */
export class SimulatedClock extends Clock {
  private at: number;
  /** Milliseconds of the process at which it was let run. */
  private since: number | undefined;

  constructor(minute: Minute) {
    super();
    this.at = Date.parse(instantAt(minute));
  }

  set(minute: Minute): void {
    this.at = Date.parse(instantAt(minute));
    this.since = undefined;
  }

  run(): void {
    this.since ??= performance.now();
  }

  override now(): Instant {
    const passed = this.since === undefined ? 0 : performance.now() - this.since;
    return new Date(this.at + Math.floor(passed)).toISOString();
  }
}
