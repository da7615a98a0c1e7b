import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Presence } from '../../src/platform/background/presence.js';
import { Health } from '../../src/platform/health/health.js';
import { until } from '../projections/read-side.js';
import { gate, StaysController } from './http-example.js';
import { caller, request, startEdge, type TestEdge } from './http-support.js';

const PATH = '/v1/people/p-1/stays';

describe('health and metrics', () => {
  let edge: TestEdge;
  afterEach(async () => edge.close());

  it('is ready when everything that it depends on is, and says what is not', async () => {
    edge = await startEdge({ controllers: [StaysController] });
    const health = edge.app.get(Health);
    let store: () => Promise<void> = () => Promise.resolve();
    health.add({ name: 'eventStore', check: () => store() });
    health.add({ name: 'mongo', check: () => Promise.resolve() });
    const ready = await request(edge, '/readyz');
    expect([ready.status, ready.body]).toEqual([200, { status: 'ready', checks: { eventStore: 'up', mongo: 'up' } }]);
    for (const broken of [
      () => Promise.reject(new Error('10.0.0.7 refused')),
      () => new Promise<void>(() => undefined),
    ]) {
      store = broken;
      const answer = await request(edge, '/readyz');
      expect([answer.status, answer.body]).toEqual([
        503,
        { status: 'not-ready', checks: { eventStore: 'down', mongo: 'up' } },
      ]);
    }
    expect((await request(edge, '/livez')).status).toBe(200);
  });

  it('measures requests by route and counts what became of commands', async () => {
    edge = await startEdge({ controllers: [StaysController] });
    const head = await caller(edge);
    await head.post(`${PATH}/end`);
    await head.post(`${PATH}/failures`, { note: 'rule' });
    await head.post(`${PATH}/end`, { odd: 1 });
    const { text } = (await request(edge, '/metrics')).body as { text: string };
    expect(text).toContain('commands_total{command="EndStay",outcome="accepted"} 1');
    expect(text).toContain('commands_total{command="EndStay",outcome="OWN_STAY"} 1');
    expect(text).toContain('commands_total{command="EndStay",outcome="INVALID_INPUT"} 1');
    expect(text).toContain(
      'http_request_duration_seconds_count{method="POST",route="/v1/people/:personId/stays/end",status="400"} 1',
    );
    expect(text).not.toContain('p-1');
  });
});

describe('more requests than can be served at once', () => {
  it('are answered 503 at once, and served again when others are done; health is always told', async () => {
    const edge = await startEdge({ controllers: [StaysController] }, { REQUESTS_IN_FLIGHT: '2' });
    const head = await caller(edge);
    gate.held = new Promise<void>((done) => (gate.open = done));
    const entered: Promise<void>[] = [];
    const served: ReturnType<typeof head.get>[] = [];
    for (let n = 0; n < 2; n += 1) {
      entered.push(new Promise<void>((done) => (gate.entered = done)));
      served.push(head.get(`${PATH}/slow`));
      await entered[n];
    }
    const refused = await head.get(`${PATH}/slow`);
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([503, 'TOO_BUSY', '2']);
    expect((await request(edge, '/livez')).status).toBe(200);
    expect((await request(edge, '/metrics')).body).toMatchObject({
      text: expect.stringContaining('http_requests_in_flight 2'),
    });
    gate.open();
    for (const one of served) expect((await one).status).toBe(200);
    expect((await head.get(`${PATH}/slow`)).status).toBe(200);
    await edge.close();
  });

  it('are no more than callers who are still there: also those count no more that waited behind another', async () => {
    const edge = await startEdge({ controllers: [StaysController] }, { REQUESTS_IN_FLIGHT: '8' });
    const inFlight = async (): Promise<number> => {
      const { text } = (await request(edge, '/metrics')).body as { text: string };
      return Number(/^http_requests_in_flight (\d+)$/m.exec(text)?.[1]);
    };
    const token = await edge.issuer.token({ person: 'o-1', role: 'office-head', unit: 'u', hours: 1 });
    gate.held = new Promise<void>((done) => (gate.open = done));
    const { hostname, port } = new URL(edge.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    const asked = `GET ${PATH}/slow HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\n\r\n`;
    socket.write(asked.repeat(6));
    await until('all are served', async () => (await inFlight()) === 6);
    socket.destroy();
    await until('none is', async () => (await inFlight()) === 0);
    gate.open();
    const head = await caller(edge);
    expect((await head.get(`${PATH}/slow`)).status).toBe(200);
    expect(await inFlight()).toBe(0);
    await edge.close();
  });
});

describe('people', () => {
  it('are about while their requests are served and for as long as they last were; probes are not people', async () => {
    const edge = await startEdge({ controllers: [StaysController] });
    const presence = edge.app.get(Presence);
    for (const probe of ['/livez', '/readyz', '/metrics']) await request(edge, probe);
    expect(presence.quietMs).toBe(Number.POSITIVE_INFINITY);
    const head = await caller(edge);
    const entered = new Promise<void>((done) => (gate.entered = done));
    gate.held = new Promise<void>((done) => (gate.open = done));
    const slow = head.get(`${PATH}/slow`);
    await entered;
    expect([presence.requests, presence.quietMs]).toEqual([1, 0]);
    gate.open();
    await slow;
    await until('nobody is served', () => presence.requests === 0);
    expect(presence.quietMs).toBeLessThan(Number.POSITIVE_INFINITY);
    await edge.close();
  });
});

describe('stopping', () => {
  it('finishes what is in flight, sends new requests elsewhere and lets kept-alive connections go', async () => {
    const edge = await startEdge({ controllers: [StaysController] });
    const authorization = `Bearer ${await edge.issuer.token({ person: 'o-1', role: 'office-head', unit: 'u', hours: 1 })}`;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (path: string, through: Agent): Promise<IncomingMessage> =>
      new Promise((done, failed) => {
        get(`${edge.url}${path}`, { agent: through, headers: { authorization } }, (answer) => {
          answer.resume();
          answer.on('end', () => done(answer));
        }).on('error', failed);
      });
    const second = new Agent({ keepAlive: true, maxSockets: 1 });
    const entered = new Promise<void>((done) => (gate.entered = done));
    gate.held = new Promise<void>((done) => (gate.open = done));
    const slow = ask(`${PATH}/slow`, agent);
    await entered;
    // A second connection, kept busy, so that it is still there when the server stops.
    const entersAgain = new Promise<void>((done) => (gate.entered = done));
    const other = ask(`${PATH}/slow`, second);
    await entersAgain;
    const closed = edge.close();
    gate.open();
    const [first, last] = await Promise.all([slow, other]);
    expect([first.statusCode, last.statusCode]).toEqual([200, 200]);
    expect(first.headers.connection).toBe('close');
    await closed;
    await expect(fetch(`${edge.url}/livez`)).rejects.toThrow();
    agent.destroy();
    second.destroy();
  });

  it('answers 503 on a connection that is open while the process prepares to end', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((done) => (release = done));
    class SlowToEnd {
      async beforeApplicationShutdown(): Promise<void> {
        await held;
      }
    }
    const edge = await startEdge({ controllers: [StaysController], providers: [SlowToEnd] });
    const closed = edge.close();
    const answer = await request(edge, '/livez');
    expect([answer.status, answer.body.code]).toEqual([503, 'SHUTTING_DOWN']);
    expect(answer.headers.get('retry-after')).toBe('2');
    release();
    await closed;
  });
});
