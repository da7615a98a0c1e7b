import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Exit codes with which a process says that starting it again would not help: settings, data folder in use, port in use. */
export const HOPELESS_EXITS: readonly number[] = [1, 2, 3];

export interface ChildPlan {
  readonly name: string;
  /** JavaScript file to run. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface ChildEvents {
  /** A line that the process wrote. */
  readonly line: (name: string, text: string) => void;
  /** The process died by itself and is started again after a pause. */
  readonly died: (name: string, how: string, againInMs: number) => void;
  /** The process is ready again after it died. */
  readonly back: (name: string) => void;
}

/** The process ended before it was ready and will not be tried again. */
export class ChildFailed extends Error {
  constructor(
    readonly child: string,
    readonly exitCode: number,
    how: string,
  ) {
    super(`${child} could not start (${how})`);
  }
}

const STOP_LIMIT_MS = 20_000;

/**
 * A process of the system that is kept running: ready when it says so over IPC (`{ type: 'ready', port }`), started again when it
 * dies, with a pause that doubles from half a second to 15. It has a process group of its own, so that Ctrl-C in the terminal
 * reaches only the launcher, which then stops all in order; it ends by itself when its IPC parent is gone.
 */
export class ManagedChild {
  private process: ChildProcess | undefined;
  private stopping = false;
  private deaths = 0;
  private restart: NodeJS.Timeout | undefined;
  /** Once known, the port is kept over restarts, so that others find it again. */
  port = 0;

  constructor(
    private readonly plan: (port: number) => ChildPlan,
    private readonly events: ChildEvents,
  ) {}

  get name(): string {
    return this.plan(this.port).name;
  }

  /** Starts the process; resolves when it is ready. @throws ChildFailed when it ends before */
  async start(): Promise<void> {
    const child = this.spawn();
    await new Promise<void>((ready, failed) => {
      child.once('message', (message) => {
        this.port = portOf(message) ?? this.port;
        ready();
      });
      child.once('exit', (code, signal) => failed(new ChildFailed(this.name, code ?? 1, how(code, signal))));
    });
    this.deaths = 0;
    child.once('exit', (code, signal) => this.afterDeath(how(code, signal)));
  }

  /** Asks the process to finish what is in flight and end; kills it when it takes longer than 20 s. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restart);
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(limit);
  }

  /** Process id while running. */
  get pid(): number | undefined {
    return this.process?.pid;
  }

  private spawn(): ChildProcess {
    const { name, script, args, env } = this.plan(this.port);
    const child = fork(script, [...args], {
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on('line', (text) => this.events.line(name, text));
    this.process = child;
    return child;
  }

  private afterDeath(why: string): void {
    if (this.stopping) return;
    const pause = Math.min(15_000, 500 * 2 ** this.deaths);
    this.deaths += 1;
    const deaths = this.deaths;
    this.events.died(this.name, why, pause);
    this.restart = setTimeout(() => {
      this.start().then(
        () => this.events.back(this.name),
        (error: unknown) => {
          this.deaths = deaths;
          this.afterDeath(error instanceof Error ? error.message : String(error));
        },
      );
    }, pause);
  }
}

const how = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal === null ? `exit code ${code}` : `signal ${signal}`;

const portOf = (message: unknown): number | undefined =>
  typeof message === 'object' && message !== null && 'port' in message && typeof message.port === 'number'
    ? message.port
    : undefined;
