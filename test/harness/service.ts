import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { MongoClient } from 'mongodb';
import { eventSources, views } from '../../projections/registry.js';
import { RunnerMetrics } from '../../projections/runner/metrics.js';
import { ProjectionRunner } from '../../projections/runner/runner.js';
import { DEFAULT_RUNNER_SETTINGS } from '../../projections/runner/runner-parts.js';
import { createApp } from '../../src/create-app.js';
import type { Role } from '../../src/kernel/roles.js';
import { DevelopmentIssuer } from '../../src/platform/auth/development-issuer.js';
import { Clock } from '../../src/platform/clock.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { AppLogger } from '../../src/platform/logging/app-logger.js';
import { readClient, readDatabase } from '../../src/platform/read-store/read-database.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import { connectEventStore } from '../../src/platform/streams/connect.js';
import { endClient } from '../../src/platform/streams/end-client.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { noteStored } from '../golden/golden-events.js';
import { shanghai } from '../support/given.js';
import { type Answer, answerOf, type Body } from './answers.js';
import type { Stores } from './stores.js';

/** A clock that a test moves; the service cannot tell. */
export class TestClock extends Clock {
  private instant: string;

  /** @param at Shanghai time, as `2026-03-09 08:25` */
  constructor(at: string) {
    super();
    this.instant = shanghai(at);
  }
  set(at: string): void {
    this.instant = shanghai(at);
  }
  override now(): string {
    return this.instant;
  }
}

/** Somebody at a front-end. A good answer to a command is remembered, so that what they read next shows it. */
export interface Person {
  readonly post: (path: string, body?: object | string, headers?: Record<string, string>) => Promise<Answer>;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  /** As `post`; fails unless the answer is 200. @returns the receipt */
  readonly done: (path: string, body?: object, headers?: Record<string, string>) => Promise<Body>;
  /** As `get`, waiting until everything that was ordered so far is shown. @returns the body of a 200 */
  readonly see: (path: string) => Promise<Body>;
  readonly token: string;
}

/** How long a command is repeated that found the views behind. */
const PATIENCE_MS = 60_000;

/** Keeps what a runner said last, for the message of a test that waited for it in vain. */
class RunnerLog {
  private readonly said: string[] = [];
  readonly info = (about: object, text: string): void => this.note(about, text);
  readonly warn = this.info;
  readonly error = this.info;

  toString(): string {
    return this.said.join('\n');
  }

  private note(about: object, text: string): void {
    this.said.push(`${text} ${JSON.stringify(about)}`);
    if (this.said.length > 20) this.said.shift();
  }
}

/** The whole service over two databases: API, reactions and projections, as the processes of an installation. */
export class Service {
  /** Position of the latest receipt. */
  latest = -1;

  private constructor(
    readonly stores: Stores,
    readonly clock: TestClock,
    readonly app: NestFastifyApplication,
    readonly url: string,
    private readonly issuer: DevelopmentIssuer,
    readonly events: EventStoreDBClient,
    readonly mongo: MongoClient,
    readonly runner: ProjectionRunner,
    private readonly runnerLog: RunnerLog,
  ) {}

  static async start(
    stores: Stores,
    at = '2026-01-05 08:00',
    env: Record<string, string> = {},
    logger = new AppLogger('silent'),
  ): Promise<Service> {
    const settings = readSettings({
      EVENTSTORE_URL: stores.eventStoreUrl,
      MONGODB_URL: stores.mongoUrl,
      NAMESPACE: stores.namespace,
      DATA_DIR: stores.dataDir,
      ...env,
    });
    const clock = new TestClock(at);
    const events = connectEventStore(stores.eventStoreUrl);
    const mongo = readClient(stores.mongoUrl, 'e2e');
    const runnerLog = new RunnerLog();
    const runner = new ProjectionRunner({
      client: events,
      reader: new EventCatalogue(eventSources, stores.namespace),
      db: readDatabase(mongo, stores.namespace),
      views,
      settings: { ...DEFAULT_RUNNER_SETTINGS, leaseMs: 6_000, tickMs: 100, owner: randomUUID() },
      log: runnerLog,
      metrics: new RunnerMetrics(),
    });
    runner.start();
    const app = await createApp({ settings, clock, logger })
      .then(async (made) => {
        await made.listen(0, '127.0.0.1').catch(async (error: unknown) => {
          await made.close();
          throw error;
        });
        return made;
      })
      .catch(async (error: unknown) => {
        await runner.stop();
        await Promise.all([mongo.close(), events.dispose()]);
        throw error;
      });
    const issuer = await DevelopmentIssuer.open(stores.dataDir, settings.oidcAudience);
    return new Service(stores, clock, app, await app.getUrl(), issuer, events, mongo, runner, runnerLog);
  }

  async as(role: Role, unit: string, person: string): Promise<Person> {
    const token = await this.issuer.token({ person, role, unit, hours: 1 });
    const authorization = `Bearer ${token}`;
    const post: Person['post'] = async (path, body = {}, headers = {}) => {
      const answer = await answerOf(
        await fetch(`${this.url}/v1/${path}`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      );
      const { position } = answer.body;
      if (answer.status === 200 && Number.isInteger(position)) this.latest = Math.max(this.latest, position);
      return answer;
    };
    const get: Person['get'] = async (path, headers = {}) =>
      answerOf(await fetch(`${this.url}/v1/${path}`, { headers: { authorization, ...headers } }));
    return {
      token,
      post,
      get,
      done: async (path, body, headers) => {
        const end = performance.now() + PATIENCE_MS;
        let answer = await post(path, body, headers);
        // What counts by the views may find them behind: then it is asked for again, as people do.
        while (answer.body.code === 'RETURN_FIGURES_BEHIND' && performance.now() < end) {
          await pause(200);
          answer = await post(path, body, headers);
        }
        return ok(answer, path).body;
      },
      see: async (path) => {
        const after = this.latest < 0 ? '' : `${path.includes('?') ? '&' : '?'}after=${this.latest}&waitMs=30000`;
        const answer = await get(path + after);
        if (answer.status === 404 || answer.body.asOf?.stale) throw this.behind(path, answer);
        return ok(answer, path).body;
      },
    };
  }

  private behind(path: string, { status }: Answer): Error {
    const runner = `${JSON.stringify(this.runner.status())}\n${String(this.runnerLog)}`;
    return new Error(`${path} answered ${status}; to be shown was ${this.latest}, and the runner says ${runner}`);
  }

  /** Ends API and projections; the databases stay. */
  async stop(): Promise<void> {
    await noteStored(this.events, new EventCatalogue(eventSources, this.stores.namespace));
    await this.app.close();
    await this.runner.stop();
    await endClient(this.events, 500);
    await this.mongo.close();
  }
}

const ok = (answer: Answer, path: string): Answer => {
  if (answer.status === 200) return answer;
  throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
};
