import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StaysController, VALID } from './http-example.js';
import { examplesOf, openApiFaults, type OpenApiDocument, operationsOf } from './http-open-api-check.js';
import { request, startEdge, type TestEdge } from './http-support.js';

describe('the OpenAPI document', () => {
  let edge: TestEdge;
  let document: OpenApiDocument;
  beforeAll(async () => {
    edge = await startEdge({ controllers: [StaysController] });
    document = (await request(edge, '/openapi.json')).body as unknown as OpenApiDocument;
  });
  afterAll(async () => edge.close());

  it('is of version 3.1 and has every route', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(operationsOf(document).map(({ where }) => where)).toEqual(
      expect.arrayContaining(['post /v1/people/{personId}/stays', 'get /v1/people/{personId}/stays', 'get /readyz']),
    );
  });

  it('holds schemas of JSON Schema 2020-12 and an example, that fits, of all that is taken and answered', () => {
    // Routes that name neither roles nor documentation are there for other tests.
    const plain = /stays\/(lines|slow|open)/;
    expect(openApiFaults(document).filter((fault) => !plain.test(fault))).toEqual([]);
    expect(openApiFaults(document).filter((fault) => plain.test(fault)).length).toBeGreaterThan(0);
  });

  it('shows a command as it is: body, headers, refusals, who may', () => {
    const plan = document.paths['/v1/people/{personId}/stays']?.post;
    const body = plan?.requestBody?.content['application/json'];
    expect(body?.schema).toMatchObject({ additionalProperties: false, required: ['reason', 'period'] });
    expect(examplesOf(body ?? {})).toEqual([VALID]);
    expect(plan?.summary).toBe('安排 / Plan a stay');
    expect(plan?.parameters?.map((one) => one.name)).toEqual(
      expect.arrayContaining(['personId', 'Idempotency-Key', 'If-Match', 'X-On-Behalf-Of']),
    );
    expect(Object.keys(plan?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '404', '409', '412', '413', '422', '429', '503']),
    );
    expect(plan?.security).toEqual([{ token: [] }]);
  });

  it('shows a question as it is: its parameters, with their bounds', () => {
    const list = document.paths['/v1/people/{personId}/stays']?.get;
    const limit = list?.parameters?.find((one) => one.name === 'limit');
    expect(limit).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 500 },
    });
    expect(list?.responses['200']?.content?.['application/json']?.example).toMatchObject({
      items: [{ personId: 'p-1', days: 3 }],
      next: null,
    });
  });

  it('can be browsed', async () => {
    const page = await request(edge, '/docs');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect((await request(edge, '/docs/swagger-ui-bundle.js')).status).toBe(200);
  });
});
