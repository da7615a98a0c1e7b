import { type Document, Double, Int32, Long } from 'mongodb';
import { matches, sortKey } from './oracle-match.js';
import { compare, isDocument, isNumber, missing, type Value } from './oracle-order.js';

/** What a field path of an expression leads to: through an array, the array of what each of its elements has there. */
const at = (value: Value, path: readonly string[]): Value => {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value))
    return (value as Value[])
      .filter((one) => Array.isArray(one) || isDocument(one))
      .map((one) => at(one, path))
      .filter((one) => one !== missing);
  return value !== missing && isDocument(value) && name in value ? at(value[name], rest) : missing;
};

/** Field paths, constants, and documents of them. */
const evaluated = (expression: Value, source: Document): Value => {
  if (typeof expression === 'string' && expression.startsWith('$')) return at(source, expression.slice(1).split('.'));
  if (expression === null || !isDocument(expression)) return expression;
  const fields = Object.entries(expression).map(([name, one]) => [name, evaluated(one, source)] as const);
  return Object.fromEntries(fields.filter(([, one]) => one !== missing));
};

/** Twice a number, exactly: the fuzz has no fraction but halves. Undefined for what is no finite number. */
const twice = (value: Value): bigint | undefined => {
  if (value instanceof Long) return 2n * value.toBigInt();
  const plain = (value as Int32 | Double).valueOf();
  return Number.isFinite(plain) ? BigInt(plain * 2) : undefined;
};

const doubleSum = (values: readonly Value[]): number => {
  const parts = values.map(twice);
  if (parts.includes(undefined)) return values.reduce<number>((sum, one) => sum + Number(one), 0);
  return Number(parts.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n)) / 2;
};

/** As wide as the widest summand, or wider when that does not hold the sum. */
const sum = (values: readonly Value[]): Value => {
  if (values.some((one) => one instanceof Double)) return new Double(doubleSum(values));
  const whole = values.reduce<bigint>((total, one) => total + BigInt((one as Int32 | Long).toString()), 0n);
  if (whole !== BigInt.asIntN(64, whole)) return new Double(Number(whole));
  const narrow = values.every((one) => one instanceof Int32) && whole === BigInt.asIntN(32, whole);
  return narrow ? new Int32(Number(whole)) : Long.fromBigInt(whole);
};

const best = (values: readonly Value[], way: 1 | -1): Value =>
  values
    .filter((one) => one !== missing && one !== null)
    .reduce((found, one) => (found === null || compare(one, found) * way < 0 ? one : found), null);

/** The first of each that are equal. */
const distinct = (values: readonly Value[]): Value[] =>
  values.filter((one, place) => values.findIndex((other) => compare(other, one) === 0) === place);

const there = (value: Value): Value => (value === missing ? null : value);

const gathered = (operator: string, values: readonly Value[]): Value => {
  const numbers = values.filter((one) => one !== missing && isNumber(one));
  switch (operator) {
    case '$sum':
      return sum(numbers);
    case '$avg':
      return numbers.length === 0 ? null : new Double(doubleSum(numbers) / numbers.length);
    case '$min':
      return best(values, 1);
    case '$max':
      return best(values, -1);
    case '$first':
      return there(values[0]);
    case '$last':
      return there(values.at(-1));
    case '$push':
      return values.filter((one) => one !== missing);
    case '$addToSet':
      return distinct(values.filter((one) => one !== missing));
    case '$count':
      return new Int32(values.length);
    default:
      throw new Error(`the oracle knows no accumulator ${operator}`);
  }
};

const grouped = (rows: readonly Document[], { _id, ...fields }: Document): Document[] => {
  const groups: { key: Value; rows: Document[] }[] = [];
  for (const row of rows) {
    const key = there(evaluated(_id, row));
    const known = groups.find((group) => compare(group.key, key) === 0);
    if (known) known.rows.push(row);
    else groups.push({ key, rows: [row] });
  }
  return groups.map(({ key, rows: own }) => ({
    _id: key,
    ...Object.fromEntries(
      Object.entries(fields).map(([name, spec]) => {
        const [[operator, of]] = Object.entries(spec as Document) as [[string, Value]];
        return [name, gathered(operator, operator === '$count' ? own : own.map((row) => evaluated(of, row)))];
      }),
    ),
  }));
};

