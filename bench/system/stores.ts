import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Measured } from './processes.js';

/** Both databases: embedded ones started for the run, or those that the environment names. */
export class Stores {
  private constructor(
    readonly eventStoreUrl: string,
    readonly mongoUrl: string,
    /** Those that were started, and so can be measured. */
    readonly processes: readonly Measured[],
    /** Folder of keys and of the embedded servers' data; gone after the run. */
    readonly data: string,
  ) {}

  static async start(env: NodeJS.ProcessEnv): Promise<Stores> {
    const data = await mkdtemp(join(tmpdir(), 'community-corrections-bench-'));
    const processes: Measured[] = [];
    const embedded = async (name: string, folder: string): Promise<number> => {
      const args = ['--data', join(data, folder), '--port', '0'];
      const process = await Measured.start(name, `embedded/${folder}/main.js`, args, {});
      processes.push(process);
      return process.port;
    };
    const eventStoreUrl =
      env.EVENTSTORE_URL ?? `esdb://127.0.0.1:${await embedded('event store, embedded', 'eventstore')}?tls=false`;
    const mongoUrl =
      env.MONGODB_URL ?? `mongodb://127.0.0.1:${await embedded('MongoDB, embedded', 'mongodb')}/?replicaSet=embedded`;
    return new Stores(eventStoreUrl, mongoUrl, processes, data);
  }

  async stop(): Promise<void> {
    for (const process of this.processes) await process.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}
