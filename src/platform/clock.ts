import type { Instant } from '../kernel/day.js';

/** The only source of time below the edge. A simulated one exists in the demo alone. */
export abstract class Clock {
  abstract now(): Instant;
}

export class SystemClock extends Clock {
  override now(): Instant {
    return new Date().toISOString();
  }
}
