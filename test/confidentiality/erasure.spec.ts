import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Collection, Db } from 'mongodb';
import { verifyExport } from '../../src/audit/verification/verify.js';
import { DestroyKey, DestroyKeyHandler } from '../../src/confidentiality/destroy-key.handler.js';
import { ErasePersonalData } from '../../src/confidentiality/domain/erase-personal-data.js';
import { command } from '../../src/kernel/command.js';
import { Commands } from '../../src/platform/commands/commands.js';
import { readDatabase } from '../../src/platform/read-store/read-database.js';
import { masterKey } from '../../src/platform/sealing/key-file.js';
import { ERASED, MASKED } from '../../src/platform/sealing/seal.js';
import { type KeyDocument, SubjectKeys } from '../../src/platform/sealing/subject-keys.js';
import { type County, form, foundCounty } from '../harness/county.js';
import { expectRebuildEqual } from '../harness/rebuild.js';
import { type Person, Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';
import { until } from '../projections/read-side.js';
import { metaOf } from '../support/given.js';

const NAME = '欧阳慧珍';
const PHONE = '0591-87654321';
const REASON = '照料住院的母亲';
const SECRETS = [NAME, PHONE, REASON];
const appointed = (workerId: string) => ({
  workerId,
  officeId: 'ganzhe',
  name: NAME,
  phone: PHONE,
  appointedOn: '2026-01-05',
});
const order = { kind: 'socialWorker', ground: '档案保管期限届满' };
const today = { termFrom: '2026-01-05', effectiveOn: '2026-01-05', reportedOn: '2026-01-05' };
const at = (day: string) => ({ fromDay: day, fromHalf: 'AM', toDay: day, toHalf: 'AM' });

/** Bytes of every file below a folder. */
const filesIn = (folder: string): Buffer[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path));

