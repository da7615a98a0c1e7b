import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../src/platform/config/settings.js';
import { type ChildEvents, type ChildPlan, ManagedChild } from './managed-child.js';

/** Where the processes of a running system answer. */
export interface Ports {
  readonly api: number;
  readonly projections: number;
}

/** Names of the processes, as reports call them. */
export const PROCESS = {
  eventStore: 'event store',
  mongo: 'MongoDB',
  projections: 'projections',
  api: 'API',
} as const;

/** Folder of an embedded server's data. */
export const dataFolder = (settings: Settings, server: 'eventstore' | 'mongodb'): string =>
  join(settings.dataDir, server);

const script = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * The processes of an installation on one machine: the embedded servers of the databases that the settings do not name, then API
 * and projections.
 */
export class System {
  private readonly eventStore: ManagedChild | undefined;
  private readonly mongo: ManagedChild | undefined;
  private readonly projections: ManagedChild;
  private readonly api: ManagedChild;
  private stopped: Promise<void> | undefined;

  /** @param env environment that the settings were read from; the processes get it, and what they need besides */
  constructor(
    private readonly settings: Settings,
    private readonly env: NodeJS.ProcessEnv,
    events: ChildEvents,
  ) {
    const { eventStoreUrl, mongoUrl } = settings;
    if (eventStoreUrl === undefined)
      this.eventStore = new ManagedChild(PROCESS.eventStore, (port) => this.server('eventstore', port), events);
    if (mongoUrl === undefined)
      this.mongo = new ManagedChild(PROCESS.mongo, (port) => this.server('mongodb', port), events);
    const projections = (port: number): ChildPlan =>
      this.service('projections/main.js', { PROJECTIONS_PORT: String(port || this.projectionsPort) });
    this.projections = new ManagedChild(PROCESS.projections, projections, events);
    const api = (port: number): ChildPlan => this.service('src/main.js', { PORT: String(port || settings.port) });
    this.api = new ManagedChild(PROCESS.api, api, events);
  }

  /** Starts all; what does not need each other starts at once. @throws ChildFailed when one cannot start: then `stop()` the others */
  async start(): Promise<Ports> {
    await Promise.all([this.eventStore?.start(), this.mongo?.start()]);
    if (!this.stopped) await Promise.all([this.projections.start(), this.api.start()]);
    return { api: this.api.port, projections: this.projections.port };
  }

  /** Ends all: the API once it has answered what is in flight, then the projections, then the databases. */
  stop(): Promise<void> {
    this.stopped ??= (async () => {
      await this.api.stop();
      await this.projections.stop();
      await Promise.all([this.eventStore?.stop(), this.mongo?.stop()]);
    })();
    return this.stopped;
  }

  /** Somebody else's use of the usual port is no reason not to start: any will do for who did not choose one. */
  private get projectionsPort(): number {
    return this.env['PROJECTIONS_PORT']?.trim() ? this.settings.projectionsPort : 0;
  }

  private server(name: 'eventstore' | 'mongodb', port: number): ChildPlan {
    const args = ['--data', dataFolder(this.settings, name), '--port', String(port), '--host', '127.0.0.1'];
    return { script: script(`embedded/${name}/main.js`), args, env: this.env };
  }

  private service(path: string, own: Readonly<Record<string, string>>): ChildPlan {
    const { eventStoreUrl, mongoUrl } = this.settings;
    const urls = {
      EVENTSTORE_URL: eventStoreUrl ?? `esdb://127.0.0.1:${this.eventStore?.port}?tls=false`,
      MONGODB_URL: mongoUrl ?? `mongodb://127.0.0.1:${this.mongo?.port}/?replicaSet=embedded`,
    };
    return { script: script(path), args: [], env: { ...this.env, ...urls, ...own } };
  }
}
