import type { Instant } from '../../kernel/day.js';
import type { ReadStore } from '../read-store/read-store.js';
import { countDue } from './due-rows.js';

/** How often it is counted, ms: of a pile it takes some milliseconds. */
const EVERY_MS = 10_000;
/** Most moments that are counted. */
const MOST = 10_000;

/** How many moments have come and were not acted upon, as operators see it. */
export class DueCount {
  /** As it was last counted. */
  waiting = 0;
  private countedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly rows: Pick<ReadStore, 'rows'>) {}

  /**
   * Counts anew after a look, when it is time to.
   * @param found how many it found; there may be more
   * @param passedOver how many have come and are passed over: they are not among what waits
   */
  async after(found: number, passedOver: number, by: Instant): Promise<void> {
    if (found === 0) return this.reset();
    if (performance.now() - this.countedAt < EVERY_MS) return;
    this.waiting = Math.max(found, (await countDue(this.rows, by, MOST + passedOver)) - passedOver);
    this.countedAt = performance.now();
  }

  /** Nothing waits, or it is for another process to say. */
  reset(): void {
    this.waiting = 0;
    this.countedAt = Number.NEGATIVE_INFINITY;
  }
}
