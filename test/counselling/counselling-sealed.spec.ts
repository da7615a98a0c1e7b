import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppLogger } from '../../src/platform/logging/app-logger.js';
import { MASKED } from '../../src/platform/sealing/seal.js';
import { type County, form, foundCounty } from '../harness/county.js';
import { expectRebuildEqual } from '../harness/rebuild.js';
import { type Person, Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';

/** Said in the session, and nowhere else: wherever it turns up, something sealed was opened. */
const CANARY = '鹤鸣于九皋7f3a';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}
type Paths = Record<string, Record<string, { readonly parameters?: readonly Parameter[] }>>;

describe('what was said in counselling', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let superviseeId = '';
  let counsellingId = '';
  const logged: string[] = [];
  beforeAll(async () => {
    stores = await openStores();
    const lines = new Writable({
      write: (line: Buffer, _encoding, done) => {
        logged.push(line.toString());
        done();
      },
    });
    service = await Service.start(stores, undefined, {}, new AppLogger('trace', lines));
    at = await foundCounty(service);
    service.clock.set('2026-03-20 09:00');
    superviseeId = (await at.worker.done('supervisees', form())).id;
    const told = { day: '2026-03-12', minutes: 50, content: `本人谈到：${CANARY}` };
    counsellingId = (await at.worker.done(`supervisees/${superviseeId}/counselling-sessions`, told)).id;
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });
  const session = (rest: string): string => `counselling-sessions/${counsellingId}/${rest}`;
  const read = (by: Person, headers: Record<string, string> = {}) =>
    by.post(session('readings'), { reason: '准备下一次辅导' }, headers);
  const refusal = async (answer: ReturnType<Person['post']>): Promise<[number, string]> => {
    const { status, body } = await answer;
    return [status, body.code];
  };

  it('[PSY-1] [SEC-4] is read by the counsellor, for a stated reason that goes on record first', async () => {
    expect(await refusal(at.worker.post(session('readings')))).toEqual([400, 'INVALID_INPUT']);
    const { status, body } = await read(at.worker);
    expect([status, body]).toMatchObject([200, { id: counsellingId, content: `本人谈到：${CANARY}`, minutes: 50 }]);
    const { readings } = await at.head.see(session('access'));
    expect(readings).toMatchObject([{ by: 'worker-1', reason: '准备下一次辅导', at: '2026-03-20T01:00:00.000Z' }]);
  });

  it('[PSY-1] is read by nobody else: the office knows of the session alone, others not even that', async () => {
    for (const person of [at.head, at.colleague]) {
      expect(await refusal(read(person))).toEqual([403, 'COUNSELLING_SEALED']);
      const { items } = await person.see('counselling-sessions?office=ganzhe&month=2026-03');
      expect(items).toEqual([
        {
          ...{ counsellingId, superviseeId, officeId: 'ganzhe', path: ['fuzhou', 'minhou', 'ganzhe'] },
          ...{ counsellorId: 'worker-1', month: '2026-03', day: '2026-03-12', minutes: 50 },
        },
      ]);
    }
    for (const person of [at.deputy, at.director, at.city, at.otherHead, at.otherDirector]) {
      expect(await refusal(read(person))).toEqual([404, 'NOT_FOUND']);
      expect((await person.see('counselling-sessions')).items).toEqual([]);
    }
    for (const person of [at.auditor, at.analyst]) {
      expect(await refusal(read(person))).toEqual([403, 'FORBIDDEN']);
      expect((await person.get('counselling-sessions')).status).toBe(403);
    }
    expect((await at.colleague.get(session('access'))).status).toBe(404);
  });

  it('[PSY-1] is opened to whom the counsellor or the head lets in, until they say otherwise', async () => {
    const grant = (grantee: string) => ({ grantee, reason: '会商后续方案' });
    expect(await refusal(at.head.post(session('grants'), grant('head-1')))).toEqual([422, 'COUNSELLING_OWN_GRANT']);
    expect(await refusal(at.colleague.post(session('grants'), grant('worker-2')))).toEqual([
      422,
      'COUNSELLING_NOT_YOURS_TO_GRANT',
    ]);
    await at.worker.done(session('grants'), grant('head-1'));
    await at.head.done(session('grants'), grant('deputy-1'));
    expect((await read(at.head)).body).toMatchObject({ content: `本人谈到：${CANARY}` });
    expect((await read(at.deputy, { 'idempotency-key': 'once' })).body).toMatchObject({
      content: `本人谈到：${CANARY}`,
    });
    expect((await at.deputy.see('counselling-sessions')).items).toMatchObject([{ counsellingId }]);
    await at.head.done(session('revocations'), grant('deputy-1'));
    // Also not by repeating an order that was once let through.
    expect(await refusal(read(at.deputy, { 'idempotency-key': 'once' }))).toEqual([404, 'NOT_FOUND']);
    const access = await at.worker.see(session('access'));
    expect(access).toMatchObject({
      grantees: ['head-1'],
      decisions: [{ by: 'worker-1' }, { by: 'head-1', grantee: 'deputy-1' }, { kind: 'revoked' }],
    });
    expect(access.readings?.map(({ by }) => by)).toEqual(['worker-1', 'head-1', 'deputy-1']);
  });

  it('[PSY-1] is recorded from the registration to today, of people under supervision of the own office', async () => {
    const record = (by: Person, changed: object, of = superviseeId) =>
      refusal(
        by.post(`supervisees/${of}/counselling-sessions`, { day: '2026-03-12', minutes: 50, content: 'x', ...changed }),
      );
    expect(await record(at.worker, { day: '2026-03-08' })).toEqual([422, 'DAY_BEFORE_REGISTRATION']);
    expect(await record(at.worker, { day: '2026-03-21' })).toEqual([422, 'DAY_IN_FUTURE']);
    expect(await record(at.otherHead, {})).toEqual([404, 'NOT_FOUND']);
    expect(await record(at.analyst, {})).toEqual([403, 'FORBIDDEN']);
    const left = (await at.worker.done('supervisees', form(2))).id;
    await at.head.done(`supervisees/${left}/final-evaluation`, { on: '2026-03-20', summary: '表现良好' });
    const end = { on: '2026-03-20', certificateNumber: '解字〔2026〕9号', cause: 'PARDON' };
    await at.head.done(`supervisees/${left}/discharge`, end);
    expect(await record(at.worker, {}, left)).toEqual([422, 'NOT_UNDER_SUPERVISION']);
  });

  it('[PSY-1] stands in the personal file as a session, what was said masked for every reader', async () => {
    for (const person of [at.worker, at.head]) {
      await person.done(`supervisees/${superviseeId}/file-openings`, { reason: '季度评审' });
      const { items } = await person.see(`supervisees/${superviseeId}/file?type=CounsellingHeld`);
      expect(items).toMatchObject([{ type: 'CounsellingHeld', data: { counsellorId: 'worker-1', content: MASKED } }]);
      const printed = await person.get(`supervisees/${superviseeId}/file/printout`);
      expect([printed.text.includes('心理辅导'), printed.text.includes(CANARY)]).toEqual([true, false]);
    }
  });

  it('[PSY-1] is in no answer of any query, to anybody', async () => {
    const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as { paths: Paths };
    const values: Readonly<Record<string, string>> = {
      ...{ superviseeId, counsellingId, officeId: 'ganzhe', office: 'ganzhe', unit: 'ganzhe', unitId: 'ganzhe' },
      ...{
        month: '2026-03',
        quarter: '2026Q1',
        week: '2026-W11',
        workerId: 'worker-1',
        day: '2026-03-12',
        year: '2026',
      },
    };
    const asked = Object.entries(paths).flatMap(([path, { get }]) => {
      if (!get || !path.startsWith('/v1/')) return [];
      const filled = path.slice('/v1/'.length).replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x');
      const needed = (get.parameters ?? []).filter((one) => one.in === 'query' && one.required);
      const query = needed.map(({ name }) => `${name}=${values[name] ?? 'x'}`).join('&');
      return [query === '' ? filled : `${filled}?${query}`];
    });
    expect(asked.length).toBeGreaterThan(30);
    expect(asked).toContain('counselling-sessions');
    const answers = new Map<string, string>();
    for (const path of asked)
      for (const [who, person] of Object.entries({
        worker: at.worker,
        head: at.head,
        city: at.city,
        auditor: at.auditor,
      }))
        answers.set(`${who} ${path}`, (await person.get(path)).text);
    expect([...answers].filter(([, text]) => text.includes(CANARY)).map(([where]) => where)).toEqual([]);
    expect([...answers.values()].filter((text) => text.includes(counsellingId)).length).toBeGreaterThan(2);
  });

  it('[PSY-1] is in no refusal, no log line and no metric', async () => {
    const path = `supervisees/${superviseeId}/counselling-sessions`;
    const bad = { day: '2026-03-12', minutes: 50, content: `${CANARY}${'。'.repeat(20_000)}` };
    const refused = [
      await at.worker.post(path, bad),
      await at.worker.post(path, { ...bad, content: [CANARY] }),
      await at.worker.post(path, { ...bad, content: CANARY, minutes: CANARY }),
      await at.worker.post(path, { day: '2026-03-21', minutes: 50, content: CANARY }),
      await at.worker.post(path, `{"content":"${CANARY}"`),
      await at.otherHead.post(path, { day: '2026-03-12', minutes: 50, content: CANARY }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 422, 400, 404]);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('RecordCounselling');
    expect(logged.length).toBeGreaterThan(50);
    expect([...refused.map(({ text }) => text), metrics, ...logged].filter((text) => text.includes(CANARY))).toEqual(
      [],
    );
  });

  it('[AUD-5] is not in the read models, which history alone says', async () => {
    const rows = await expectRebuildEqual(service);
    expect(rows['counselling-sessions']).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(CANARY);
  });

  it('[PSY-1] [SEC-3] is gone with the key of the person, also for the counsellor', async () => {
    await at.director.done(`personal-data/${superviseeId}/erasure`, { kind: 'supervisee', ground: '档案保管期限届满' });
    const { status, body } = await read(at.worker);
    // Why it is read cannot be sealed any more either, and nothing is shown without that on record.
    expect([status, body.code]).toEqual([422, 'PERSON_ERASED']);
  });
});
