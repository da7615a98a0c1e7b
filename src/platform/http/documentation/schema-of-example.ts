import type { JsonSchema } from '../../../kernel/fields.js';

/** The JSON Schema that an example answer shows: the names and types of its fields. Null says nothing of the type. */
export const schemaOfExample = (example: unknown): JsonSchema => {
  if (example === null || example === undefined) return {};
  if (Array.isArray(example)) return { type: 'array', items: example.map(schemaOfExample).reduce(covering, {}) };
  if (typeof example === 'object')
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(example).map(([name, value]) => [name, schemaOfExample(value)])),
    };
  if (typeof example === 'number') return { type: Number.isInteger(example) ? 'integer' : 'number' };
  return { type: typeof example === 'boolean' ? 'boolean' : 'string' };
};

/** The schema of an answer that says as of when it is, beside the fields of its example. */
export const withAsOf = (schema: JsonSchema, saysIt: boolean): JsonSchema =>
  saysIt && schema.type === 'object' && schema.properties !== undefined
    ? { ...schema, properties: { asOf: { $ref: '#/components/schemas/AsOf' }, ...(schema.properties as Properties) } }
    : schema;

/** The schema of what may be either: fields of both, and a number where one is no integer. */
const covering = (one: JsonSchema, other: JsonSchema): JsonSchema => {
  if (one.type === undefined || other.type === undefined) return one.type === undefined ? other : one;
  if (one.type === 'object' && other.type === 'object') {
    const [ours, theirs] = [one.properties, other.properties] as [Properties, Properties];
    const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
    const properties = names.map((name) => [name, covering(ours[name] ?? {}, theirs[name] ?? {})] as const);
    return { type: 'object', properties: Object.fromEntries(properties) };
  }
  if (one.type === 'integer' && other.type === 'number') return other;
  return one;
};

type Properties = Readonly<Record<string, JsonSchema>>;
