import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { describeFields, type JsonSchema } from '../../kernel/fields.js';
import { keepRulesOfClasses } from '../../kernel/field-kinds/known-rules.js';
import { type FieldError, invalidInput } from './problem.js';

keepRulesOfClasses();

type Plain = Record<string, unknown>;
type FieldClass<T extends object> = new () => T;

const at = (path: string, name: string | number): string => (path === '' ? String(name) : `${path}.${name}`);
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Copies what the schema knows of a value and notes what it does not: unknown and missing fields, and objects, lists or null where
 * there can be none. What is left is no deeper than the schema and has no key but its own, whatever the caller sent.
 */
const shaped = (value: unknown, schema: JsonSchema, path: string, errors: FieldError[]): unknown => {
  if (schema.type === 'object') return shapedObject(value, schema, path, errors);
  if (schema.type === 'array') return shapedList(value, schema, path, errors);
  if (typeof value !== 'object') return value;
  errors.push({ path, code: 'wrongType', message: `must be a ${String(schema.type)}` });
  return undefined;
};

const shapedObject = (value: unknown, schema: JsonSchema, path: string, errors: FieldError[]): unknown => {
  if (!isPlain(value)) {
    errors.push({ path, code: 'wrongType', message: 'must be an object' });
    return undefined;
  }
  const properties = schema.properties as Record<string, JsonSchema>;
  for (const name of Object.keys(value))
    if (!Object.hasOwn(properties, name))
      errors.push({ path: at(path, name), code: 'unknownField', message: 'is not a field of this request' });
  for (const name of schema.required as string[])
    if (!Object.hasOwn(value, name)) errors.push({ path: at(path, name), code: 'required', message: 'is required' });
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => Object.hasOwn(value, name))
      .map(([name, of]) => [name, shaped(value[name], of, at(path, name), errors)]),
  );
};

const shapedList = (value: unknown, schema: JsonSchema, path: string, errors: FieldError[]): unknown => {
  const most = Number(schema.maxItems);
  if (!Array.isArray(value) || value.length > most) {
    const message = Array.isArray(value) ? `must hold at most ${most} items` : 'must be a list';
    errors.push({ path, code: Array.isArray(value) ? 'arrayMaxSize' : 'wrongType', message });
    return undefined;
  }
  return value.map((item, index) => shaped(item, schema.items as JsonSchema, at(path, index), errors));
};

/** What class-validator found, one entry per broken rule, with the path of the field. */
const flatten = (found: readonly ValidationError[], path = ''): FieldError[] =>
  found.flatMap((error) => {
    const here = at(path, error.property);
    const own = Object.entries(error.constraints ?? {}).map(([code, message]) => ({ path: here, code, message }));
    return [...own, ...flatten(error.children ?? [], here)];
  });

/** Schema of all fields, those of the path included. */
const schemaOfAll = (of: FieldClass<object>): JsonSchema => {
  const fields = describeFields(of);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, field.schema])),
    required: fields.filter((field) => !field.options.optional).map((field) => field.name),
  };
};

const schemas = new WeakMap<FieldClass<object>, JsonSchema>();
const keptSchema = (of: FieldClass<object>): JsonSchema => {
  const schema = schemas.get(of) ?? schemaOfAll(of);
  schemas.set(of, schema);
  return schema;
};

/**
 * Makes an instance of a class of fields (kernel `fields.ts`) from plain input, or names everything that is wrong with it.
 * @throws Problem INVALID_INPUT, 400
 */
export const readFields = <T extends object>(of: FieldClass<T>, input: Plain): T => {
  const errors: FieldError[] = [];
  const plain = shaped(input, keptSchema(of), '', errors) as Plain;
  const instance = plainToInstance(of, plain);
  if (Object.keys(keptSchema(of).properties as object).length > 0) {
    const known = errors.map((error) => error.path);
    const fresh = flatten(
      validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }),
    ).filter(
      ({ path }) => !known.some((one) => path === one || path.startsWith(`${one}.`) || one.startsWith(`${path}.`)),
    );
    errors.push(...fresh);
  }
  if (errors.length > 0) throw invalidInput(errors);
  return instance;
};