const included = (source: Document, paths: readonly string[][]): Document => {
  const kept: Document = {};
  for (const name of Object.keys(source)) {
    const value: Value = source[name];
    const concerned = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
    if (concerned.length === 0) continue;
    const inner = concerned.some((rest) => rest.length === 0) ? value : inside(value, concerned);
    if (inner !== missing) kept[name] = inner;
  }
  return kept;
};

const inside = (value: Value, paths: readonly string[][]): Value => {
  if (Array.isArray(value)) return (value as Value[]).map((one) => inside(one, paths)).filter((one) => one !== missing);
  return isDocument(value) ? included(value, paths) : missing;
};

const excluded = (value: Value, path: readonly string[]): Value => {
  if (Array.isArray(value)) return (value as Value[]).map((one) => excluded(one, path));
  if (!isDocument(value)) return value;
  const [name, ...rest] = path;
  return Object.fromEntries(
    Object.entries(value as Record<string, Value>).flatMap(([own, one]): [string, Value][] => {
      if (own !== name) return [[own, one]];
      return rest.length === 0 ? [] : [[own, excluded(one, rest)]];
    }),
  );
};

const projected = (rows: readonly Document[], spec: Document): Document[] => {
  if (Object.values(spec).some((one) => (one as Int32).value === 0))
    return rows.map(
      (row) => Object.keys(spec).reduce<Value>((left, path) => excluded(left, path.split('.')), row) as Document,
    );
  const paths = Object.keys(spec).map((path) => path.split('.'));
  return rows.map((row) => included(row, [['_id'], ...paths]));
};

/** Documents in the specification are fields further in, set in every document of an array. */
const withFields = (into: Value, spec: Document, source: Document): Value => {
  if (Array.isArray(into)) return (into as Value[]).map((one) => withFields(one, spec, source));
  const after: Record<string, Value> = into !== missing && isDocument(into) ? { ...into } : {};
  for (const [name, one] of Object.entries(spec)) {
    const value = isDocument(one)
      ? withFields(name in after ? after[name] : missing, one, source)
      : evaluated(one, source);
    if (value === missing) delete after[name];
    else after[name] = value;
  }
  return after;
};

const unwound = (rows: readonly Document[], path: string, keep: boolean): Document[] =>
  rows.flatMap((row) => {
    const { [path]: value, ...rest } = row as Record<string, Value>;
    if (Array.isArray(value) && value.length > 0) return (value as Value[]).map((one) => ({ ...row, [path]: one }));
    if (Array.isArray(value)) return keep ? [rest] : [];
    return (value ?? null) === null && !keep ? [] : [row];
  });

const text = (operand: unknown): string => operand as string;

/** What flows out of a pipeline over the documents, in their order; sorts are stable. */
export const piped = (documents: readonly Document[], pipeline: readonly Document[]): Document[] =>
  pipeline.reduce<Document[]>(
    (rows, stage) => {
      const [name, operand] = Object.entries(stage)[0] as [string, Document];
      switch (name) {
        case '$match':
          return rows.filter((row) => matches(row, operand));
        case '$sort': {
          const by = Object.entries(operand) as [string, 1 | -1][];
          const order = (a: Document, b: Document): number =>
            by.reduce((so, [path, way]) => so || compare(sortKey(a, path, way), sortKey(b, path, way)) * way, 0);
          return [...rows].sort(order);
        }
        case '$group':
          return grouped(rows, operand);
        case '$project':
          return projected(rows, operand);
        case '$addFields':
          return rows.map((row) => withFields(row, operand, row) as Document);
        case '$replaceWith':
          return rows.map((row) => evaluated(operand, row) as Document);
        case '$unset':
          return rows.map((row) => excluded(row, [text(operand)]) as Document);
        case '$unwind':
          return unwound(rows, String(operand['path']).slice(1), operand['preserveNullAndEmptyArrays'] === true);
        case '$limit':
          return rows.slice(0, Number(operand));
        case '$skip':
          return rows.slice(Number(operand));
        case '$count':
          return rows.length === 0 ? [] : [{ [text(operand)]: new Int32(rows.length) }];
        default:
          throw new Error(`the oracle knows no stage ${name}`);
      }
    },
    [...documents],
  );
