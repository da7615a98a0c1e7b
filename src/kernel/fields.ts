import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { isDay, isMonth, isQuarter, isWeek } from './day.js';

/**
 * The vocabulary of command and query fields. One decorator declares a field once: its validation (class-validator) and its
 * JSON Schema, which OpenAPI shows. A class of such fields is a command, the body of its HTTP request, and its documentation.
 */
export interface FieldOptions {
  /** Shown in the API's documentation, Chinese first. */
  readonly description?: string;
  readonly example?: unknown;
  readonly optional?: boolean;
  /** Taken from the path of the route; refused in the body. */
  readonly path?: boolean;
}

export type JsonSchema = Readonly<Record<string, unknown>>;
type FieldClass = abstract new (...args: never[]) => object;
interface Field {
  readonly schema: () => JsonSchema;
  readonly options: FieldOptions;
}

const FIELDS = Symbol('fields');
const fieldsOf = (target: object): ReadonlyMap<string, Field> =>
  (Reflect.getMetadata(FIELDS, target) as ReadonlyMap<string, Field> | undefined) ?? new Map<string, Field>();

export const field =
  (options: FieldOptions, schema: () => JsonSchema, ...rules: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    const known = new Map(fieldsOf(target));
    known.set(String(key), { schema, options });
    Reflect.defineMetadata(FIELDS, known, target);
    for (const rule of options.optional ? [IsOptional(), ...rules] : rules) rule(target, key);
  };

const describe = (options: FieldOptions, schema: JsonSchema): JsonSchema => ({
  ...schema,
  ...(options.description === undefined ? {} : { description: options.description }),
  ...(options.example === undefined ? {} : { examples: [options.example] }),
});

/** JSON Schema (2020-12, as OpenAPI 3.1 embeds it) of a class of fields; path fields are left out. */
export const schemaOf = (of: FieldClass): JsonSchema => {
  const body = [...fieldsOf(of.prototype as object)].filter(([, f]) => !f.options.path);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(body.map(([name, f]) => [name, describe(f.options, f.schema())])),
    required: body.filter(([, f]) => !f.options.optional).map(([name]) => name),
  };
};

/** Names of the fields that the route's path gives. */
export const pathFieldsOf = (of: FieldClass): string[] =>
  [...fieldsOf(of.prototype as object)].filter(([, f]) => f.options.path).map(([name]) => name);

/** Name, schema and options of each field: what the documentation of query parameters needs. */
export const describeFields = (of: FieldClass): { name: string; schema: JsonSchema; options: FieldOptions }[] =>
  [...fieldsOf(of.prototype as object)].map(([name, f]) => ({
    name,
    schema: describe(f.options, f.schema()),
    options: f.options,
  }));

/** An example body made of the fields' examples. */
export const exampleOf = (of: FieldClass): Record<string, unknown> =>
  Object.fromEntries(
    [...fieldsOf(of.prototype as object)]
      .filter(([, f]) => !f.options.path && f.options.example !== undefined)
      .map(([name, f]) => [name, f.options.example]),
  );

export const rule = (name: string, accepts: (value: unknown) => boolean, message: string): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: accepts, defaultMessage: () => `$property ${message}` } });

/** Sealed tokens are the platform's: a caller may not hand one in and have it opened. */
const NotSealed = (): PropertyDecorator =>
  rule('notSealed', (v) => typeof v !== 'string' || !v.startsWith('sealed:'), 'must not begin with "sealed:"');

const NotBlank = (): PropertyDecorator =>
  rule('notBlank', (v) => typeof v !== 'string' || v.trim() !== '', 'must not be blank');

/** Free text, 1 to `max` characters (default 2,000), not blank. */
export const TextField = (o: FieldOptions & { max?: number } = {}): PropertyDecorator => {
  const max = o.max ?? 2_000;
  const schema = { type: 'string', minLength: 1, maxLength: max };
  return field(o, () => schema, IsString(), MinLength(1), MaxLength(max), NotBlank(), NotSealed());
};

export const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** An id: 1 to 64 of letters, digits, dot, dash, underscore; begins with a letter or digit. */
export const IdField = (o: FieldOptions = {}): PropertyDecorator =>
  field(
    o,
    () => ({ type: 'string', pattern: ID.source }),
    IsString(),
    Matches(ID, { message: '$property is not a well-formed id' }),
  );

/** Text of a given form. */
export const PatternField = (pattern: RegExp, o: FieldOptions = {}): PropertyDecorator =>
  field(o, () => ({ type: 'string', pattern: pattern.source }), IsString(), Matches(pattern), NotSealed());

/** A day that exists: `2026-03-09`. */
/** Nobody under supervision was born before, and no term or file outlives the end: what is beyond is a slip of the hand. */
const [FIRST_YEAR, LAST_YEAR] = ['1900', '2199'];
const isPlausible = (year: string): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;
const isPlausibleDay = (value: unknown): boolean =>
  typeof value === 'string' && isDay(value) && isPlausible(value.slice(0, 4));

