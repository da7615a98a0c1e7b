import { equal } from '../bson/order.js';
import type { Document, Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import type { Filter, Test } from '../query/filter.js';
import { setAt } from './set-at.js';
import { overlap } from './update-path.js';

interface Asked {
  readonly name: string;
  readonly path: readonly string[];
  readonly value: Value;
}

/** The values of a test that each must be there: of `$eq`, `$all`, and `$in` with one value. */
const valuesOf = (test: Test): readonly Value[] => {
  if (test.op === 'eq') return [test.value];
  if (test.op === 'every') return test.tests.flatMap(valuesOf);
  const [only] = test.op === 'in' && test.patterns.length === 0 ? test.values : [];
  return test.op === 'in' && only !== undefined && test.values.every((one) => equal(one, only)) ? [only] : [];
};

/** What a filter asks fields to equal, through `$and`, and through an `$or` of one branch. */
const askedOf = (filter: Filter): readonly Asked[] => {
  if (filter.kind === 'field')
    return valuesOf(filter.test).map((value) => ({ name: filter.name, path: filter.path, value }));
  const isAnd = filter.kind === 'and' || (filter.kind === 'or' && filter.parts.length === 1);
  return isAnd ? filter.parts.flatMap(askedOf) : [];
};

/**
 * The document that an upsert starts from: the fields that its filter asks to equal something, in the order of their paths; of them a
 * replacement takes `_id` only. The rules are those of the real server's test `upsert_fields`.
 * @throws MongoError NotSingleValueField when the filter asks one field for two values
 */
export const seedOf = (filter: Filter, isReplacement: boolean): Document => {
  const asked = askedOf(filter).filter(({ path }) => !isReplacement || path[0] === '_id');
  const deeper = isReplacement ? asked.find(({ path }) => path.length > 1) : undefined;
  if (deeper)
    throw new MongoError(
      'NotExactValueField',
      `field at '_id' must be exactly specified, field at sub-path '${deeper.name}'found`,
    );
  asked.forEach(({ name, path }, at) => {
    const other = asked.slice(0, at).find((earlier) => overlap(path, earlier.path) !== undefined);
    if (other)
      throw new MongoError(
        'NotSingleValueField',
        name === other.name
          ? `cannot infer query fields to set, path '${name}' is matched twice`
          : `cannot infer query fields to set, both paths '${name}' and '${other.name}' are matched`,
      );
  });
  return [...asked]
    .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
    .reduce<Document>((seed, { name, path, value }) => setAt(seed, path, () => value, name), new Map());
};
