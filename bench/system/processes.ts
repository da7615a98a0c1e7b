import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a process has used; bytes and milliseconds. */
export interface Usage {
  readonly rss: number;
  readonly heapUsed: number;
  readonly cpuMs: number;
}

const PROBE = new URL('./probe.js', import.meta.url).href;
const STOP_LIMIT_MS = 20_000;
const SETTLE_LIMIT_S = 1_200;
const IDLE_MS = 200;

const isMessage = (message: unknown, type: string): message is { readonly type: string } =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === type;

/** A process of the product, started as the launcher starts it, with the probe beside it. */
export class Measured {
  private constructor(
    readonly name: string,
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  /**
   * Starts one; resolves when it is ready.
   * @param script under the folder of built files
   * @param nodeArgs options of Node beside those that measuring needs
   * @throws Error with what it wrote when it ends before
   */
  static async start(
    name: string,
    script: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    nodeArgs: readonly string[] = [],
  ): Promise<Measured> {
    const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
    const child = fork(path, [...args], {
      env: { ...process.env, ...env },
      execArgv: ['--expose-gc', '--import', PROBE, ...nodeArgs],
      silent: true,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => {
        said = `${said}${text.toString()}`.slice(-4_000);
      });
    const port = await new Promise<number>((ready, failed) => {
      child.once('exit', (code, signal) => failed(new Error(`${name} ended (${code ?? signal}): ${said}`)));
      child.on('message', (message) => {
        if (isMessage(message, 'ready')) ready((message as unknown as { port: number }).port);
      });
    });
    return new Measured(name, port, child);
  }

  /** What it has used by now; with `collect`, after a collection. */
  async usage({ collect = false } = {}): Promise<Usage> {
    return new Promise<Usage>((done, failed) => {
      const gone = (): void => failed(new Error(`${this.name} has ended`));
      const answer = (message: unknown): void => {
        if (!isMessage(message, 'usage')) return;
        this.child.off('message', answer);
        this.child.off('exit', gone);
        done(message as unknown as Usage);
      };
      this.child.on('message', answer);
      this.child.once('exit', gone);
      this.child.send({ type: 'usage', collect });
    });
  }

  /** Resolves once it has little to do: uses less than a fifth of a second of processor time in a second. @throws Error after twenty minutes */
  async settled(): Promise<void> {
    for (let second = 0; second < SETTLE_LIMIT_S; second += 1) {
      const { cpuMs } = await this.usage();
      await new Promise((later) => setTimeout(later, 1_000));
      if ((await this.usage()).cpuMs - cpuMs < IDLE_MS) return;
    }
    throw new Error(`${this.name} does not come to rest`);
  }

  /** Sends it a message. */
  tell(message: object): void {
    this.child.send(message);
  }

  /** Asks it to end, and kills it when it does not within 20 s; or kills it at once. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise<void>((done) => this.child.once('exit', () => done()));
    this.child.kill(signal);
    const limit = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(limit);
  }
}
