import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiHeader,
  ApiOperation,
  ApiParam,
  type ApiParamOptions,
  ApiQuery,
  ApiResponse,
} from '@nestjs/swagger';
import { describeFields, exampleOf, type JsonSchema, schemaOf } from '../../../kernel/fields.js';
import type { Title } from '../../../kernel/rejection.js';
import type { Role } from '../../../kernel/roles.js';
import { Problem, problemBody, type ProblemCode } from '../problem.js';
import { type Leeway, schemaOfExample, withAsOf } from './schema-of-example.js';

type FieldClass = new () => object;
// The decorators' types follow OpenAPI 3.0, where a schema's `examples` and numeric bounds differ; ours are JSON Schema 2020-12.
type DocumentedSchema = NonNullable<Parameters<typeof ApiHeader>[0]['schema']>;
export const documented = (schema: JsonSchema): DocumentedSchema => schema;

const RECEIPT_EXAMPLE = { id: 'w-001', revision: 3, position: 10482 };
const AS_OF = { position: 10482, at: '2026-03-09T00:30:00.000Z', stale: false };

/** Schemas that operations refer to. */
export const COMPONENT_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Receipt: {
    type: 'object',
    description: '命令回执 / what a command answers with',
    required: ['id', 'revision', 'position'],
    properties: {
      id: { type: 'string', description: '记录编号 / id of the record' },
      revision: { type: 'integer', description: '记录的版本，即 ETag / revision of the record, also the ETag' },
      position: {
        type: 'integer',
        description: '在全部历史中的位置，可作为查询的 after / position in the history, for `after` of a query',
      },
    },
    examples: [RECEIPT_EXAMPLE],
  },
  Problem: {
    type: 'object',
    description: 'RFC 9457',
    required: ['type', 'title', 'status', 'code', 'instance'],
    properties: {
      type: { type: 'string', format: 'uri' },
      title: { type: 'string', description: '按 Accept-Language 为中文或英文 / Chinese or English' },
      status: { type: 'integer' },
      code: { type: 'string', description: '稳定的代码 / stable' },
      detail: { type: 'string' },
      instance: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['path', 'code', 'message'],
          properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
        },
      },
      details: { type: 'object', additionalProperties: true },
    },
  },
  AsOf: {
    type: 'object',
    description: '答复所依据的历史位置 / which state of the history the answer shows',
    required: ['position', 'at', 'stale'],
    properties: {
      position: { type: 'integer' },
      at: { type: ['string', 'null'], format: 'date-time' },
      stale: { type: 'boolean' },
    },
    examples: [AS_OF],
  },
};

export const answers = (status: number, description: string, mediaType: string, schema: JsonSchema, example: unknown) =>
  ApiResponse({ status, description, content: { [mediaType]: { schema: documented(schema), example } } });

export const refusal = (code: ProblemCode, extras: ConstructorParameters<typeof Problem>[1] = {}): MethodDecorator => {
  const problem = new Problem(code, extras);
  const schema = { $ref: '#/components/schemas/Problem' };
  return answers(
    problem.status,
    `${problem.title.zh} / ${problem.title.en}`,
    'application/problem+json',
    schema,
    problemBody(problem, 'zh', '/v1/…'),
  );
};

export const refusals = (): MethodDecorator[] => [
  refusal('INVALID_INPUT', { errors: [{ path: 'fromDay', code: 'isDay', message: 'must be a day that exists' }] }),
  refusal('UNAUTHENTICATED'),
  refusal('FORBIDDEN'),
  refusal('TOO_MANY_REQUESTS'),
  refusal('STORE_UNAVAILABLE'),
];

const notFoundAnswer = (): MethodDecorator =>
  answers(
    404,
    '未找到该记录 / No such record',
    'application/problem+json',
    { $ref: '#/components/schemas/Problem' },
    problemBody(
      new Problem('NOT_FOUND', {}, { status: 404, title: { zh: '未找到该记录', en: 'No such record' } }),
      'zh',
      '/v1/…',
    ),
  );

export const ruleAnswer = (): MethodDecorator =>
  answers(
    422,
    '规则不允许，code 指明是哪一条 / a rule says no; `code` says which',
    'application/problem+json',
    { $ref: '#/components/schemas/Problem' },
    problemBody(
      new Problem(
        'OWN_LEAVE',
        {},
        { status: 422, title: { zh: '不能审批自己的请假', en: 'Nobody decides on their own leave' } },
      ),
      'zh',
      '/v1/…',
    ),
  );

