import { randomBytes } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { Db, MongoClient } from 'mongodb';
import { eventSources } from '../../projections/registry.js';
import type { Role } from '../../src/kernel/roles.js';
import { DevelopmentIssuer } from '../../src/platform/auth/development-issuer.js';
import { readClient, readDatabase } from '../../src/platform/read-store/read-database.js';
import { masterKey } from '../../src/platform/sealing/key-file.js';
import type { MasterKey } from '../../src/platform/sealing/master-key.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { Measured } from './processes.js';
import type { Stores } from './stores.js';

const AUDIENCE = 'community-corrections';

/** An installation of the product of its own, in a namespace of both databases, and this process's drivers on the same data. */
export class Installation {
  readonly namespace: string;
  readonly catalogue: EventCatalogue;
  readonly master: MasterKey;
  readonly events: EventStoreDBClient;
  readonly db: Db;
  private readonly mongo: MongoClient;
  private readonly processes: Measured[] = [];
  private readonly others = new Set<string>();
  private issuer: Promise<DevelopmentIssuer> | undefined;

  constructor(private readonly stores: Stores) {
    this.namespace = `bench-${randomBytes(6).toString('hex')}`;
    this.catalogue = new EventCatalogue(eventSources, this.namespace);
    this.master = masterKey(undefined, stores.data);
    this.events = EventStoreDBClient.connectionString(stores.eventStoreUrl);
    this.mongo = readClient(stores.mongoUrl, 'bench');
    this.db = readDatabase(this.mongo, this.namespace);
  }

  async startApi(): Promise<Measured> {
    return this.start('API', 'src/main.js', { PORT: '0', RATE_LIMIT_PER_MINUTE: '1000000000' });
  }

  async startProjections(): Promise<Measured> {
    return this.start('projections', 'projections/main.js', { PROJECTIONS_PORT: '0' });
  }

  async token(person: string, role: Role, unit: string): Promise<string> {
    this.issuer ??= DevelopmentIssuer.open(this.stores.data, AUDIENCE);
    return (await this.issuer).token({ person, role, unit, hours: 1 });
  }

  /** Ends its processes and drops its database. What it wrote to an event store that was there before stays in its namespace. */
  async stop(): Promise<void> {
    for (const process of this.processes) await process.stop();
    await this.db.dropDatabase();
    for (const name of this.others) await this.mongo.db(name).dropDatabase();
    await this.mongo.close();
    await this.events.dispose();
  }

  /** Another database on the same server; dropped with the installation. */
  database(name: string): Db {
    this.others.add(name);
    return this.mongo.db(name);
  }

  /** Starts any script of the built files on this installation's data. */
  async start(name: string, script: string, env: Record<string, string> = {}): Promise<Measured> {
    const settings = {
      ...env,
      EVENTSTORE_URL: this.stores.eventStoreUrl,
      MONGODB_URL: this.stores.mongoUrl,
      NAMESPACE: this.namespace,
      DATA_DIR: this.stores.data,
      OIDC_ISSUER: '',
      OIDC_AUDIENCE: AUDIENCE,
      MASTER_KEY: '',
      LOG_LEVEL: 'warn',
    };
    const process = await Measured.start(name, script, [], settings, this.stores.nodeArgs);
    this.processes.push(process);
    return process;
  }
}
