import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Role } from '../../src/kernel/roles.js';
import { Clock } from '../../src/platform/clock.js';
import { readSettings, type Settings } from '../../src/platform/config/settings.js';
import { DevelopmentIssuer } from '../../src/platform/auth/development-issuer.js';
import { buildApp } from '../../src/platform/http/build-app.js';
import { EdgeModule } from '../../src/platform/http/edge.module.js';
import { AppLogger } from '../../src/platform/logging/app-logger.js';

export const NOW = '2026-03-09T01:00:00.000Z';

class FixedClock extends Clock {
  override now(): string {
    return NOW;
  }
}

/** An edge over test controllers, on a real port. */
export interface TestEdge {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly settings: Settings;
  readonly issuer: DevelopmentIssuer;
  /** The log so far, a JSON object a line. */
  readonly log: () => Record<string, unknown>[];
  readonly close: () => Promise<void>;
}

export const startEdge = async (
  parts: { controllers: Type[]; providers?: DynamicModule['providers']; imports?: DynamicModule['imports'] },
  env: Record<string, string> = {},
): Promise<TestEdge> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'edge-'));
  const settings = readSettings({ DATA_DIR: dataDir, HOST: '127.0.0.1', ...env });
  const written: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk.toString());
      done();
    },
  });
  const logger = new AppLogger('debug', sink);
  class TestRoot {}
  const root: DynamicModule = {
    module: TestRoot,
    imports: [EdgeModule.forRoot({ settings, clock: new FixedClock(), logger }), ...(parts.imports ?? [])],
    controllers: parts.controllers,
    ...(parts.providers ? { providers: parts.providers } : {}),
  };
  const app = await buildApp(root, settings, logger);
  await app.listen(0, '127.0.0.1');
  return {
    app,
    url: await app.getUrl(),
    settings,
    issuer: await DevelopmentIssuer.open(dataDir, settings.oidcAudience),
    log: () =>
      written
        .join('')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    close: async () => {
      await app.close();
      await rm(dataDir, { recursive: true });
    },
  };
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const json = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: json ? (JSON.parse(text) as Record<string, unknown>) : { text },
  };
};

/** Calls the edge as somebody. */
export const caller = async (
  edge: TestEdge,
  role: Role = 'office-head',
  unit = 'office-1',
  person = 'o-1',
): Promise<{
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
}> => {
  const authorization = `Bearer ${await edge.issuer.token({ person, role, unit, hours: 1 })}`;
  return {
    get: async (path, headers = {}) =>
      answerOf(await fetch(`${edge.url}${path}`, { headers: { authorization, ...headers } })),
    post: async (path, body, headers = {}) =>
      answerOf(
        await fetch(`${edge.url}${path}`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', ...headers },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      ),
  };
};

/** A plain request, with nothing added. */
export const request = async (edge: TestEdge, path: string, init: RequestInit = {}): Promise<Answer> =>
  answerOf(await fetch(`${edge.url}${path}`, init));
