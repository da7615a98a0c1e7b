import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandIdOf } from '../../src/platform/streams/ids.js';
import { StaysController, VALID } from './http-example.js';
import { caller, NOW, request, startEdge, type TestEdge } from './http-support.js';

const PATH = '/v1/people/p-1/stays';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

interface FieldError {
  path: string;
  code: string;
}
const errorsOf = (body: Record<string, unknown>): [string, string][] =>
  (body.errors as FieldError[]).map(({ path, code }) => [path, code]);

describe('the HTTP edge', () => {
  let edge: TestEdge;
  let head: Awaited<ReturnType<typeof caller>>;
  beforeAll(async () => {
    edge = await startEdge({ controllers: [StaysController] });
    head = await caller(edge);
  });
  afterAll(async () => edge.close());

  describe('orders', () => {
    it('become an instance of the command with what the edge knows of it', async () => {
      const answer = await head.post(PATH, VALID);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('etag')).toBe('"7"');
      expect(answer.body).toMatchObject({ id: 'p-1', made: true });
      const { meta, ...fields } = answer.body.command as Record<string, unknown>;
      expect(fields).toEqual({ ...VALID, personId: 'p-1' });
      const { commandId } = meta as { commandId: string };
      expect(commandId).toMatch(UUID);
      expect(meta).toEqual({
        actor: 'o-1',
        role: 'office-head',
        unit: 'office-1',
        commandId,
        correlationId: commandId,
        causationId: commandId,
        occurredAt: NOW,
      });
    });

    it('take id, correlation and expected revision from the headers', async () => {
      const correlation = '01890a5d-ac96-774b-bcce-b302099a8057';
      const answer = await head.post(PATH, VALID, {
        'idempotency-key': 'form-17',
        'x-correlation-id': correlation,
        'if-match': '"12"',
      });
      expect(answer.body.expectedRevision).toBe(12);
      expect((answer.body.command as { meta: object }).meta).toMatchObject({
        commandId: commandIdOf('o-1', 'form-17'),
        correlationId: correlation,
      });
    });

    it.each([
      ['if-match', '12', 'MALFORMED_IF_MATCH'],
      ['if-match', 'W/"12"', 'MALFORMED_IF_MATCH'],
      ['if-match', '"-1"', 'MALFORMED_IF_MATCH'],
      ['idempotency-key', 'two words', 'MALFORMED_IDEMPOTENCY_KEY'],
      ['idempotency-key', 'k'.repeat(201), 'MALFORMED_IDEMPOTENCY_KEY'],
    ])('refuse the header %s: %s', async (name, value, code) => {
      const answer = await head.post(PATH, VALID, { [name]: value });
      expect([answer.status, answer.body.code]).toEqual([400, code]);
    });

    it('need no body when no field is needed', async () => {
      expect((await head.post(`${PATH}/end`)).body.note).toBeNull();
      expect((await head.post(`${PATH}/end`, { note: '办妥' })).body.note).toBe('办妥');
    });
  });

  describe('input', () => {
    it.each<[string, unknown, [string, string][]]>([
      ['an unknown field', { ...VALID, extra: 1 }, [['extra', 'unknownField']]],
      ['a nested unknown field', { ...VALID, period: { ...VALID.period, x: 1 } }, [['period.x', 'unknownField']]],
      ['meta', { ...VALID, meta: { actor: 'x' } }, [['meta', 'unknownField']]],
      ['a field named constructor', { ...VALID, constructor: 1 }, [['constructor', 'unknownField']]],
      ['a field named toString', { ...VALID, toString: 1 }, [['toString', 'unknownField']]],
      ['a field of the path', { ...VALID, personId: 'p-2' }, [['personId', 'pathField']]],
      ['a missing field', { reason: 'x', period: { from: '2026-03-10' } }, [['period.to', 'required']]],
      [
        'a day that does not exist',
        { reason: 'x', period: { from: '2026-02-30', to: '2026-03-01' } },
        [['period.from', 'isDay']],
      ],
      ['an object for a text', { ...VALID, reason: { $gt: '' } }, [['reason', 'wrongType']]],
      ['null for an optional field', { ...VALID, urgent: null }, [['urgent', 'wrongType']]],
      ['a number for a flag', { ...VALID, urgent: 1 }, [['urgent', 'isBoolean']]],
      ['a text for an object', { ...VALID, period: '2026' }, [['period', 'wrongType']]],
      ['a list for the body', [VALID], [['', 'wrongType']]],
      ['too many items', { ...VALID, tiers: [{}, {}, {}, {}] }, [['tiers', 'arrayMaxSize']]],
      [
        'a wrong item',
        { ...VALID, tiers: [{ upToDays: 1 }, { upToDays: 1, endorsers: ['king'] }] },
        [['tiers.1.endorsers', 'isIn']],
      ],
      [
        'several at once',
        { reason: 'x'.repeat(21), period: { from: 'soon', to: '2026-03-12' }, tiers: [{}], odd: 1 },
        [
          ['odd', 'unknownField'],
          ['tiers.0.upToDays', 'required'],
          ['reason', 'maxLength'],
          ['period.from', 'isDay'],
        ],
      ],
    ])('names the field: %s', async (_, body, errors) => {
      const answer = await head.post(PATH, body);
      expect([answer.status, answer.body.code]).toEqual([400, 'INVALID_INPUT']);
      expect(errorsOf(answer.body).sort()).toEqual([...errors].sort());
    });

    it.each([
      ['__proto__', '{"reason":"x","__proto__":{"urgent":true},"period":{"from":"2026-03-10","to":"2026-03-12"}}'],
      ['constructor.prototype', '{"reason":"x","constructor":{"prototype":{"urgent":true}}}'],
      ['a broken object', '{"reason":'],
    ])('refuses %s in the JSON', async (_, body) => {
      const answer = await head.post(PATH, body);
      expect([answer.status, answer.body.code]).toEqual([400, 'MALFORMED_JSON']);
      expect(JSON.stringify(answer.body)).not.toContain('reason');
    });

    it('refuses an id that is not one', async () => {
      const answer = await head.post('/v1/people/.hidden/stays', VALID);
      expect(errorsOf(answer.body)).toEqual([['personId', 'matches']]);
    });

    it('refuses a body as deep as it can be', async () => {
      const answer = await head.post(PATH, `{"reason":${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
      expect(answer.status).toBe(400);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
      'refuses a body of %s',
      async (type) => {
        const answer = await head.post(PATH, 'reason=x', { 'content-type': type });
        expect([answer.status, answer.body.code]).toEqual([400, 'UNSUPPORTED_CONTENT_TYPE']);
      },
    );

    it('refuses a body over the limit with 413', async () => {
      const answer = await head.post(PATH, { ...VALID, reason: 'x'.repeat(1_048_577) });
      expect([answer.status, answer.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
    });
  });

  describe('questions', () => {
    it('turn the query string into what the fields are', async () => {
      const answer = await head.get(`${PATH}?limit=20&days=3&urgent=false&halves=AM&after=12`);
      expect(answer.body).toEqual({
        query: { personId: 'p-1', limit: 20, days: 3, urgent: false, halves: ['AM'], after: 12 },
        principal: { actor: 'o-1', role: 'office-head', unit: 'office-1', relation: 'unit', reach: ['office-1'] },
      });
    });

    it.each<[string, [string, string][]]>([
      [
        'limit=many',
        [
          ['limit', 'isInt'],
          ['limit', 'min'],
          ['limit', 'max'],
        ],
      ],
      ['limit=501', [['limit', 'max']]],
      ['limit=1&limit=2', [['limit', 'wrongType']]],
      ['urgent=yes', [['urgent', 'isBoolean']]],
      ['office=1', [['office', 'unknownField']]],
      ['__proto__=1', [['__proto__', 'unknownField']]],
      ['personId=p-2', [['personId', 'pathField']]],
      ['cursor[$gt]=1', [['cursor[$gt]', 'unknownField']]],
    ])('refuse %s', async (query, errors) => {
      const answer = await head.get(`${PATH}?${query}`);
      expect(answer.status).toBe(400);
      expect(errorsOf(answer.body).sort()).toEqual([...errors].sort());
    });

    it('stream long answers line by line', async () => {
      const answer = await head.get(`${PATH}/lines`);
      expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
      expect(answer.body.text).toBe('{"n":0}\n{"n":1}\n{"n":2}\n');
    });
  });

  describe('problems', () => {
    it.each<[string, number, string]>([
      ['rule', 422, 'OWN_STAY'],
      ['missing', 404, 'NOT_FOUND'],
      ['conflict', 409, 'CONFLICT'],
      ['revision', 412, 'REVISION_MISMATCH'],
      ['reused', 422, 'IDEMPOTENCY_KEY_REUSED'],
      ['away', 503, 'STORE_UNAVAILABLE'],
      ['cursor', 400, 'BAD_CURSOR'],
      ['bug', 500, 'INTERNAL_ERROR'],
    ])('say what went wrong: %s → %i %s', async (note, status, code) => {
      const answer = await head.post(`${PATH}/failures`, { note });
      expect([answer.status, answer.body.status, answer.body.code]).toEqual([status, status, code]);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(answer.body).toMatchObject({ instance: `${PATH}/failures`, title: expect.any(String) });
      expect(answer.body.type).toMatch(/^urn:problem:community-corrections:[a-z-]+$/);
      if (status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      if (status >= 500) expect(JSON.stringify(answer.body)).not.toMatch(/10\.1\.2\.3|张三|TypeError/);
    });

    it.each([
      [undefined, '不能为自己办理'],
      ['zh-CN,zh;q=0.9,en;q=0.8', '不能为自己办理'],
      ['en-GB,en;q=0.9', 'Not for yourself'],
      ['fr, en;q=0.5, zh;q=0.7', '不能为自己办理'],
      ['*', '不能为自己办理'],
    ])('speak the language that is preferred: %s', async (language, title) => {
      const headers: Record<string, string> = language === undefined ? {} : { 'accept-language': language };
      const answer = await head.post(`${PATH}/failures`, { note: 'rule' }, headers);
      expect(answer.body.title).toBe(title);
      expect(answer.body.details).toEqual({ person: 'p-1' });
    });

    it.each([
      ['/v1/nothing?secret=1', 404, 'NO_SUCH_ROUTE'],
      ['/v1/people/%zz/stays', 400, 'MALFORMED_REQUEST'],
      [`/v1/people/${'x'.repeat(200)}/stays`, 414, 'URI_TOO_LONG'],
    ])('answer an address that is none: %s', async (path, status, code) => {
      const answer = await head.get(path);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.body.instance).not.toContain('secret');
    });
  });

  it('logs a line per request, without address, query or body', async () => {
    const before = edge.log().length;
    await head.post(`${PATH}?name=zhangsan`, { ...VALID, reason: '身份证 350121' });
    await head.post(`${PATH}/failures`, { note: 'rule' });
    const lines = edge.log().slice(before);
    expect(lines.filter((line) => line.msg === 'request')).toEqual([
      expect.objectContaining({ method: 'POST', route: '/v1/people/:personId/stays', status: 200, actor: 'o-1' }),
      expect.objectContaining({ route: '/v1/people/:personId/stays/failures', status: 422, problem: 'OWN_STAY' }),
    ]);
    expect(lines[0]?.correlationId).toMatch(UUID);
    expect(JSON.stringify(lines)).not.toMatch(/p-1|zhangsan|350121|身份证/);
  });

  it('gives every answer an id, and its own headers of caution', async () => {
    const id = '01890a5d-ac96-774b-bcce-b302099a8057';
    const answer = await request(edge, '/livez', { headers: { 'x-request-id': id } });
    expect(answer.headers.get('x-request-id')).toBe(id);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
