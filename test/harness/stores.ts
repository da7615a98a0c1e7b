import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreUrl, mongoUrl, newNamespace, openEventStore, openMongo, type Which } from '../support/databases.js';

/** The two databases of a test: those that EVENTSTORE_URL and MONGODB_URL name, or embedded ones of its own. */
export interface Stores {
  readonly eventStoreUrl: string;
  readonly mongoUrl: string;
  /** Of this test's streams and read database. */
  readonly namespace: string;
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'e2e-'));

/** @param which `own`: always embedded ones, in this process */
export const openStores = async (which: Which = 'any'): Promise<Stores> => {
  const dataDir = newFolder();
  const events = await openEventStore(join(dataDir, 'eventstore'), which);
  const documents = await openMongo(join(dataDir, 'mongodb'), which);
  return {
    eventStoreUrl: events.url,
    mongoUrl: documents.url,
    namespace: newNamespace(),
    dataDir,
    stop: async () => {
      await Promise.all([events.stop(), documents.stop()]);
      rmSync(dataDir, { recursive: true });
    },
  };
};

/** An embedded server in a process of its own, which can be killed and started again on the same port and data. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  port = 0;

  constructor(
    private readonly kind: 'eventstore' | 'mongodb',
    private readonly data: string,
  ) {}

  async start(): Promise<void> {
    const script = join(process.cwd(), 'dist', 'embedded', this.kind, 'main.js');
    const args = ['--data', this.data, '--port', String(this.port)];
    const child = fork(script, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
    this.child = child;
    const [message] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`${this.kind} ended with ${String(code)} before it was ready`);
      }),
    ])) as [{ port: number }];
    this.port = message.port;
  }

  /** No chance to finish anything: as when the machine loses power, but for what the system still has in memory. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/** Both embedded servers as processes, for faults that are done to them. */
export const openProcesses = async (): Promise<Stores & { events: ServerProcess; documents: ServerProcess }> => {
  const dataDir = newFolder();
  const events = new ServerProcess('eventstore', join(dataDir, 'eventstore'));
  const documents = new ServerProcess('mongodb', join(dataDir, 'mongodb'));
  await Promise.all([events.start(), documents.start()]);
  return {
    events,
    documents,
    eventStoreUrl: eventStoreUrl(events.port),
    mongoUrl: mongoUrl(documents.port),
    namespace: newNamespace(),
    dataDir,
    stop: async () => {
      await Promise.all([events.stop(), documents.stop()]);
      rmSync(dataDir, { recursive: true });
    },
  };
};
