import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { type ChildEvents, type ChildPlan, ManagedChild } from '../launcher/managed-child.js';
import { createApp } from '../src/create-app.js';
import { DevelopmentIssuer } from '../src/platform/auth/development-issuer.js';
import { readSettings, type Settings } from '../src/platform/config/settings.js';
import { AppLogger } from '../src/platform/logging/app-logger.js';
import { DueScheduler } from '../src/platform/due/due-scheduler.js';
import { ReactionRunner } from '../src/platform/reactions/reaction-runner.js';
import type { SimulatedClock } from './clock.js';

/** One player asks more in a minute than a county does in a day. */
const RATE_LIMIT = '1000000';

export interface InstallationOptions {
  readonly folder: string;
  readonly port: number;
  readonly clock: SimulatedClock;
  /** A process of the demo died, or is back. */
  readonly warn: (text: string) => void;
}

/** What processes get of the environment: nothing that is set for another installation. */
const OWN: NodeJS.ProcessEnv = { PATH: process.env['PATH'], TZ: process.env['TZ'] };

const built = (...path: string[]): string => join(import.meta.dirname, '..', ...path, 'main.js');

/**
 * An installation of the demo's own: both embedded servers and the projections as processes, the API in this one, with a clock that
 * the player moves. Nothing of the environment's settings has an effect on it.
 */
export class Installation {
  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly children: readonly ManagedChild[],
    readonly issuer: DevelopmentIssuer,
    readonly url: string,
  ) {}

  static async start({ folder, port, clock, warn }: InstallationOptions): Promise<Installation> {
    const log = pino.destination({ dest: join(folder, 'demo.log'), sync: true });
    const events = childEvents(log, warn);
    const server = (name: string) => new ManagedChild(name, (at) => serverPlan(name, join(folder, name), at), events);
    const [store, rows] = [server('eventstore'), server('mongodb')];
    const urls = () => ({
      EVENTSTORE_URL: `esdb://127.0.0.1:${store.port}?tls=false`,
      MONGODB_URL: `mongodb://127.0.0.1:${rows.port}/?replicaSet=embedded`,
      NAMESPACE: '',
    });
    const projections = new ManagedChild('projections', (at) => projectionsPlan(at, urls()), events);
    const children = [store, rows, projections];
    try {
      await Promise.all([store.start(), rows.start()]);
      await projections.start();
      const settings = readSettings({
        ...urls(),
        PORT: String(port),
        DATA_DIR: folder,
        RATE_LIMIT_PER_MINUTE: RATE_LIMIT,
        LOG_LEVEL: 'warn',
      });
      // What is planned is played first: time that acted meanwhile would come between its steps.
      const app = await createApp({ settings, clock, logger: new AppLogger('warn', log), timeActs: false });
      await listen(app, settings);
      const issuer = await DevelopmentIssuer.open(folder, settings.oidcAudience);
      return new Installation(app, children, issuer, await app.getUrl());
    } catch (error) {
      await stopAll(children);
      throw error;
    }
  }

  /** Position up to which all facts have had their effects. */
  get settledUpTo(): number {
    return this.app.get(ReactionRunner, { strict: false }).status().position;
  }

  /** From now on the passing of time has its effects; what the history left undone is caught up. */
  letTimeAct(): void {
    this.app.get(DueScheduler, { strict: false }).start();
  }

  async stop(): Promise<void> {
    await this.app.close();
    await stopAll(this.children);
  }
}

/** A port in use is the one thing that whoever starts the demo can mend. */
const listen = async (app: NestFastifyApplication, { port, host }: Settings): Promise<void> => {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw inUse ? new Error(`Port ${port} is in use: name another with --port`) : error;
  }
};

/** Projections before the databases that they use. */
const stopAll = async (children: readonly ManagedChild[]): Promise<void> => {
  for (const child of [...children].reverse()) await child.stop();
};

const serverPlan = (name: string, data: string, port: number): ChildPlan => ({
  script: built('embedded', name),
  args: ['--data', data, '--port', String(port)],
  env: OWN,
});

const projectionsPlan = (port: number, urls: Readonly<Record<string, string>>): ChildPlan => ({
  script: built('projections'),
  args: [],
  env: { ...OWN, ...urls, PROJECTIONS_PORT: String(port), PROJECTIONS_HOST: '127.0.0.1', LOG_LEVEL: 'warn' },
});

const childEvents = (log: { write: (line: string) => unknown }, warn: (text: string) => void): ChildEvents => ({
  line: (name, text) => void log.write(`${name}: ${text}\n`),
  died: (name, how, again) => warn(`${name} died (${how}) and is started again in ${again} ms`),
  back: (name) => warn(`${name} is back`),
});
