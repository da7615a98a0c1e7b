import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { StaysController, VALID } from './http-example.js';
import { request, startEdge, type TestEdge } from './http-support.js';

interface Media {
  schema?: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}
interface Operation {
  summary?: string;
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
  security?: object[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

const examplesOf = (media: Media): unknown[] => [
  ...(media.example === undefined ? [] : [media.example]),
  ...Object.values(media.examples ?? {}).map((one) => one.value),
];

describe('the OpenAPI document', () => {
  let edge: TestEdge;
  let document: Document;
  let operations: { where: string; path: string; operation: Operation }[];
  let compile: (schema: object) => ValidateFunction;
  beforeAll(async () => {
    edge = await startEdge({ controllers: [StaysController] });
    document = (await request(edge, '/openapi.json')).body as unknown as Document;
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ where: `${method} ${path}`, path, operation })),
    );
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajvFormats.default(ajv);
    ajv.addSchema({ $id: 'openapi', components: document.components });
    compile = (schema) =>
      ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')) as object);
  });
  afterAll(async () => edge.close());

  it('is of version 3.1 and names every operation once', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(operations.map(({ where }) => where)).toEqual(
      expect.arrayContaining(['post /v1/people/{personId}/stays', 'get /v1/people/{personId}/stays', 'get /readyz']),
    );
  });

  it('holds only schemas that compile as JSON Schema 2020-12, and examples that fit them', () => {
    let examples = 0;
    for (const { where, operation } of operations) {
      for (const parameter of operation.parameters ?? []) expect(() => compile(parameter.schema)).not.toThrow();
      const contents = [
        operation.requestBody?.content,
        ...Object.values(operation.responses).map((one) => one.content),
      ];
      for (const media of contents.flatMap((content) => Object.values(content ?? {}))) {
        const fits = compile(media.schema ?? {});
        for (const example of examplesOf(media)) {
          examples += 1;
          fits(example);
          expect([where, example, fits.errors]).toEqual([where, example, null]);
        }
      }
    }
    expect(examples).toBeGreaterThan(operations.length);
  });

  it('gives each documented operation an example of what it takes and of what it answers', () => {
    const own = operations.filter(({ operation }) => operation.summary !== '' && operation.summary !== undefined);
    expect(own.length).toBeGreaterThanOrEqual(7);
    for (const { where, operation } of own) {
      const taken = Object.values(operation.requestBody?.content ?? {}).map((media) => examplesOf(media).length > 0);
      const given = Object.values(operation.responses['200']?.content ?? {}).map(
        (media) => examplesOf(media).length > 0,
      );
      expect([where, taken.every(Boolean), given.length > 0 && given.every(Boolean)]).toEqual([where, true, true]);
    }
  });

  it('declares each parameter of each path', () => {
    for (const { where, path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name);
      if (operation.summary) expect([where, declared.sort()]).toEqual([where, inPath.sort()]);
    }
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
