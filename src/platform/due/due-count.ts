import type { ReadStore } from '../read-store/read-store.js';
import { countDue, type Span } from './due-rows.js';

/** Most moments that are counted. */
const MOST = 10_000;

/** How many moments have come and were not acted upon, as operators see it. */
export class DueCount {
  /** As it was last counted. */
  waiting = 0;
  private countedAt = Number.NEGATIVE_INFINITY;

  /** @param everyMs how often it is counted, ms */
  constructor(
    private readonly rows: Pick<ReadStore, 'rows'>,
    private readonly everyMs: number,
  ) {}

  /**
   * Counts anew after a look that found something, when it is time to.
   * @param found how many it found; there may be more
   * @param span from the first of them on: what came before is passed over
   * @param held how many within the span were refused and are passed over: they are not among what waits
   */
  async after(found: number, span: Span, held: number): Promise<void> {
    if (performance.now() - this.countedAt < this.everyMs) return;
    this.waiting = Math.max(found, (await countDue(this.rows, span, MOST + held)) - held);
    this.countedAt = performance.now();
  }

  /** Nothing waits, or it is for another process to say. */
  reset(): void {
    this.waiting = 0;
    this.countedAt = Number.NEGATIVE_INFINITY;
  }
}
