import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { describeFields, IntegerField, type JsonSchema, pathFieldsOf, TextField } from '../../kernel/fields.js';
import type { Reader } from '../read-store/reach.js';
import { DEFAULT_PAGE, DEFAULT_WAIT_MS, LARGEST_PAGE } from '../read-store/read-store.js';
import { readerOf } from './edge-request.js';
import { invalidInput } from './problem.js';
import { readFields } from './read-fields.js';

export const QUESTION = Symbol('query class of a route');

export type QuestionClass<Q extends object = object> = new () => Q;

/** A question of somebody: its fields, read from path and query string, and who asks. */
export interface Question<Q extends object> {
  readonly query: Q;
  readonly principal: Reader;
}

/** Fields of every question: which of the caller's own writes the answer has to show. */
export class AfterQuery {
  @IntegerField({
    optional: true,
    description: '回执中的 position：等待视图到达此处 / position of a receipt: wait until the view has got there',
    example: 42,
  })
  declare readonly after?: number;
  @IntegerField({
    optional: true,
    max: 30_000,
    description: `最多等待毫秒数，默认 ${DEFAULT_WAIT_MS} / how long to wait for it, ms`,
    example: DEFAULT_WAIT_MS,
  })
  declare readonly waitMs?: number;
}

/** Fields of every list. */
export class PageQuery extends AfterQuery {
  @IntegerField({
    optional: true,
    min: 1,
    max: LARGEST_PAGE,
    description: `每页条数，默认 ${DEFAULT_PAGE} / rows per page`,
    example: DEFAULT_PAGE,
  })
  declare readonly limit?: number;
  @TextField({ optional: true, max: 4_000, description: '上一页的 next / `next` of the page before' })
  declare readonly cursor?: string;
}

/** A query string has only text: numbers, flags and lists become what the schema says. What does not fit stays, and is refused. */
const converted = (value: unknown, schema: JsonSchema): unknown => {
  if (schema.type === 'array') return (Array.isArray(value) ? value : [value]) as unknown[];
  if (typeof value !== 'string') return value;
  if (schema.type === 'integer' || schema.type === 'number')
    return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
};

const inputOf = (of: QuestionClass, request: FastifyRequest): Record<string, unknown> => {
  const query = request.query as Record<string, unknown>;
  const inPath = pathFieldsOf(of);
  const twice = inPath.filter((name) => Object.hasOwn(query, name));
  if (twice.length > 0)
    throw invalidInput(twice.map((path) => ({ path, code: 'pathField', message: 'is given by the path' })));
  const params = request.params as Record<string, string>;
  const schemas = new Map(describeFields(of).map((field) => [field.name, field.schema]));
  return Object.fromEntries([
    ...Object.entries(query).map(([name, value]) => [name, converted(value, schemas.get(name) ?? {})] as const),
    ...inPath.map((name) => [name, params[name]] as const),
  ]);
};

/** The fields of a question, from path and query string. */
export const queryIn = <Q extends object>(of: QuestionClass<Q>, request: FastifyRequest): Q =>
  readFields(of, inputOf(of, request));

/** The question of a `@GetQuery` route, as `Question<Q>`. */
export const Queried = createParamDecorator((_: unknown, context: ExecutionContext): Question<object> => {
  const of = Reflect.getMetadata(QUESTION, context.getHandler()) as QuestionClass | undefined;
  if (!of) throw new Error(`${context.getClass().name}.${context.getHandler().name} has no @GetQuery`);
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { principal: readerOf(request), query: queryIn(of, request) };
});
