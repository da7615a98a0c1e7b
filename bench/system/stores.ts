import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Measured } from './processes.js';

/** Both databases: embedded ones started for the run, or those that the environment names. */
export class Stores {
  private constructor(
    readonly eventStoreUrl: string,
    readonly mongoUrl: string,
    /** The embedded servers, where they were started and so can be measured. */
    readonly eventStore: readonly Measured[],
    readonly mongo: readonly Measured[],
    /** Folder of keys and of the embedded servers' data; gone after the run. */
    readonly data: string,
    /** Options of Node for every process of the product. */
    readonly nodeArgs: readonly string[],
  ) {}

  static async start(env: NodeJS.ProcessEnv, nodeArgs: readonly string[] = []): Promise<Stores> {
    const data = await mkdtemp(join(tmpdir(), 'community-corrections-bench-'));
    const embedded = (name: string, folder: string): Promise<Measured> =>
      Measured.start(name, `embedded/${folder}/main.js`, ['--data', join(data, folder), '--port', '0'], {}, nodeArgs);
    const eventStore = env.EVENTSTORE_URL ? [] : [await embedded('event store, embedded', 'eventstore')];
    const mongo = env.MONGODB_URL ? [] : [await embedded('MongoDB, embedded', 'mongodb')];
    const eventStoreUrl = env.EVENTSTORE_URL ?? `esdb://127.0.0.1:${eventStore[0]?.port}?tls=false`;
    const mongoUrl = env.MONGODB_URL ?? `mongodb://127.0.0.1:${mongo[0]?.port}/?replicaSet=embedded`;
    return new Stores(eventStoreUrl, mongoUrl, eventStore, mongo, data, nodeArgs);
  }

  get processes(): readonly Measured[] {
    return [...this.eventStore, ...this.mongo];
  }

  async stop(): Promise<void> {
    for (const process of this.processes) await process.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}
