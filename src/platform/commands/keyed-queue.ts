import { StoreUnavailable } from '../streams/errors.js';

/** What a task may take. */
export interface QueueBounds {
  /** Most tasks that wait for the one of the same key that runs. */
  readonly waiting: number;
  /** Longest that a task may take, with its waiting, milliseconds. */
  readonly limitMs: number;
}

const UNBOUNDED: QueueBounds = { waiting: Number.POSITIVE_INFINITY, limitMs: Number.POSITIVE_INFINITY };

/** A task; `inTime` throws once the task was given up: it is to be called before anything that cannot be taken back. */
type Task<T> = (inTime: () => void) => Promise<T>;

/** Runs tasks of the same key one after another, in the order they came; tasks of different keys side by side. */
export class KeyedQueue {
  /** Starts those that wait, by key; there is an entry for every key of which a task runs. */
  private readonly lines = new Map<string, Set<() => Promise<void>>>();

  constructor(private readonly bounds: QueueBounds = UNBOUNDED) {}

  /**
   * What the task gives.
   * @throws StoreUnavailable when too many wait already, and when the task has not ended in time: it is never started then, or runs on
   * to its next `inTime` with nobody waiting for it
   */
  run<T>(key: string, task: Task<T>): Promise<T> {
    return new Promise<T>((done, fail) => {
      const line = this.lines.get(key);
      if (line && line.size >= this.bounds.waiting)
        return fail(new StoreUnavailable(`${key}: ${line.size} commands wait already`));
      let late: StoreUnavailable | undefined;
      const timer = this.timer(() => {
        late = new StoreUnavailable(`${key}: not done within ${this.bounds.limitMs} ms`);
        this.lines.get(key)?.delete(start);
        fail(late);
      });
      const inTime = (): void => {
        if (late) throw late;
      };
      const start = async (): Promise<void> => {
        try {
          await task(inTime).then(done, fail);
        } finally {
          clearTimeout(timer);
          this.next(key);
        }
      };
      if (line) line.add(start);
      else {
        this.lines.set(key, new Set());
        void start();
      }
    });
  }

  private timer(expired: () => void): NodeJS.Timeout | undefined {
    return Number.isFinite(this.bounds.limitMs) ? setTimeout(expired, this.bounds.limitMs) : undefined;
  }

  private next(key: string): void {
    const line = this.lines.get(key);
    const [start] = line ?? [];
    if (!line || !start) {
      this.lines.delete(key);
      return;
    }
    line.delete(start);
    void start();
  }
}
