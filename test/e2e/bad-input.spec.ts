import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FORWARDS, START } from '@eventstore/db-client';
import { type County, form, foundCounty } from '../harness/county.js';
import { expectRebuildEqual } from '../harness/rebuild.js';
import { type Person, Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';

describe('what is refused changes nothing', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let superviseeId: string;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores, '2026-01-05 08:00', { BODY_LIMIT_BYTES: '65536' });
    at = await foundCounty(service);
    service.clock.set('2026-03-09 08:00');
    superviseeId = (await at.worker.done('supervisees', form())).id;
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  /** Ids of all events that the service stored so far. */
  /** What people did; what comes by time goes on beside it. */
  const history = async (): Promise<string[]> => {
    const ids: string[] = [];
    for await (const { event } of service.events.readAll({ direction: FORWARDS, fromPosition: START })) {
      const byTime = (event?.metadata as { role?: string } | undefined)?.role === 'system';
      if (event?.streamId.startsWith(`${stores.namespace}.`) && !byTime) ids.push(event.id);
    }
    return ids;
  };
  const report = {
    reportedOn: '2026-03-09',
    thinking: '情绪稳定',
    work: '在建材店上班',
    life: '与家人同住',
    callerNumber: '13800000000',
  };
  const weekly = (): string => `supervisees/${superviseeId}/weekly-reports`;

  type Refusal = readonly [
    what: string,
    by: () => Person,
    path: () => string,
    body: object | string,
    status: number,
    code: string,
    field?: string,
  ];
  const REFUSALS: readonly Refusal[] = [
    ['an unknown field', () => at.worker, weekly, { ...report, mood: 'good' }, 400, 'INVALID_INPUT', 'mood'],
    ['a wrong type', () => at.worker, weekly, { ...report, work: 7 }, 400, 'INVALID_INPUT', 'work'],
    ['a missing field', () => at.worker, weekly, { ...report, life: undefined }, 400, 'INVALID_INPUT', 'life'],
    [
      'a day that does not exist',
      () => at.worker,
      weekly,
      { ...report, reportedOn: '2026-02-30' },
      400,
      'INVALID_INPUT',
      'reportedOn',
    ],
    [
      'a day that nobody means',
      () => at.worker,
      weekly,
      { ...report, reportedOn: '2200-01-01' },
      400,
      'INVALID_INPUT',
      'reportedOn',
    ],
    [
      'metadata in the body',
      () => at.worker,
      weekly,
      { ...report, meta: { actor: 'x' } },
      400,
      'INVALID_INPUT',
      'meta',
    ],
    ['no JSON', () => at.worker, weekly, '{"work":', 400, 'MALFORMED_JSON'],
    ['a list', () => at.worker, weekly, '[]', 400, 'INVALID_INPUT', ''],
    ['a body too large', () => at.worker, weekly, { ...report, work: 'x'.repeat(70_000) }, 413, 'BODY_TOO_LARGE'],
    ['an unknown id', () => at.worker, () => 'supervisees/nobody/weekly-reports', report, 404, 'NOT_FOUND'],
    [
      'an id that is none',
      () => at.worker,
      () => 'supervisees/a%20b/weekly-reports',
      report,
      400,
      'INVALID_INPUT',
      'superviseeId',
    ],
    ["another office's record", () => at.otherHead, weekly, report, 404, 'NOT_FOUND'],
    ["another county's record", () => at.otherDirector, weekly, report, 404, 'NOT_FOUND'],
    ['a role that may not', () => at.analyst, weekly, report, 403, 'FORBIDDEN'],
    [
      'an office that was never founded',
      () => at.city,
      () => 'supervisees',
      form(9, { officeId: 'nowhere' }),
      404,
      'NOT_FOUND',
    ],
    [
      'a county in place of an office',
      () => at.city,
      () => 'supervisees',
      form(9, { officeId: 'minhou' }),
      422,
      'OFFICE_NEEDED',
    ],
    [
      'a wrong check character',
      () => at.worker,
      () => 'supervisees',
      form(9, { identityNumber: '350121199003010018' }),
      422,
      'IDENTITY_NUMBER_INVALID',
    ],
    [
      'a report of tomorrow',
      () => at.worker,
      weekly,
      { ...report, reportedOn: '2026-03-10' },
      422,
      'WEEKLY_REPORT_IN_FUTURE',
    ],
  ];
  it.each(REFUSALS.map((one) => [one[0], one] as const))('%s', async (_, [, by, path, body, status, code, field]) => {
    const before = await history();
    const answer = await by().post(path(), body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    if (field !== undefined) expect(answer.body.errors.map((error) => error.path)).toContain(field);
    expect(await history()).toEqual(before);
  });

  it.each([
    ['no token', {}],
    ['no good token', { authorization: 'Bearer x.y.z' }],
    ['another scheme', { authorization: 'Basic eDp5' }],
  ])('[SEC-1] %s', async (_, headers: Record<string, string>) => {
    const before = await history();
    const answer = await fetch(`${service.url}/v1/${weekly()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(report),
    });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Bearer/)]);
    expect(await history()).toEqual(before);
  });

  it('[SEC-2] what is out of reach reads as if it did not exist', async () => {
    const there = await at.worker.see(`supervisees/${superviseeId}`);
    expect(there.superviseeId).toBe(superviseeId);
    const [foreign, unknown] = [
      await at.otherHead.get(`supervisees/${superviseeId}`),
      await at.otherHead.get('supervisees/00000000-0000-4000-8000-000000000000'),
    ];
    const { instance: _one, ...foreignBody } = foreign.body;
    const { instance: _other, ...unknownBody } = unknown.body;
    expect([foreign.status, foreignBody]).toEqual([404, unknownBody]);
    expect((await at.otherDirector.see('supervisees')).items).toEqual([]);
    expect((await at.city.see('supervisees')).items).toHaveLength(1);
    const own = await at.colleague.get('social-workers/worker-1/attendance/2026-03');
    expect(own.status).toBe(404);
  });

  it('[SEC-3] who does not need personal data sees them masked', async () => {
    const seen = await at.analyst.see(`supervisees/${superviseeId}`);
    expect([seen.name, seen.identityNumber, seen.phone, seen.address]).toEqual(['***', '***', '***', '***']);
    expect(seen).toMatchObject({ category: 'SUSPENDED_SENTENCE', birthYear: 1990 });
  });

  it('the same command twice takes effect once and answers alike, with the same id in another body it is refused', async () => {
    const key = { 'idempotency-key': 'report-1' };
    const before = await history();
    const first = await at.worker.done(weekly(), report, key);
    const again = await Promise.all([1, 2, 3].map(() => at.worker.done(weekly(), report, key)));
    expect(again).toEqual([first, first, first]);
    expect(await history()).toHaveLength(before.length + 1);
    const other = await at.worker.post(weekly(), { ...report, work: '待业' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const stored = (await history()).length;
    const registered = { 'idempotency-key': 'register-5' };
    const receipts = await Promise.all([1, 2, 3, 4].map(() => at.worker.done('supervisees', form(5), registered)));
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(await history()).toHaveLength(stored + 1);
  });

  it('two conflicting commands at once: one takes effect, the other is told why not', async () => {
    const before = await history();
    const answers = await Promise.all([1, 2, 3, 4].map(() => at.worker.post('supervisees', form(6))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
    expect(answers.filter(({ status }) => status === 422).map(({ body }) => body.code)).toEqual(
      Array.from({ length: 3 }, () => 'ALREADY_REGISTERED'),
    );
    expect(await history()).toHaveLength(before.length + 1);
  });

  it('a command on a revision that is gone is refused with the one that is there', async () => {
    const path = `supervisees/${superviseeId}/rights-acknowledgement`;
    const told = { day: '2026-03-09', explainedBy: 'worker-1' };
    const stale = await at.worker.post(path, told, { 'if-match': '"7"' });
    expect([stale.status, stale.body.code, stale.body.details]).toEqual([
      412,
      'REVISION_MISMATCH',
      { expected: 7, actual: 0 },
    ]);
    const good = await at.worker.post(path, told, { 'if-match': '"0"' });
    expect([good.status, good.headers.get('etag')]).toEqual([200, '"1"']);
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    await expectRebuildEqual(service);
  });
});
