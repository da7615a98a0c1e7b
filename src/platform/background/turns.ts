import { Stopped } from '../subscriptions/backoff.js';
import type { Presence } from './presence.js';

/** Tasks under way at once while nobody is about; and as many begin as they come after a rest, whoever is about. */
const AT_ONCE = 8;
/** For so long after the last request people are about, ms: between two looks at a screen there are seconds. */
const ABOUT_MS = 10_000;
/** While people are about, each task is followed by a rest of so many times what it took … */
const REST = 3;
/** … but not longer than this, ms: it goes on, whatever comes in. */
const LONGEST_REST_MS = 1_000;

/**
 * Turns of what the service does by itself, given in the order in which they are asked for. While nobody is about, eight tasks are under
 * way. While people are about, the first eight begin as they come: what is due now waits no longer for that. What comes beyond is a pile:
 * one at a time, each followed by a rest, so that people have three quarters of the time. Rests without work are saved up to eight turns.
 */
export class Turns {
  /** Those that wait, first come first; each begins its task. */
  private readonly line: (() => void)[] = [];
  private underWay = 0;
  /** Turns that may be taken though people are about, as of `countedAt`. */
  private saved = AT_ONCE;
  private countedAt = performance.now();
  /** The rest that a turn costs, ms: what the last task took says. */
  private restMs = 1;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly presence: Pick<Presence, 'quietMs'>) {}

  /**
   * Runs the task when it is its turn.
   * @throws Stopped when the signal is given first; what the task throws
   */
  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.turn(signal);
    const begun = performance.now();
    try {
      return await task();
    } finally {
      this.count();
      this.underWay -= 1;
      this.restMs = Math.min(Math.max((performance.now() - begun) * REST, 1), LONGEST_REST_MS);
      this.next();
    }
  }

  private async turn(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new Stopped();
    await new Promise<void>((done, failed) => {
      const begin = (): void => {
        signal.removeEventListener('abort', leave);
        done();
      };
      const leave = (): void => {
        this.line.splice(this.line.indexOf(begin), 1);
        if (this.line.length === 0) clearTimeout(this.timer);
        failed(new Stopped());
      };
      signal.addEventListener('abort', leave, { once: true });
      this.line.push(begin);
      this.next();
    });
  }

  /** Lets begin whose turn it is, and looks again when it may be somebody's. */
  private next(): void {
    clearTimeout(this.timer);
    for (let [begin] = this.line; begin; [begin] = this.line) {
      const waitMs = this.waitMs();
      if (waitMs > 0) {
        if (waitMs < Number.POSITIVE_INFINITY) this.timer = setTimeout(() => this.next(), Math.ceil(waitMs));
        return;
      }
      this.line.shift();
      this.underWay += 1;
      this.saved = Math.max(0, this.saved - 1);
      begin();
    }
  }

  /** Until the next one may begin, ms; endless when the end of another will tell. */
  private waitMs(): number {
    this.count();
    const aboutMs = ABOUT_MS - this.presence.quietMs;
    if (aboutMs <= 0 || this.saved >= 1) return this.underWay < AT_ONCE ? 0 : Number.POSITIVE_INFINITY;
    return this.underWay > 0 ? aboutMs : Math.min(aboutMs, (1 - this.saved) * this.restMs);
  }

  /** Saves what was rested since it was last counted: nothing while a task is under way. */
  private count(): void {
    const now = performance.now();
    if (this.underWay === 0) this.saved = Math.min(AT_ONCE, this.saved + (now - this.countedAt) / this.restMs);
    this.countedAt = now;
  }
}