export const DayField = (o: FieldOptions = {}): PropertyDecorator =>
  field(
    o,
    () => ({ type: 'string', format: 'date' }),
    rule('isDay', isPlausibleDay, `must be a day that exists, as YYYY-MM-DD, ${FIRST_YEAR} to ${LAST_YEAR}`),
  );

export const MonthField = (o: FieldOptions = {}): PropertyDecorator =>
  field(
    o,
    () => ({ type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }),
    rule('isMonth', (v) => typeof v === 'string' && isMonth(v), 'must be a month, as YYYY-MM'),
  );

export const QuarterField = (o: FieldOptions = {}): PropertyDecorator =>
  field(
    o,
    () => ({ type: 'string', pattern: '^\\d{4}Q[1-4]$' }),
    rule('isQuarter', (v) => typeof v === 'string' && isQuarter(v), 'must be a quarter, as 2026Q1'),
  );

export const WeekField = (o: FieldOptions = {}): PropertyDecorator =>
  field(
    o,
    () => ({ type: 'string', pattern: '^\\d{4}-W(0[1-9]|[1-4]\\d|5[0-3])$' }),
    rule('isWeek', (v) => typeof v === 'string' && isWeek(v), 'must be an ISO week that exists, as 2026-W11'),
  );

/** Time of day `HH:mm`. */
export const TimeField = (o: FieldOptions = {}): PropertyDecorator => PatternField(/^([01]\d|2[0-3]):[0-5]\d$/, o);

/** An instant with its zone: `2026-03-09T08:30:00+08:00`. */
export const InstantField = (o: FieldOptions = {}): PropertyDecorator =>
  field(
    o,
    () => ({ type: 'string', format: 'date-time' }),
    rule(
      'isInstant',
      isInstant,
      `must be an instant with a zone, as 2026-03-09T08:30:00+08:00, ${FIRST_YEAR} to ${LAST_YEAR}`,
    ),
  );
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
function isInstant(value: unknown): boolean {
  const match = typeof value === 'string' ? INSTANT.exec(value) : null;
  return (
    match !== null && isDay(match[1] ?? '') && isPlausible(match[0].slice(0, 4)) && !Number.isNaN(Date.parse(match[0]))
  );
}

export const ChoiceField = (values: readonly string[], o: FieldOptions = {}): PropertyDecorator =>
  field(o, () => ({ type: 'string', enum: [...values] }), IsIn([...values]));

export const IntegerField = (o: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator => {
  const min = o.min ?? 0;
  const max = o.max ?? Number.MAX_SAFE_INTEGER;
  return field(o, () => ({ type: 'integer', minimum: min, maximum: max }), IsInt(), Min(min), Max(max));
};

export const NumberField = (o: FieldOptions & { min: number; max: number }): PropertyDecorator =>
  field(
    o,
    () => ({ type: 'number', minimum: o.min, maximum: o.max }),
    IsNumber({ allowNaN: false, allowInfinity: false }),
    Min(o.min),
    Max(o.max),
  );

export const FlagField = (o: FieldOptions = {}): PropertyDecorator =>
  field(o, () => ({ type: 'boolean' }), IsBoolean());

/** A nested object of fields. */
export const ObjectField = (of: () => FieldClass, o: FieldOptions = {}): PropertyDecorator =>
  field(o, () => schemaOf(of()), isPlainObject(), ValidateNested(), Type(of));

/** A list of nested objects. */
export const ListField = (
  of: () => FieldClass,
  o: FieldOptions & { min?: number; max?: number } = {},
): PropertyDecorator => {
  const [min, max] = [o.min ?? 0, o.max ?? 1_000];
  const schema = (): JsonSchema => ({ type: 'array', minItems: min, maxItems: max, items: schemaOf(of()) });
  return field(o, schema, IsArray(), ArrayMinSize(min), ArrayMaxSize(max), ValidateNested({ each: true }), Type(of));
};

/** A list of days that exist. */
export const DaysField = (o: FieldOptions & { max?: number } = {}): PropertyDecorator =>
  field(
    o,
    () => ({ type: 'array', maxItems: o.max ?? 366, items: { type: 'string', format: 'date' } }),
    IsArray(),
    ArrayMaxSize(o.max ?? 366),
    rule(
      'areDays',
      (v) => Array.isArray(v) && v.every((d) => typeof d === 'string' && isDay(d)),
      'must hold only days that exist, as YYYY-MM-DD',
    ),
  );

/** A list of choices. */
export const ChoicesField = (values: readonly string[], o: FieldOptions & { max?: number } = {}): PropertyDecorator =>
  field(
    o,
    () => ({ type: 'array', maxItems: o.max ?? values.length, items: { type: 'string', enum: [...values] } }),
    IsArray(),
    ArrayMaxSize(o.max ?? values.length),
    IsIn([...values], { each: true }),
  );

function isPlainObject(): PropertyDecorator {
  return rule('isObject', (v) => typeof v === 'object' && v !== null && !Array.isArray(v), 'must be an object');
}
