import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const READY = /^ {2}\S+ \/ Stop:/m;
const startScript = (): string =>
  (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }).scripts.start;

const running = new Set<Launched>();

/** A launcher run as `npm start` runs it, with nothing of the test's own environment but what is needed to run at all. */
export class Launched {
  /** All that it wrote so far. */
  output = '';
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
  private readonly child: ChildProcess;
  private readonly told = new Set<() => void>();
  private gone = false;

  constructor(settings: Readonly<Record<string, string>>) {
    const env = { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'warn', ...settings };
    // As npm does it: what npm is told by a signal, it tells the shell.
    this.child = spawn('sh', ['-c', startScript()], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
        this.tell();
      });
    this.ended = new Promise((done) => {
      this.child.once('close', (code, signal) => {
        this.gone = true;
        running.delete(this);
        this.tell();
        done(code ?? signal);
      });
    });
    running.add(this);
  }

  /** Starts one and waits until it says that all is ready. */
  static async ready(settings: Readonly<Record<string, string>>): Promise<Launched> {
    const launched = new Launched(settings);
    await launched.says(READY);
    return launched;
  }

  /** Waits until it has written something; fails when it ends without. */
  async says(what: RegExp): Promise<void> {
    while (!what.test(this.output)) {
      if (this.gone) throw new Error(`The launcher ended without saying ${String(what)}:\n${this.output}`);
      await new Promise<void>((done) => this.told.add(done));
    }
  }

  /** Base address of the API, as it was announced. */
  get url(): string {
    return this.announced(/(http:\S+)\/v1$/m);
  }
  /** Base address of the projections' health. */
  get projectionsUrl(): string {
    return this.announced(/Projections +(http:\S+)\/readyz$/m);
  }
  get token(): string {
    return this.announced(/^ +(eyJ\S+)$/m);
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Its processes: id by the script that each runs, as `src/main.js`. */
  processes(): Map<string, number> {
    const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
    return new Map(
      table.split('\n').flatMap((row): [string, number][] => {
        const [, pid, parent, script] = /^ *(\d+) +(\d+) .*\/dist\/(\S+)/.exec(row) ?? [];
        return script !== undefined && Number(parent) === this.child.pid ? [[script, Number(pid)]] : [];
      }),
    );
  }

  async get(path: string): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(`${this.url}${path}`, { headers: { authorization: `Bearer ${this.token}` } });
    return { status: answer.status, body: await answer.json() };
  }

  /** Founds a city. @returns status, and the position that a query can wait for */
  async found(unitId: string): Promise<{ status: number; position: number }> {
    const answer = await fetch(`${this.url}/v1/units`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ unitId, kind: 'CITY', name: '福州市司法局' }),
    });
    const body = (await answer.json()) as { position?: number };
    return { status: answer.status, position: body.position ?? -1 };
  }

  /** Units that a query shows, once it has got to a position. */
  async units(after: number): Promise<string[]> {
    const { body } = await this.get(`/v1/units?after=${after}&waitMs=20000`);
    return (body as { items: { unitId: string }[] }).items.map(({ unitId }) => unitId);
  }

  private announced(what: RegExp): string {
    const found = what.exec(this.output)?.[1];
    if (found === undefined) throw new Error(`The launcher has not said ${String(what)}:\n${this.output}`);
    return found;
  }

  private tell(): void {
    for (const done of this.told) done();
    this.told.clear();
  }
}

/** Ends what a failed test left. */
export const endAll = async (): Promise<void> => {
  const left = [...running];
  for (const launched of left) launched.kill('SIGTERM');
  await Promise.all(left.map(({ ended }) => ended));
};

const MOST_TRIES = 150;

/** Asks again until it is true, or for some 30 s. */
export const eventually = async (ask: () => boolean | Promise<boolean>): Promise<boolean> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (await ask()) return true;
    await delay(200);
  }
  return false;
};

/** Whether an address answers 200; one that cannot be reached does not. */
export const answers = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await answer.text();
    return answer.status === 200;
  } catch {
    return false;
  }
};

export const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
