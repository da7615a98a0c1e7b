import type { JsonSchema } from '../../../kernel/fields.js';

/**
 * What an example leaves open of the answers that it stands for: fields by their dotted paths, those of a list's rows without a number, and
 * `*` for the keys of an object whose keys are codes.
 */
export interface Leeway {
  /** May be null where the example shows a value. */
  readonly nullable?: readonly string[];
  /** May be missing. */
  readonly optional?: readonly string[];
  /** Objects whose keys are codes, any of them. */
  readonly maps?: readonly string[];
  /** Objects that have whatever fields, and values of whatever type. */
  readonly open?: readonly string[];
}

/**
 * The JSON Schema that an example answer shows: the names and types of its fields, each of which an answer has unless told. Null says
 * nothing of the type.
 */
export const schemaOfExample = (example: unknown, leeway: Leeway = {}, at = ''): JsonSchema => {
  if (example === null || example === undefined) return {};
  if (leeway.open?.includes(at) && typeof example !== 'object') return {};
  const may = (schema: JsonSchema & { readonly type: string }): JsonSchema =>
    leeway.nullable?.includes(at) ? { ...schema, type: [schema.type, 'null'] } : schema;
  if (Array.isArray(example)) {
    const items = example.map((item) => schemaOfExample(item, leeway, at));
    return { type: 'array', items: items.reduce(covering, {}) };
  }
  if (typeof example === 'object') return may(schemaOfObject(example, leeway, at));
  if (typeof example === 'number') return may({ type: Number.isInteger(example) ? 'integer' : 'number' });
  return may({ type: typeof example === 'boolean' ? 'boolean' : 'string' });
};

const schemaOfObject = (example: object, leeway: Leeway, at: string): JsonSchema & { type: 'object' } => {
  if (leeway.open?.includes(at)) return { type: 'object', additionalProperties: true };
  if (leeway.maps?.includes(at)) return schemaOfMap(example, leeway, at);
  const shown = Object.entries(example).filter(([, value]) => value !== undefined);
  const fields = shown.map(([name, value]) => [name, at === '' ? name : `${at}.${name}`, value] as const);
  return {
    type: 'object',
    required: fields.filter(([, path]) => !leeway.optional?.includes(path)).map(([name]) => name),
    properties: Object.fromEntries(fields.map(([name, path, value]) => [name, schemaOfExample(value, leeway, path)])),
  };
};

const schemaOfMap = (example: object, leeway: Leeway, at: string): JsonSchema & { type: 'object' } => {
  const values = Object.values(example).map((value) => schemaOfExample(value, leeway, at === '' ? '*' : `${at}.*`));
  return { type: 'object', additionalProperties: values.reduce(covering, {}) };
};

/** The schema of an answer that says as of when it is, beside the fields of its example. */
export const withAsOf = (schema: JsonSchema, saysIt: boolean): JsonSchema => {
  if (!saysIt || !isObject(schema)) return schema;
  const { properties, required = [] } = schema;
  return {
    ...schema,
    required: [...new Set([...required, 'asOf'])],
    properties: { asOf: { $ref: '#/components/schemas/AsOf' }, ...properties },
  };
};

interface ObjectSchema extends JsonSchema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, JsonSchema>>;
}
const isObject = (schema: JsonSchema): schema is ObjectSchema => schema.properties !== undefined;

/** The schema of what may be either: fields of both, of which those of one alone may be missing, and a number where one is no integer. */
const covering = (one: JsonSchema, other: JsonSchema): JsonSchema => {
  if (one.type === undefined || other.type === undefined) return one.type === undefined ? other : one;
  if (isObject(one) && isObject(other)) {
    const names = [...new Set([...Object.keys(one.properties), ...Object.keys(other.properties)])];
    const properties = names.map(
      (name) => [name, covering(one.properties[name] ?? {}, other.properties[name] ?? {})] as const,
    );
    const required = one.required?.filter((name) => other.required?.includes(name)) ?? [];
    return { ...one, required, properties: Object.fromEntries(properties) };
  }
  if (one.type === 'integer' && other.type === 'number') return other;
  return one;
};