export const operation = (title: Title, roles: readonly Role[]): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: `${title.zh} / ${title.en}`, description: `角色 / roles: ${roles.join(', ')}` }),
    ApiBearerAuth('token'),
    ApiHeader({
      name: 'X-On-Behalf-Of',
      required: false,
      description: '代其行事的人 / person acted for, by a delegation in force',
      schema: { type: 'string' },
    }),
  );

export const pathParameters = (of: FieldClass): MethodDecorator[] =>
  describeFields(of)
    .filter((field) => field.options.path)
    .map((field) =>
      ApiParam({ name: field.name, required: true, schema: documented(field.schema) } as ApiParamOptions),
    );

/** Documents a command's route. */
export const commandDocs = (of: FieldClass, roles: readonly Role[], title: Title): MethodDecorator => {
  const schema = schemaOf(of);
  const receipt = { $ref: '#/components/schemas/Receipt' };
  return applyDecorators(
    operation(title, roles),
    ...pathParameters(of),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: '重复提交同一键只生效一次 / a repeat with the same key takes effect once',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: '预期的版本，如 "12" / revision that the record has to be at',
      schema: { type: 'string', pattern: '^"\\d+"$' },
    }),
    ApiBody({
      required: (schema.required as string[]).length > 0,
      schema: documented(schema),
      examples: { example: { value: exampleOf(of) } },
    }),
    answers(200, '已生效 / took effect', 'application/json', receipt, RECEIPT_EXAMPLE),
    ...refusals(),
    notFoundAnswer(),
    ruleAnswer(),
    refusal('CONFLICT'),
    refusal('REVISION_MISMATCH'),
    refusal('BODY_TOO_LARGE'),
  );
};

/** Documents a route that anybody may use and that nobody's token names: it takes fields and answers with a receipt. */
export const openOrderDocs = (of: FieldClass, title: Title): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: `${title.zh} / ${title.en}` }),
    ...pathParameters(of),
    ApiBody({
      required: true,
      schema: documented(schemaOf(of)),
      examples: { example: { value: exampleOf(of) } },
    }),
    answers(200, '已生效 / took effect', 'application/json', { $ref: '#/components/schemas/Receipt' }, RECEIPT_EXAMPLE),
    ...refusals(),
    ruleAnswer(),
  );

/** How the answer of a query looks in the documentation. */
export interface AnswerDocs extends Leeway {
  /** An example row (of a list) or the example answer itself; its schema follows from it unless given. */
  readonly example?: unknown;
  readonly schema?: JsonSchema;
  /** `page`: rows in cursor pages; `one`: the example itself; `ndjson`: one row a line; `html`: a page to print; `pdf`: the same as a file; `table`: a spreadsheet. `page` when the query pages. */
  readonly as?: 'page' | 'one' | 'ndjson' | 'html' | 'pdf' | 'table';
}

const MEDIA_TYPES = {
  one: 'application/json',
  ndjson: 'application/x-ndjson',
  html: 'text/html',
  pdf: 'application/pdf',
  table: 'text/csv',
} as const;

/** Documents a query's route. */
export const queryDocs = (of: FieldClass, roles: readonly Role[], title: Title, docs: AnswerDocs): MethodDecorator => {
  const fields = describeFields(of);
  const as = docs.as ?? (fields.some((field) => field.name === 'cursor') ? 'page' : 'one');
  const example = docs.example ?? {};
  const asksAfter = as === 'one' && fields.some((field) => field.name === 'waitMs');
  const schema = withAsOf(docs.schema ?? schemaOfExample(example, docs), asksAfter);
  const shown = asksAfter && typeof example === 'object' ? { ...example, asOf: AS_OF } : example;
  const asOf = { $ref: '#/components/schemas/AsOf' };
  const page = {
    type: 'object',
    required: ['items', 'next', 'asOf'],
    properties: { items: { type: 'array', items: schema }, next: { type: ['string', 'null'] }, asOf },
  };
  return applyDecorators(
    operation(title, roles),
    ...pathParameters(of),
    ...fields
      .filter((field) => !field.options.path)
      .map((field) =>
        ApiQuery({
          name: field.name,
          required: !field.options.optional,
          schema: documented(field.schema),
        }),
      ),
    as === 'page'
      ? answers(200, '一页 / one page', 'application/json', page, { items: [example], next: null, asOf: AS_OF })
      : answers(200, '答复 / the answer', MEDIA_TYPES[as], schema, shown),
    ...refusals(),
    notFoundAnswer(),
  );
};