describe('personal data', () => {
  let stores: Stores;
  let service: Service;
  let county: County;
  let db: Db;
  let keys: Collection<KeyDocument>;
  let own: Person;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    county = await foundCounty(service);
    db = readDatabase(service.mongo, stores.namespace);
    keys = db.collection<KeyDocument>('_keys');
    own = await service.as('social-worker', 'ganzhe', 'worker-9');
    await county.director.done('social-workers', appointed('worker-9'));
    const asked = { kind: 'PERSONAL', ...at('2026-03-03'), reason: REASON };
    await own.done('social-workers/worker-9/leave-requests', asked);
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const history = async (): Promise<string> => {
    const texts: string[] = [];
    for await (const { event } of service.events.readAll())
      if (event?.isJson) texts.push(JSON.stringify([event.data, event.metadata]));
    return texts.join('\n');
  };
  const documents = async (): Promise<string> => {
    const texts: string[] = [];
    for (const { collectionName } of await db.collections())
      texts.push(JSON.stringify(await db.collection(collectionName).find().toArray()));
    return texts.join('\n');
  };
  const exported = async (): Promise<string> => (await county.auditor.get('audit/events')).text;
  const keyOfWorker = (id: string) => keys.findOne({ _id: `workerId:${id}` });
  const secretsIn = (text: string | Buffer): string[] => SECRETS.filter((secret) => text.includes(secret));
  const leaveOf = async (reader: Person, workerId: string): Promise<object | undefined> => {
    const { items } = await reader.see('leave-requests');
    return items.find((row) => row.workerId === workerId);
  };
  const refusal = async (answer: ReturnType<Person['post']>): Promise<unknown[]> => {
    const { status, body } = await answer;
    return [status, body.code];
  };

  it('[SEC-3] are nowhere in clear: not in the events, not in the read models, in no file', async () => {
    expect(await county.head.see('social-workers/worker-9')).toMatchObject({ name: NAME, phone: PHONE });
    const [events, rows] = [await history(), await documents()];
    expect([events, rows].map((text) => text.includes('worker-9'))).toEqual([true, true]);
    expect([secretsIn(events), secretsIn(rows)]).toEqual([[], []]);
    const files = filesIn(stores.dataDir);
    const { EVENTSTORE_URL, MONGODB_URL } = process.env;
    expect(files.some((bytes) => bytes.includes('worker-9'))).toBe(!EVENTSTORE_URL || !MONGODB_URL);
    expect(files.flatMap(secretsIn)).toEqual([]);
  });

  it('[SEC-3] are not mixed with what another master key seals: the service does not begin with one', async () => {
    const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');
    await expect(Service.start(stores, '2026-01-05 08:00', { MASTER_KEY })).rejects.toThrow(
      'MASTER_KEY: is not the key that personal data were sealed under',
    );
  });

  it('[SEC-3] are masked for those who have no need of them', async () => {
    expect(await county.auditor.see('social-workers/worker-9')).toMatchObject({ name: MASKED, phone: MASKED });
    const lines = await exported();
    expect([lines.includes('worker-9'), secretsIn(lines)]).toEqual([true, []]);
  });

  it('[SEC-3] are sealed by keys that are kept wrapped by the master key alone', async () => {
    const kept = await keyOfWorker('worker-9');
    const wrapped = Buffer.from(kept?.wrapped?.buffer ?? []);
    const key = masterKey(undefined, stores.dataDir).unwrap('workerId:worker-9', wrapped).export();
    expect(key).toHaveLength(32);
    expect(filesIn(stores.dataDir).filter((bytes) => bytes.includes(key))).toEqual([]);
    expect(() => masterKey(Buffer.alloc(32, 1).toString('base64'), '').unwrap('workerId:worker-9', wrapped)).toThrow();
    expect(() => masterKey(undefined, stores.dataDir).unwrap('workerId:worker-1', wrapped)).toThrow();
  });

  it('are erased by a director of the person’s own county alone', async () => {
    const path = 'personal-data/worker-9/erasure';
    expect(await refusal(county.otherDirector.post(path, order))).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(county.head.post(path, order))).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(county.director.post(path, { ...order, kind: 'supervisee' }))).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(county.director.post('personal-data/nobody/erasure', order))).toEqual([404, 'NOT_FOUND']);
    expect((await keyOfWorker('worker-9'))?.wrapped).not.toBeNull();
    expect(await county.head.see('social-workers/worker-9')).toMatchObject({ name: NAME });
  });

  it('[SEC-3] are unreadable for everybody from the answer to an erasure on, and those of others are not', async () => {
    await county.director.done('personal-data/worker-9/erasure', order);
    for (const reader of [own, county.head, county.director, county.city])
      expect(await reader.see('social-workers/worker-9')).toMatchObject({ name: ERASED, phone: ERASED });
    expect(await leaveOf(county.head, 'worker-9')).toMatchObject({ reason: ERASED, days: 0.5 });
    expect(await county.head.see('social-workers/worker-1')).toMatchObject({ name: '王晓梅' });
    expect(await keyOfWorker('worker-9')).toMatchObject({ wrapped: null, destroyedAt: expect.any(Date) });
  });

  it('are erased once: a repeat of the order has its receipt, another order is refused', async () => {
    await county.director.done('social-workers', appointed('worker-8'));
    const headers = { 'idempotency-key': 'erase-worker-8' };
    const path = 'personal-data/worker-8/erasure';
    const receipt = await county.director.done(path, order, headers);
    expect(await county.director.done(path, order, headers)).toEqual(receipt);
    expect(await refusal(county.director.post(path, order))).toEqual([422, 'ALREADY_ERASED']);
  });

  it('[SEC-3] of an erased person are never taken in again; what holds none goes on', async () => {
    const asked = { kind: 'PERSONAL', ...at('2026-03-05'), reason: REASON };
    expect(await refusal(own.post('social-workers/worker-9/leave-requests', asked))).toEqual([422, 'PERSON_ERASED']);
    const left = { on: '2026-01-05', reason: REASON };
    expect(await refusal(county.director.post('social-workers/worker-9/departure', left))).toEqual([
      422,
      'PERSON_ERASED',
    ]);
    await own.done('social-workers/worker-9/check-ins', { device: 'terminal-1', place: '甘蔗司法所' });
  });

  it('[SEC-3] [AUD-4] leave counts, chain and replay as they were when they are erased', async () => {
    const registration = form(9, today);
    const { id: supervisee } = await county.worker.done('supervisees', registration);
    await county.director.done(`personal-data/${supervisee}/erasure`, { ...order, kind: 'supervisee' });
    expect(await county.head.see(`supervisees/${supervisee}`)).toMatchObject({ name: ERASED, identityNumber: ERASED });
    const lines = (await exported()).trimEnd().split('\n');
    const publicKey = masterKey(undefined, stores.dataDir).publicKey;
    expect(await verifyExport(lines, publicKey)).toMatchObject({ events: lines.length - 1, finding: null });
    await expectRebuildEqual(service);
  });

  it('are not erased with those of another person who was given the same id', async () => {
    const { id } = await county.worker.done('supervisees', form(10, today));
    const namesake = { ...appointed(id), officeId: 'fengcheng' };
    await county.otherDirector.done('social-workers', namesake);
    await county.otherDirector.done(`personal-data/${id}/erasure`, order);
    expect(await county.otherDirector.see(`social-workers/${id}`)).toMatchObject({ name: ERASED });
    expect(await county.head.see(`supervisees/${id}`)).toMatchObject({ name: form(10, today).name });
    await county.director.done(`personal-data/${id}/erasure`, { ...order, kind: 'supervisee' });
    expect(await county.head.see(`supervisees/${id}`)).toMatchObject({ name: ERASED });
  });

  it('[SEC-3] are erased by the reaction when the process dies before it could', async () => {
    await county.director.done('social-workers', appointed('worker-7'));
    const by = { actor: 'director-1', role: 'director', unit: 'minhou' } as const;
    const fields = { ...order, kind: 'socialWorker', personId: 'worker-7' } as const;
    const meta = { ...metaOf({ by, commandId: randomUUID() }), occurredAt: service.clock.now() };
    // The fact alone, as when the process ends between the fact and the destruction that it orders.
    await service.app.get(Commands).send(command(ErasePersonalData, fields, meta));
    await until('the reaction', async () => (await keyOfWorker('worker-7'))?.wrapped === null);
    expect(await county.head.see('social-workers/worker-7')).toMatchObject({ name: ERASED });
  });

  it('has keys that are destroyed once, however often it is done, even before they are made', async () => {
    const subjectKeys = service.app.get(SubjectKeys);
    const handler = new DestroyKeyHandler(subjectKeys);
    const destroyed = await keyOfWorker('worker-9');
    const destroy = (personId: string): Promise<void> =>
      handler.execute(
        command(
          DestroyKey,
          { personId, kind: 'socialWorker' },
          metaOf({ by: { actor: 'system', role: 'system', unit: '*' } }),
        ),
      );
    await destroy('worker-9');
    expect(await keyOfWorker('worker-9')).toEqual(destroyed);
    await Promise.all([destroy('never-seen'), destroy('never-seen')]);
    await expect(subjectKeys.sealer(['workerId:never-seen'])).rejects.toMatchObject({ code: 'PERSON_ERASED' });
  });
});
