import { isDay, isMonth, isQuarter, isWeek } from '../kernel/day.js';
import { ID } from '../kernel/fields.js';
import { type FieldError, invalidInput } from '../platform/http/problem.js';
import type { DatasetField, FieldType } from './datasets/dataset.js';

type Value = string | number | boolean;
type Operator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'none' | 'some';

const ORDERED: readonly Operator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'none', 'some'];
const NAMED: readonly Operator[] = ['eq', 'ne', 'in', 'none', 'some'];
const LONGEST_CHOICE = 100;

const isNumber = (text: string): boolean => /^-?\d{1,15}(\.\d{1,6})?$/.test(text);
const isInteger = (text: string): boolean => /^-?\d{1,15}$/.test(text);
const isInstant = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
  isDay(text.slice(0, 10)) &&
  !Number.isNaN(Date.parse(text));
const asText = (text: string): string => text;

/** How values of each type are compared, which texts are values of it, and what they become. */
const TYPES: Readonly<Record<FieldType, [readonly Operator[], (text: string) => boolean, (text: string) => Value]>> = {
  code: [NAMED, (text) => ID.test(text), asText],
  id: [NAMED, (text) => ID.test(text), asText],
  flag: [['eq', 'none', 'some'], (text) => text === 'true' || text === 'false', (text) => text === 'true'],
  integer: [ORDERED, isInteger, Number],
  number: [ORDERED, isNumber, Number],
  day: [ORDERED, isDay, asText],
  week: [ORDERED, isWeek, asText],
  month: [ORDERED, isMonth, asText],
  quarter: [ORDERED, isQuarter, asText],
  year: [ORDERED, (text) => /^\d{4}$/.test(text), asText],
  // Kept instants are in UTC with milliseconds, and sort in time as text.
  instant: [ORDERED, isInstant, (text) => new Date(Date.parse(text)).toISOString()],
};

/** What somebody may ask about: the fields that they filter and sort by. */
export type Askable = ReadonlyMap<string, DatasetField>;
type Filter = Readonly<Record<string, unknown>>;

/** Form of a condition: `category:eq:PAROLE`, `reportedOn:gte:2026-01-01`, `level:in:STRICT,GENERAL`, `dischargedOn:none`. */
export const CONDITION = /^[A-Za-z]{1,40}:[a-z]{2,4}(:.{1,2000})?$/;

/**
 * The filter of these conditions, all of which hold.
 * @throws Problem INVALID_INPUT, 400, with the path of each bad one: `where.0`
 */
export const filterOf = (where: readonly string[], askable: Askable): Filter[] => {
  const errors: FieldError[] = [];
  const filters = where.flatMap((text, index) => {
    const found = conditionOf(text, askable);
    if ('code' in found) errors.push({ path: `where.${index}`, ...found });
    return 'code' in found ? [] : [found.filter];
  });
  if (errors.length > 0) throw invalidInput(errors);
  return filters;
};

type Parsed = { readonly filter: Filter } | { readonly code: string; readonly message: string };

const conditionOf = (text: string, askable: Askable): Parsed => {
  const [name = '', operator = '', ...rest] = text.split(':');
  const field = askable.get(name);
  if (!field) return { code: 'unknownField', message: `${name} is no field to filter by` };
  const [operators, accepts, become] = TYPES[field.type];
  const known = operators.find((one) => one === operator);
  if (!known) return { code: 'unknownOperator', message: `${name} is compared by one of ${operators.join(', ')}` };
  const at = field.at ?? name;
  const wantsNone = known === 'none' || known === 'some';
  if (wantsNone !== (rest.length === 0))
    return { code: 'value', message: wantsNone ? `${known} has no value` : `${known} needs a value` };
  if (known === 'none') return { filter: { [at]: null } };
  if (known === 'some') return { filter: { [at]: { $ne: null } } };
  const texts = known === 'in' ? rest.join(':').split(',') : [rest.join(':')];
  if (texts.length > LONGEST_CHOICE) return { code: 'value', message: `in takes at most ${LONGEST_CHOICE} values` };
  const bad = texts.find((one) => !accepts(one));
  if (bad !== undefined) return { code: 'value', message: `${bad} is no value of the type ${field.type}` };
  const values = texts.map(become);
  return { filter: { [at]: { [`$${known}`]: known === 'in' ? values : values[0] } } };
};

/** Form of an order: a field, with `-` before it for descending. */
export const ORDER = /^-?[A-Za-z]{1,40}$/;

/**
 * The order that is asked for.
 * @throws Problem INVALID_INPUT, 400, with the path of each bad part: `sort.0`
 */
export const orderOf = (sort: readonly string[], askable: Askable): Record<string, 1 | -1> => {
  const errors: FieldError[] = [];
  const order: Record<string, 1 | -1> = {};
  for (const [index, text] of sort.entries()) {
    const name = text.replace(/^-/, '');
    const field = askable.get(name);
    const path = `sort.${index}`;
    if (!field) errors.push({ path, code: 'unknownField', message: `${name} is no field to sort by` });
    else if (Object.hasOwn(order, field.at ?? name))
      errors.push({ path, code: 'twice', message: `${name} comes twice` });
    else order[field.at ?? name] = text.startsWith('-') ? -1 : 1;
  }
  if (errors.length > 0) throw invalidInput(errors);
  return order;
};
