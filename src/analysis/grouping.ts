import { type FieldError, invalidInput } from '../platform/http/problem.js';
import type { DatasetField, FieldType } from './datasets/dataset.js';

/** Form of what is grouped by: a field, or the period that it lies in: `office`, `reportedOn:month`. */
export const GROUP = /^[A-Za-z]{1,40}(:(day|month|quarter|year))?$/;
/** Form of what is computed: `count`, `sum:daysLate`. */
export const MEASURE = /^(count|(sum|avg|min|max):[A-Za-z]{1,40})$/;
/** More groups than a person can look at are a slip of the hand. */
export const MOST_GROUPS = 5_000;

/** Periods that each type of day or period lies in. */
const PERIODS: Partial<Record<FieldType, readonly string[]>> = {
  day: ['day', 'month', 'quarter', 'year'],
  month: ['month', 'quarter', 'year'],
  quarter: ['quarter', 'year'],
  week: ['year'],
};

export type GroupKey = string | number | boolean | null;
export interface Group {
  readonly by: Readonly<Record<string, GroupKey>>;
  readonly measures: Readonly<Record<string, number | null>>;
}
type Fields = ReadonlyMap<string, DatasetField>;

/** A stage of a pipeline, or what comes of one. */
export type Stage = Readonly<Record<string, unknown>>;

interface Key {
  readonly name: string;
  readonly field: DatasetField;
  readonly expression: unknown;
}
interface Measure {
  readonly name: string;
  readonly accumulator: Stage;
}

/** A question for groups: the stages that the database answers it by, and how its answer reads. */
export interface Grouping {
  readonly stages: readonly Stage[];
  /** @param veil what is shown of a key of a field instead */
  readonly read: (found: Stage, veil: (field: DatasetField, key: GroupKey) => GroupKey) => Group;
}

/**
 * The groups of these fields and periods, in their order, with what is computed of each. The database counts; one group more than may
 * be answered is asked for, so that it shows when there are too many.
 * @param fields that the reader sees
 * @throws Problem INVALID_INPUT, 400, with the path of each bad part: `by.0`, `measure.1`
 */
export const groupingOf = (by: readonly string[], measure: readonly string[], fields: Fields): Grouping => {
  const errors: FieldError[] = [];
  const keys = by.flatMap((text, index) => keyOf(text, fields, `by.${index}`, errors));
  const measures = measure.flatMap((text, index) => measureOf(text, fields, `measure.${index}`, errors));
  for (const [path, texts] of [['by', by] as const, ['measure', measure] as const])
    for (const [index, text] of texts.entries())
      if (texts.indexOf(text) < index)
        errors.push({ path: `${path}.${index}`, code: 'twice', message: `${text} comes twice` });
  if (errors.length > 0) throw invalidInput(errors);
  const accumulators = measures.map(({ accumulator }, index) => [`m${index}`, accumulator] as const);
  return {
    stages: [
      {
        $group: {
          _id: Object.fromEntries(keys.map(({ expression }, index) => [`k${index}`, expression])),
          ...Object.fromEntries(accumulators),
        },
      },
      { $sort: Object.fromEntries(keys.map((_, index) => [`_id.k${index}`, 1])) },
      { $limit: MOST_GROUPS + 1 },
    ],
    read: (found, veil) => read(found, keys, measures, veil),
  };
};

const read = (
  found: Stage,
  keys: readonly Key[],
  measures: readonly Measure[],
  veil: (field: DatasetField, key: GroupKey) => GroupKey,
): Group => {
  const at = found['_id'] as Readonly<Record<string, GroupKey | undefined>>;
  const keyAt = (index: number): GroupKey => {
    const key = at[`k${index}`];
    return key === undefined || key === '' ? null : key;
  };
  return {
    by: Object.fromEntries(keys.map(({ name, field }, index) => [name, veil(field, keyAt(index))])),
    measures: Object.fromEntries(
      measures.map(({ name }, index) => [name, (found[`m${index}`] as number | null | undefined) ?? null]),
    ),
  };
};

const keyOf = (text: string, fields: Fields, path: string, errors: FieldError[]): Key[] => {
  const [name = '', period] = text.split(':');
  const field = fields.get(name);
  if (!field) return refused(errors, path, 'unknownField', `${name} is no field to group by`);
  if (period !== undefined && !PERIODS[field.type]?.includes(period))
    return refused(errors, path, 'unknownPeriod', `${name} has no ${period}`);
  if (field.type === 'instant') return refused(errors, path, 'unknownPeriod', `${name} is no field to group by`);
  return [{ name: text, field, expression: period === undefined ? valueOf(field) : periodOf(field, period) }];
};

const measureOf = (text: string, fields: Fields, path: string, errors: FieldError[]): Measure[] => {
  if (text === 'count') return [{ name: text, accumulator: { $sum: 1 } }];
  const [operator = '', name = ''] = text.split(':');
  const field = fields.get(name);
  if (!field || (field.type !== 'integer' && field.type !== 'number') || field.decade)
    return refused(errors, path, 'unknownField', `${name} is no number`);
  return [{ name: text, accumulator: { [`$${operator}`]: `$${field.at ?? name}` } }];
};

const refused = (errors: FieldError[], path: string, code: string, message: string): never[] => {
  errors.push({ path, code, message });
  return [];
};

/** A field's value as the pipeline reads it; a place in a list is no name there. Missing is null, so that both are one group. */
const valueOf = ({ name, at = name, decade }: DatasetField): unknown => {
  const place = /^(\w+)\.(\d+)$/.exec(at);
  const value = place ? { $arrayElemAt: [`$${place[1]}`, Number(place[2])] } : `$${at}`;
  return { $ifNull: [decade ? { $subtract: [value, { $mod: [value, 10] }] } : value, null] };
};

const TYPE_ENDS = { year: 4, month: 7, day: 10 } as const;

/** The period that a day, month or quarter lies in, from its text; of none it is the empty text. */
const periodOf = (field: DatasetField, period: string): unknown => {
  const text = valueOf(field);
  const first = (length: number): unknown => ({ $substrCP: [text, 0, length] });
  if (period === field.type) return text;
  if (period !== 'quarter') return first(TYPE_ENDS[period as keyof typeof TYPE_ENDS]);
  const monthNumber = { $substrCP: [text, 5, 2] };
  const quarter = {
    $switch: {
      branches: QUARTERS.map(([last, q]) => ({ case: { $lte: [monthNumber, last] }, then: q })),
      default: 'Q4',
    },
  };
  return { $cond: [{ $eq: [text, null] }, null, { $concat: [first(4), quarter] }] };
};

const QUARTERS = [
  ['03', 'Q1'],
  ['06', 'Q2'],
  ['09', 'Q3'],
] as const;
