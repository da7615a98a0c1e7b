import type { JsonSchema } from '../../../kernel/fields.js';

/** The JSON Schema that an example answer shows: the names and types of its fields. Null says nothing of the type. */
export const schemaOfExample = (example: unknown): JsonSchema => {
  if (example === null || example === undefined) return {};
  if (Array.isArray(example))
    return { type: 'array', items: example.length === 0 ? {} : schemaOfExample(example[0] as unknown) };
  if (typeof example === 'object')
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(example).map(([name, value]) => [name, schemaOfExample(value)])),
    };
  if (typeof example === 'number') return { type: Number.isInteger(example) ? 'integer' : 'number' };
  return { type: typeof example === 'boolean' ? 'boolean' : 'string' };
};
