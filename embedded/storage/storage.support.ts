import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of a test's own. */
export const folder = (): string => mkdtempSync(join(tmpdir(), 'storage-'));

/** How often the tests kill a server: more with the environment variable DURABILITY_ROUNDS. */
export const ROUNDS = Number(process.env['DURABILITY_ROUNDS'] ?? 6);

/** An embedded server in a process of its own. */
export class Started {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async server(kind: 'eventstore' | 'mongodb', data: string): Promise<Started> {
    const child = fork(join(process.cwd(), 'dist/embedded', kind, 'main.js'), ['--data', data], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    const [message] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The server ended with ${String(code)} before it was ready`);
      }),
    ])) as [{ port: number }];
    return new Started(child, message.port);
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}

/** Resolves at a random moment within the next quarter of a second. */
export const someMoment = (): Promise<void> => new Promise((now) => setTimeout(now, Math.random() * 250));

/** Waits for work that may never end, at most so many milliseconds. */
export const within = async (ms: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((done) => {
    timer = setTimeout(done, ms);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
};
