import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { EventStoreDBClient, type JSONEventType, jsonEvent, NO_STREAM, START } from '@eventstore/db-client';
import { type Line, sideBySide } from '../measure/figures.js';
import { round } from '../measure/load.js';
import { median } from '../measure/statistics.js';
import type { Bench } from '../system/bench.js';
import { BareClient } from '../system/bare-call.js';
import { limitLine } from '../system/memory-log.js';
import { Measured } from '../system/processes.js';

const IN_FLIGHT = 64;
const APPENDS = 10_000;
const ROUNDS = 5;
const EVENTS = 1_000_000;
const CAUGHT_UP = 200_000;
const CHUNK = 500;
/** Bytes of data in an event. */
const SIZE = 300;
const TEXT = 'x'.repeat(SIZE);

type Noted = JSONEventType<'Noted', { readonly text: string }>;
const noted = () => jsonEvent<Noted>({ type: 'Noted', data: { text: TEXT } });

/** One event to a stream of its own, confirmed when it is on disk. */
const appends = async (bench: Bench, client: EventStoreDBClient, bare: BareClient): Promise<Line> => {
  const count = bench.size(APPENDS, IN_FLIGHT);
  const record = Buffer.from(TEXT);
  const [ours, raw]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < bench.rounds(ROUNDS); turn += 1) {
    raw.push((await round(IN_FLIGHT, count, () => bare.append(record))).rate);
    const one = (): Promise<unknown> =>
      client.appendToStream(`bench-${randomUUID()}`, [noted()], { expectedRevision: NO_STREAM });
    ours.push((await round(IN_FLIGHT, count, one)).rate);
  }
  return {
    name: `embedded event store, ${IN_FLIGHT} appends in flight: rate`,
    ours: `${median(ours).toFixed(0)} /s, official client`,
    raw: `${median(raw).toFixed(0)} /s, bare gRPC over the same storage`,
    ratio: sideBySide(ours, raw),
    aim: { atLeast: 0.7 },
    note: `each durable, ${SIZE} bytes`,
  };
};

const fill = async (client: EventStoreDBClient, count: number): Promise<void> => {
  const streams = Math.ceil(count / CHUNK);
  await round(4, streams, () => client.appendToStream(`fill-${randomUUID()}`, Array.from({ length: CHUNK }, noted)));
};

/** Who spends more time on a catch-up: a server that does limits every client. */
const catchUp = async (bench: Bench, client: EventStoreDBClient, server: Measured): Promise<Line> => {
  const count = bench.size(CAUGHT_UP, CHUNK);
  const [ratios, rates]: [number[], number[]] = [[], []];
  let note = '';
  for (let turn = 0; turn < bench.rounds(ROUNDS); turn += 1) {
    const before = (await server.usage()).cpuMs;
    const own = process.cpuUsage();
    const begun = performance.now();
    let read = 0;
    for await (const _ of client.subscribeToAll({ fromPosition: START })) {
      read += 1;
      if (read === count) break;
    }
    rates.push((count / (performance.now() - begun)) * 1_000);
    const { user, system } = process.cpuUsage(own);
    const consuming = (user + system) / 1_000;
    const serving = (await server.usage()).cpuMs - before;
    ratios.push(serving / consuming);
    note = `per event: server ${((serving / count) * 1_000).toFixed(0)} µs, client ${((consuming / count) * 1_000).toFixed(0)} µs`;
  }
  return {
    name: `embedded event store, catch-up: server’s processor time to the client’s`,
    ours: `${median(rates).toFixed(0)} events/s`,
    raw: 'the same catch-up, client’s side',
    ratio: median(ratios),
    aim: { atMost: 1 },
    note,
  };
};

/** From when the process is started to when it takes calls: after it was killed, and after it was stopped in order. */
const starts = async (bench: Bench, count: number, start: () => Promise<Measured>): Promise<Line> => {
  const took: Record<'SIGKILL' | 'SIGTERM', number[]> = { SIGKILL: [], SIGTERM: [] };
  for (let turn = 0; turn < bench.rounds(ROUNDS); turn += 1)
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const server = await start();
      const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
      await client.appendToStream(`last-${randomUUID()}`, [noted()]);
      await client.dispose();
      await server.stop(signal);
      const begun = performance.now();
      const again = await start();
      took[signal].push(performance.now() - begun);
      await again.stop();
    }
  return {
    name: `embedded event store, ${count} events: start after kill -9`,
    ours: `${median(took.SIGKILL).toFixed(0)} ms`,
    raw: `${median(took.SIGTERM).toFixed(0)} ms after a stop in order`,
    ratio: sideBySide(took.SIGKILL, took.SIGTERM),
    aim: { atMost: 2 },
    note: 'both compare the whole file',
  };
};

/** What the embedded event store does, against a bare log over the same storage. A server of its own, so that its memory tells. */
export const embeddedEventStore = async (bench: Bench): Promise<Line[]> => {
  if (bench.stores.eventStore.length === 0) return [];
  const folder = (name: string): string => join(bench.stores.data, 'scenes', name);
  const args = ['--data', folder('events'), '--port', '0'];
  const start = (): Promise<Measured> =>
    Measured.start('event store', 'embedded/eventstore/main.js', args, {}, bench.stores.nodeArgs);
  const server = await start();
  const bareLog = await Measured.start('bare log', 'bench/system/bare-log.js', ['--data', folder('bare')], {});
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
  const bare = new BareClient(bareLog.port);
  const count = bench.size(EVENTS, CHUNK);
  const lines: Line[] = [];
  try {
    bench.say('embedded event store, appends');
    lines.push(await appends(bench, client, bare));
    bench.say(`embedded event store, writing ${count} events`);
    await fill(client, count);
    bench.say('embedded event store, catch-up');
    lines.push(await catchUp(bench, client, server));
    lines.push(limitLine(`embedded event store, ${count} events`, await server.usage()));
  } finally {
    bare.close();
    await client.dispose();
    await server.stop();
    await bareLog.stop();
  }
  bench.say('embedded event store, starts');
  return [...lines, await starts(bench, count, start)];
};
