import { Sum } from '../bson/numbers.js';
import { compare } from '../bson/order.js';
import { keyText } from '../bson/key-encoding.js';
import { Document, Double, isNumber, Value } from '../bson/values.js';
import { located, unsupported } from '../errors.js';
import { compile } from './expression.js';
import type { Stage } from './pipeline.js';
import { type Bound, Expression, Scope } from './scope.js';

/** Gathers one output field over the documents of a group. */
interface Accumulator {
  readonly add: (value: Value | undefined) => void;
  readonly result: () => Value;
}

const accumulators: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => {
    const sum = new Sum();
    return { add: (value) => isNumber(value) && sum.add(value), result: () => sum.value };
  },
  $avg: () => {
    const sum = new Sum();
    let count = 0;
    return {
      add: (value) => {
        if (!isNumber(value)) return;
        sum.add(value);
        count += 1;
      },
      result: () => (count === 0 ? null : new Double(sum.asDouble() / count)),
    };
  },
  $min: () => extreme((difference) => difference < 0),
  $max: () => extreme((difference) => difference > 0),
  $first: () => {
    let first: Value | undefined;
    return {
      // A first document without the field counts as one with null.
      add: (value) => {
        if (first === undefined) first = value ?? null;
      },
      result: () => first ?? null,
    };
  },
  $last: () => {
    let last: Value = null;
    return { add: (value) => (last = value ?? null), result: () => last };
  },
  $push: () => {
    const all: Value[] = [];
    return { add: (value) => value !== undefined && all.push(value), result: () => all };
  },
  $addToSet: () => {
    const all = new Map<string, Value>();
    const add = (value: Value | undefined): void => {
      // Of values that are equal, as 1 and 1.0, the first stays.
      const text = value === undefined ? undefined : keyText(value);
      if (value !== undefined && text !== undefined && !all.has(text)) all.set(text, value);
    };
    return { add, result: () => [...all.values()] };
  },
  $count: () => {
    let count = 0;
    return { add: () => (count += 1), result: () => count };
  },
};

const extreme = (better: (difference: number) => boolean): Accumulator => {
  let best: Value | undefined;
  return {
    add: (value) => {
      if (value === undefined || value === null) return;
      if (best === undefined || better(compare(value, best))) best = value;
    },
    result: () => best ?? null,
  };
};

interface Field {
  readonly name: string;
  readonly make: () => Accumulator;
  readonly of: Expression;
}

/** Compiles `$group`. Groups come in the order in which their first document came. */
export const compileGroup = (spec: Document, bound?: Bound): Stage => {
  const id = spec.get('_id');
  if (id === undefined) throw located(15955, 'a group specification must include an _id');
  const by = compile(id, bound);
  const fields = [...spec].filter(([name]) => name !== '_id').map(([name, value]) => fieldOf(name, value, bound));
  return function* (documents) {
    const groups = new Map<string, { id: Value; into: Accumulator[] }>();
    for (const source of documents) {
      const scope = new Scope(source);
      const key = by(scope) ?? null;
      const text = keyText(key);
      let group = groups.get(text);
      if (!group) groups.set(text, (group = { id: key, into: fields.map((field) => field.make()) }));
      const { into } = group;
      fields.forEach((field, at) => into[at]?.add(field.of(scope)));
    }
    for (const { id: key, into } of groups.values()) {
      const result: Document = new Map([['_id', key]]);
      fields.forEach(({ name }, at) => result.set(name, into[at]?.result() ?? null));
      yield result;
    }
  };
};

const fieldOf = (name: string, value: Value, bound?: Bound): Field => {
  if (name.includes('.')) throw located(40235, `The field name '${name}' cannot contain '.'`);
  if (!(value instanceof Map) || value.size !== 1)
    throw located(40234, `The field '${name}' must be an accumulator object`);
  const [[operator, operand]] = [...value] as [[string, Value]];
  const make = accumulators[operator];
  if (!make)
    throw operator.startsWith('$') ? located(15952, `unknown group operator '${operator}'`) : unsupported(operator);
  return { name, make, of: compile(operator === '$count' ? null : operand, bound) };
};
