/** Waits `ms` milliseconds, or less when the signal is given; never rejects. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  if (signal?.aborted) return;
  await new Promise<void>((done) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      done();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener('abort', finish, { once: true });
  });
};

/** Growing pauses between attempts: doubles from `first` up to `most` milliseconds, starts again after `reset`. */
export class Backoff {
  private next: number;
  /** Failures in a row so far. */
  failures = 0;

  constructor(
    private readonly first = 50,
    private readonly most = 5_000,
  ) {
    this.next = first;
  }

  reset(): void {
    this.next = this.first;
    this.failures = 0;
  }

  async wait(signal?: AbortSignal): Promise<void> {
    const ms = this.next;
    this.next = Math.min(ms * 2, this.most);
    this.failures += 1;
    await pause(ms, signal);
  }
}

/** The work was given up because it was told to stop, not because it failed. */
export class Stopped extends Error {
  constructor() {
    super('Stopped');
    this.name = 'Stopped';
  }
}

/**
 * Repeats until it succeeds. What `isFatal` names is thrown on; anything else is told to `onFailure` and tried again after a pause.
 * @throws Stopped when the signal is given first
 */
export const persistently = async <T>(
  attempt: () => Promise<T>,
  options: {
    readonly signal: AbortSignal;
    readonly isFatal: (error: unknown) => boolean;
    readonly onFailure: (error: unknown, failures: number) => void;
    readonly backoff?: Backoff;
  },
): Promise<T> => {
  const backoff = options.backoff ?? new Backoff();
  for (;;) {
    if (options.signal.aborted) throw new Stopped();
    try {
      return await attempt();
    } catch (error) {
      if (options.isFatal(error)) throw error;
      options.onFailure(error, backoff.failures + 1);
      await backoff.wait(options.signal);
    }
  }
};
