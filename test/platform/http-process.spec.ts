import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DevelopmentIssuer } from '../../src/platform/auth/development-issuer.js';
import { openApiFaults, type OpenApiDocument } from './http-open-api-check.js';

interface Process {
  readonly child: ChildProcess;
  readonly port: number;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

const running: ChildProcess[] = [];

const spawn = (script: string, args: string[], env: Record<string, string>): Pick<Process, 'child' | 'ended'> => {
  const child = fork(join('dist', script), args, { env: { PATH: process.env.PATH ?? '', ...env }, silent: true });
  child.stdout?.resume();
  child.stderr?.resume();
  running.push(child);
  const ended = new Promise<number | string | null>((done) =>
    child.once('exit', (code, signal) => done(code ?? signal)),
  );
  return { child, ended };
};

const started = async (script: string, args: string[], env: Record<string, string> = {}): Promise<Process> => {
  const { child, ended } = spawn(script, args, env);
  const ready = new Promise<number>((done) => child.once('message', (message) => done((message as Process).port)));
  const port = await Promise.race([ready, ended.then((how) => Promise.reject(new Error(`${script} ended: ${how}`)))]);
  return { child, port, ended };
};

/** Asks until the answer is as wanted; the test's own limit ends it otherwise. */
const eventually = async (ask: () => Promise<Response>, status: number): Promise<Response> => {
  for (;;) {
    const answer = await ask();
    if (answer.status === status) return answer;
    await answer.text();
  }
};

describe('the process of the API, with both databases', () => {
  let data: string;
  let events: Process;
  let rows: Process;
  let env: Record<string, string>;
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'api-'));
    const at = (name: string): string[] => ['--data', join(data, name), '--port', '0'];
    events = await started('embedded/eventstore/main.js', at('events'));
    rows = await started('embedded/mongodb/main.js', at('rows'));
    env = {
      PORT: '0',
      DATA_DIR: data,
      LOG_LEVEL: 'error',
      EVENTSTORE_URL: `esdb://127.0.0.1:${events.port}?tls=false`,
      MONGODB_URL: `mongodb://127.0.0.1:${rows.port}/?directConnection=true`,
    };
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  });

  it('says when it is ready, serves and documents itself, and ends in order when asked to', async () => {
    const api = await started('src/main.js', [], env);
    const answer = await fetch(`http://127.0.0.1:${api.port}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { status: 'ready', checks: { eventStore: 'up', mongo: 'up' } },
    ]);
    const document = (await (await fetch(`http://127.0.0.1:${api.port}/openapi.json`)).json()) as OpenApiDocument;
    expect(Object.keys(document.paths).length).toBeGreaterThan(20);
    expect(openApiFaults(document)).toEqual([]);
    api.child.kill('SIGTERM');
    expect(await api.ended).toBe(0);
  });

  it('ends when the process that started it is gone', async () => {
    const api = await started('src/main.js', [], env);
    api.child.disconnect();
    expect(await api.ended).toBe(0);
  });

  it('ends with 3 when its port is taken', async () => {
    const { ended } = spawn('src/main.js', [], { ...env, PORT: String(events.port) });
    expect(await ended).toBe(3);
  });

  it('answers 503 while a database is away, says which, and serves again when it is back', async () => {
    const api = await started('src/main.js', [], env);
    const url = `http://127.0.0.1:${api.port}`;
    const issuer = await DevelopmentIssuer.open(data, 'community-corrections');
    const token = await issuer.token({ person: 'a-1', role: 'administrator', unit: '*', hours: 1 });
    const ask = (): Promise<Response> => fetch(`${url}/v1/units`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    rows.child.kill('SIGKILL');
    await rows.ended;
    const away = await eventually(ask, 503);
    expect(away.headers.get('retry-after')).not.toBeNull();
    expect(await away.json()).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const health = await fetch(`${url}/readyz`);
    expect([health.status, await health.json()]).toEqual([
      503,
      { status: 'not-ready', checks: { eventStore: 'up', mongo: 'down' } },
    ]);
    rows = await started('embedded/mongodb/main.js', ['--data', join(data, 'rows'), '--port', String(rows.port)]);
    expect((await eventually(ask, 200)).status).toBe(200);
    api.child.kill('SIGTERM');
    expect(await api.ended).toBe(0);
  });
});
