import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventSources } from '../../../projections/registry.js';
import { EXIT, verifyCommand } from '../../../src/audit/audit-command.js';
import { AuditTrail } from '../../../src/audit/audit-trail.js';
import { MasterKey } from '../../../src/platform/sealing/master-key.js';
import { masterKey } from '../../../src/platform/sealing/key-file.js';
import { connectEventStore } from '../../../src/platform/streams/connect.js';
import { endClient } from '../../../src/platform/streams/end-client.js';
import { EventCatalogue } from '../../../src/platform/streams/event-codec.js';
import { form, foundCounty } from '../../harness/county.js';
import { Service } from '../../harness/service.js';
import { openProcesses } from '../../harness/stores.js';
import { type Chaining, rewriteStore, type StoredEvent } from './rewritten-store.js';

type History = readonly StoredEvent[];
const ADDRESS = { name: '某人', phone: '1' };

describe('a history that was changed in the file of the event store', () => {
  let stores: Awaited<ReturnType<typeof openProcesses>>;
  let folder: string;
  let pristine: StoredEvent[];
  let master: MasterKey;
  let namespace: string;
  const at = (name: string): string => join(folder, name);
  const file = (): string => join(stores.dataDir, 'eventstore', 'events.db');

  beforeAll(async () => {
    stores = await openProcesses();
    folder = mkdtempSync(join(tmpdir(), 'tampered-'));
    namespace = `${stores.namespace}.`;
    const service = await Service.start(stores);
    try {
      const county = await foundCounty(service);
      service.clock.set('2026-03-09 08:20');
      const { id } = await county.worker.done('supervisees', form());
      await county.worker.done('supervisees', form(2));
      const visit = { kind: 'HOME_VISIT', day: '2026-03-08', time: '09:30', visitors: ['worker-1'], place: '甘蔗街道' };
      service.clock.set('2026-03-10 08:20');
      await county.worker.done(`supervisees/${id}/visits`, { ...visit, day: '2026-03-09', findings: '在家' });
      for (const name of ['第一', '第二']) {
        const officer = { officerId: `officer-${name === '第一' ? 1 : 2}`, name, unitId: 'ganzhe', post: 'officer' };
        await county.admin.done('officers', officer);
      }
    } finally {
      await service.stop();
    }
    master = masterKey(undefined, stores.dataDir);
    writeFileSync(at('installation.pem'), master.publicKey);
    await exportTo('earlier.ndjson', 'heads.ndjson');
    writeFileSync(at('closing.json'), readFileSync(at('earlier.ndjson'), 'utf8').trimEnd().split('\n').at(-1) ?? '');
    pristine = await storedEvents();
    await stores.events.stop();
    copyFileSync(file(), at('pristine.db'));
  }, 180_000);
  afterAll(async () => {
    await stores.stop();
    rmSync(folder, { recursive: true });
  });

  const exportTo = async (events: string, heads?: string): Promise<void> => {
    const client = connectEventStore(stores.eventStoreUrl);
    const trail = new AuditTrail(client, new EventCatalogue(eventSources, stores.namespace), master);
    const written = async (name: string, lines: AsyncIterable<object>): Promise<void> => {
      const texts: string[] = [];
      for await (const line of lines) texts.push(`${JSON.stringify(line)}\n`);
      writeFileSync(at(name), texts.join(''));
    };
    await written(events, trail.lines({}, '*'));
    if (heads !== undefined) await written(heads, trail.heads('*'));
    await endClient(client);
  };

  const storedEvents = async (): Promise<StoredEvent[]> => {
    const client = connectEventStore(stores.eventStoreUrl);
    const found: StoredEvent[] = [];
    for await (const { event } of client.readAll()) {
      if (!event?.isJson || !event.streamId.startsWith(namespace)) continue;
      const { streamId: stream, id, type, created } = event;
      const [data, metadata] = [event.data, event.metadata] as unknown as [
        StoredEvent['data'],
        StoredEvent['metadata'],
      ];
      const position = Number(event.position?.commit);
      found.push({ stream, id, type, data, metadata, position, created: created.getTime() });
    }
    await endClient(client);
    return found;
  };

  /** Starts the store over a rewritten history, exports it as the installation does, and takes the store away again. */
  const exported = async (history: History, chaining: Chaining): Promise<void> => {
    copyFileSync(at('pristine.db'), file());
    for (const rest of ['-wal', '-shm', '.sums']) rmSync(file() + rest, { force: true });
    rewriteStore(file(), history, { namespace, chaining });
    await stores.events.start();
    try {
      await exportTo('now.ndjson');
    } finally {
      await stores.events.stop();
    }
  };
  const verified = async (against?: string, report?: string): Promise<{ code: number; text: string }> => {
    let text = '';
    const stdout = { write: (chunk: string) => (text += chunk) } as unknown as NodeJS.WriteStream;
    const options = {
      key: at('installation.pem'),
      ...(against === undefined ? {} : { against: at(against) }),
      ...(report === undefined ? {} : { report: at(report) }),
    };
    const code = await verifyCommand(at('now.ndjson'), options, { env: {}, stdout, stderr: stdout });
    return { code, text };
  };

  const visitAt = (): number => pristine.findIndex(({ type }) => type === 'VisitMade');
  const one = (index: number): StoredEvent => {
    const event = pristine[index];
    if (!event) throw new Error(`There is no event ${index}`);
    return event;
  };
  const placed = (history: History): History =>
    history.map((event, index) => ({ ...event, position: pristine[index]?.position ?? event.position + index }));
  const named = ({ stream, id }: StoredEvent): RegExp =>
    new RegExp(`${stream.slice(namespace.length).replaceAll('.', '\\.')}.*${id}`);
  const last = (): StoredEvent => one(pristine.length - 1);

  const tampering: [what: string, rewrite: () => { history: History; kind: string; first: StoredEvent }][] = [
    [
      'an event changed',
      () => {
        const index = visitAt();
        const forged = { ...one(index), data: { ...one(index).data, kind: 'PATROL' } };
        return { history: pristine.with(index, forged), kind: 'changed', first: one(index) };
      },
    ],
    [
      'who did it changed',
      () => {
        const forged = { ...one(5), metadata: { ...one(5).metadata, actor: 'somebody' } };
        return { history: pristine.with(5, forged), kind: 'changed', first: one(5) };
      },
    ],
    [
      'an event dropped from the middle of its stream',
      () => ({ history: placed(pristine.toSpliced(2, 1)), kind: 'dropped', first: one(2) }),
    ],
    ['the last event dropped', () => ({ history: pristine.slice(0, -1), kind: 'dropped', first: last() })],
    [
      'an event inserted',
      () => {
        const forged = { ...one(3), id: '0198a2b4-0000-5000-8000-000000000000', data: { ...one(3).data, ...ADDRESS } };
        const position = one(3).position - 1;
        return { history: pristine.toSpliced(3, 0, { ...forged, position }), kind: 'inserted', first: { ...forged } };
      },
    ],
    [
      'two events of a stream exchanged',
      () => ({ history: placed(pristine.with(3, one(4)).with(4, one(3))), kind: 'reordered', first: one(4) }),
    ],
    [
      'two events of different streams exchanged',
      () => {
        const index = visitAt();
        const history = placed(pristine.with(index, one(index - 1)).with(index - 1, one(index)));
        return { history, kind: 'reordered', first: one(index) };
      },
    ],
    [
      'a whole stream dropped',
      () => {
        const { stream } = one(visitAt());
        return { history: pristine.filter((event) => event.stream !== stream), kind: 'dropped', first: one(visitAt()) };
      },
    ],
  ];

  it('[AUD-4] is sound as long as nobody changed it', async () => {
    await exported(pristine, 'links');
    for (const against of [undefined, 'earlier.ndjson', 'heads.ndjson', 'closing.json'])
      expect(await verified(against)).toMatchObject({ code: EXIT.done });
  });

  it.each(tampering)(
    '[AUD-4] shows %s, chained anew, beside an earlier export, and names the first',
    async (_, rewrite) => {
      const { history, kind, first } = rewrite();
      await exported(history, 'anew');
      // Alone it is sound: that is what the earlier export is for.
      expect(await verified()).toMatchObject({ code: EXIT.done });
      const found = await verified('earlier.ndjson');
      expect([found.code, found.text]).toEqual([
        EXIT.notSound,
        expect.stringMatching(new RegExp(`line \\d+, ${kind}: `)),
      ]);
      expect(found.text).toMatch(named(first));
      for (const against of ['heads.ndjson', 'closing.json'])
        expect([against, (await verified(against)).code]).toEqual([against, EXIT.notSound]);
    },
  );

  it.each(tampering.slice(0, 6).filter(([what]) => !what.startsWith('the last')))(
    '[AUD-4] shows %s, with the links as they were, by the export alone',
    async (_, rewrite) => {
      await exported(rewrite().history, 'links');
      expect(await verified()).toMatchObject({ code: EXIT.notSound });
    },
  );

  it('[AUD-4] names the streams that are missing by the list of heads', async () => {
    const { stream } = one(visitAt());
    await exported(
      pristine.filter((event) => event.stream !== stream),
      'anew',
    );
    const { text } = await verified('heads.ndjson');
    expect(text).toContain(`1 whole streams are missing, the first is ${stream.slice(namespace.length)}`);
    expect((await verified('earlier.ndjson')).text).toContain('the whole stream visit-');
    const forged = readFileSync(at('heads.ndjson'), 'utf8').replace('"revision":0', '"revision":1');
    writeFileSync(at('forged-heads.ndjson'), forged);
    expect((await verified('forged-heads.ndjson')).text).toMatch(/较早的导出不可信.*not signed/);
  });

  it('[AUD-4] is reported so that a person can read it, in both languages', async () => {
    await exported(tampering[0]?.[1]().history ?? [], 'anew');
    const { text } = await verified('earlier.ndjson', 'report.html');
    await verified('earlier.ndjson', 'report.txt');
    const [page, plain] = [readFileSync(at('report.html'), 'utf8'), readFileSync(at('report.txt'), 'utf8')];
    for (const report of [page, plain]) {
      expect(report).toContain('结论：不可信 / Verdict: NOT SOUND');
      expect(report).toContain('earlier.ndjson');
      expect(report).toContain(`${pristine.length}`);
      expect(report).toContain(one(visitAt()).id);
      expect(report).toMatch(/[0-9a-f]{64}/);
    }
    expect(page).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    expect(plain).toContain(text.trim());
    await exported(pristine, 'links');
    await verified('earlier.ndjson', 'report.txt');
    expect(readFileSync(at('report.txt'), 'utf8')).toContain('结论：可信 / Verdict: sound');
  });
});
