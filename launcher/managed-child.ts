import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** What a process ends with to say that starting it again would not help. */
export const EXIT = { settings: 1, folderInUse: 2, portInUse: 3, failed: 70 } as const;
const HOPELESS: readonly number[] = [EXIT.settings, EXIT.folderInUse, EXIT.portInUse];

export interface ChildPlan {
  /** JavaScript file to run. */
  readonly script: string;
  readonly args: readonly string[];
  /** The whole environment of the process. */
  readonly env: NodeJS.ProcessEnv;
}

export interface ChildEvents {
  /** A line that the process wrote. */
  readonly line: (name: string, text: string, to: 'stdout' | 'stderr') => void;
  /** The process died by itself, or could not start, and is started again after a pause. */
  readonly died: (name: string, how: string, againInMs: number) => void;
  /** The process is ready again after it died. */
  readonly back: (name: string) => void;
}

/** The process ended before it was ready. */
export class ChildFailed extends Error {
  constructor(
    readonly child: string,
    readonly exitCode: number,
    readonly how: string,
  ) {
    super(`${child} could not start (${how})`);
    this.name = 'ChildFailed';
  }
}

/** Longer than the processes themselves take to give up ending in order. */
const STOP_LIMIT_MS = 20_000;
const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** How often the first start is tried. */
const MOST_TRIES = 5;
/** Having run for so long, a process is no longer thought to die at once. */
const SETTLED_MS = 60_000;

/**
 * A process of the system that is kept running: ready when it says so over IPC (`{ type: 'ready', port }`), started again when it
 * dies, with a pause that doubles from half a second to 15. It has a process group of its own, so that Ctrl-C in the terminal
 * reaches only the launcher, which then stops all in order; it ends by itself when its IPC parent is gone.
 */
export class ManagedChild {
  private process: ChildProcess | undefined;
  private readonly stopping = new AbortController();
  private deaths = 0;
  /** Once known, the port is kept over restarts, so that others find it again. */
  port = 0;

  constructor(
    readonly name: string,
    private readonly plan: (port: number) => ChildPlan,
    private readonly events: ChildEvents,
  ) {}

  /**
   * Starts the process; resolves when it is ready.
   * @throws ChildFailed when it ends before, at once if its exit code says that another try would not help
   */
  async start(): Promise<void> {
    for (;;) {
      try {
        return await this.begin();
      } catch (error) {
        const mayPass = error instanceof ChildFailed && !HOPELESS.includes(error.exitCode);
        if (!mayPass || this.deaths + 1 >= MOST_TRIES || !(await this.rest(error.how))) throw error;
      }
    }
  }

  /** Asks the process to finish what is in flight and end; kills it when it takes longer than 20 s. It is not started again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once('close', () => done()));
    child.kill('SIGTERM');
    const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(limit);
  }

  private async begin(): Promise<void> {
    const child = this.spawn();
    const failed = (how: string, code: number | null): ChildFailed =>
      new ChildFailed(this.name, code ?? EXIT.failed, how);
    await new Promise<void>((ready, fail) => {
      child.once('message', (message) => {
        this.port = portOf(message) ?? this.port;
        ready();
      });
      child.once('error', (error) => fail(failed(error.message, null)));
      // Only then has all that it wrote been read.
      child.once('close', (code, signal) => fail(failed(howOf(code, signal), code)));
    });
    const since = performance.now();
    child.once('exit', (code, signal) => {
      if (performance.now() - since >= SETTLED_MS) this.deaths = 0;
      void this.revive(howOf(code, signal));
    });
  }

  private spawn(): ChildProcess {
    const { script, args, env } = this.plan(this.port);
    const child = fork(script, [...args], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const to of ['stdout', 'stderr'] as const) {
      const stream = child[to];
      if (stream) createInterface({ input: stream }).on('line', (text) => this.events.line(this.name, text, to));
    }
    this.process = child;
    return child;
  }

  /** Starts the process again until it is ready or is to stop. */
  private async revive(how: string): Promise<void> {
    let why = how;
    while (await this.rest(why)) {
      try {
        await this.begin();
        this.events.back(this.name);
        return;
      } catch (error) {
        why = error instanceof ChildFailed ? error.how : String(error);
      }
    }
  }

  /** The pause before another try. @returns false when the process is to stop, and must not be started */
  private async rest(how: string): Promise<boolean> {
    const { signal } = this.stopping;
    if (signal.aborted) return false;
    const pause = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** this.deaths);
    this.deaths += 1;
    this.events.died(this.name, how, pause);
    await delay(pause, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    return !signal.aborted;
  }
}

const howOf = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal === null ? `exit code ${code}` : `signal ${signal}`;

const portOf = (message: unknown): number | undefined =>
  typeof message === 'object' && message !== null && 'port' in message && typeof message.port === 'number'
    ? message.port
    : undefined;
