import { Binary, BSONRegExp, type Document, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb';
import fc from 'fast-check';
import type { Value } from './oracle-order.js';

const edge = 2n ** 53n;

const numbers = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -2, max: 3 }).map((n) => new Int32(n)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(NaN, -0, 0, 0.5, 1, 2, 1.5, Infinity, -Infinity, 2 ** 53).map((n) => new Double(n)),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(0n, 1n, 2n, edge - 1n, edge, edge + 1n, -edge - 1n, 2n ** 63n - 1n)
      .map((n) => Long.fromBigInt(n)),
  },
);

const scalars: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: numbers },
  { weight: 3, arbitrary: fc.constantFrom('', 'a', 'ab', 'b', '中', '\u{1F600}', '\uFFFD') },
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0, 1_000).map((at) => new Date(at)) },
  { weight: 1, arbitrary: fc.constantFrom('0', 'f').map((c) => new ObjectId(c.repeat(24))) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom([], [1], [2], [0, 0]), fc.constantFrom(0, 5))
      .map(([b, t]) => new Binary(Uint8Array.from(b), t)),
  },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, 2n ** 63n).map((n) => new Timestamp(n)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('^a', 'b'), fc.constantFrom('', 'i')).map(([p, o]) => new BSONRegExp(p, o)),
  },
  { weight: 1, arbitrary: fc.boolean().map((low) => (low ? new MinKey() : new MaxKey())) },
);

const names = fc.constantFrom('a', 'b', 'c');

/** Values to the given depth of nesting. */
export const values = (depth: number): fc.Arbitrary<Value> =>
  depth === 0
    ? scalars
    : fc.oneof(
        { weight: 4, arbitrary: scalars },
        { weight: 2, arbitrary: fc.array(values(depth - 1), { maxLength: 3 }) },
        { weight: 2, arbitrary: fc.dictionary(names, values(depth - 1), { maxKeys: 2, noNullPrototype: true }) },
      );

export const documents: fc.Arbitrary<Document> = fc.dictionary(names, values(2), { maxKeys: 3, noNullPrototype: true });

export const paths = fc.constantFrom('a', 'b', 'c', 'a.b', 'a.c', 'b.a', 'a.0', 'a.b.c', 'a.0.b', 'b.1');
const plainPaths = fc.constantFrom('a', 'b', 'c', 'a.b', 'b.a');

const direction = fc.constantFrom<1 | -1>(1, -1);

/** Sorts by one to three paths that share no first name: elements of one array are never sorted by two of their fields. */
export const sorts: fc.Arbitrary<[string, 1 | -1][]> = fc.uniqueArray(fc.tuple(plainPaths, direction), {
  minLength: 1,
  maxLength: 2,
  selector: ([path]) => path[0],
});

export interface IndexSpec {
  key: [string, 1 | -1][];
  unique: boolean;
  sparse: boolean;
}

const flag = (weight: number): fc.Arbitrary<boolean> => fc.integer({ min: 1, max: weight }).map((n) => n === weight);

export const indexes: fc.Arbitrary<IndexSpec[]> = fc.uniqueArray(
  fc.record({
    key: fc.uniqueArray(fc.tuple(plainPaths, direction), { minLength: 1, maxLength: 3, selector: ([path]) => path }),
    unique: flag(6),
    sparse: flag(6),
  }),
  { maxLength: 3, selector: (spec) => JSON.stringify(spec.key) },
);

/** What can be asked for by `$eq`. */
export const literals = values(1).filter((value) => !(value instanceof BSONRegExp));
/** A range against MinKey or MaxKey is refused, and so is kept out of what must be answered. */
const bounds = literals.filter((value) => !(value instanceof MinKey || value instanceof MaxKey));
const typeNames = fc.constantFrom(
  ...['double', 'int', 'long', 'number', 'string', 'object', 'array', 'null', 'bool', 'date', 'binData', 'objectId'],
  ...['timestamp', 'regex', 'minKey', 'maxKey'],
);

const simple: fc.Arbitrary<Document> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), bounds)
      .map(([name, value]) => ({ [name]: value })),
  },
  fc.tuple(fc.constantFrom('$in', '$nin', '$all'), fc.array(values(1), { maxLength: 3 })).map(([n, v]) => ({ [n]: v })),
  fc.boolean().map((there) => ({ $exists: there })),
  typeNames.map((name) => ({ $type: name })),
  fc.integer({ min: 0, max: 3 }).map((n) => ({ $size: new Int32(n) })),
  fc.tuple(fc.constantFrom(2, -3), fc.constantFrom(0, 1, -1)).map(([d, r]) => ({ $mod: [new Int32(d), new Int32(r)] })),
  fc.constantFrom('^a', 'b$', '^.$').map((pattern) => ({ $regex: new BSONRegExp(pattern, '') })),
  fc.tuple(bounds, bounds).map(([low, high]) => ({ $gte: low, $lt: high })),
);

const operators: fc.Arbitrary<Document> = fc.oneof(
  { weight: 8, arbitrary: simple },
  { weight: 1, arbitrary: simple.map((inner) => ({ $not: inner })) },
  { weight: 1, arbitrary: simple.map((inner) => ({ $elemMatch: inner })) },
  { weight: 1, arbitrary: fc.tuple(names, simple).map(([name, inner]) => ({ $elemMatch: { [name]: inner } })) },
);

const conditions: fc.Arbitrary<Document> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(paths, operators).map(([path, test]) => ({ [path]: test })) },
  { weight: 1, arbitrary: fc.tuple(paths, literals).map(([path, value]) => ({ [path]: value })) },
);

export const filters: fc.Arbitrary<Document> = fc.oneof(
  { weight: 5, arbitrary: conditions },
  { weight: 2, arbitrary: fc.tuple(conditions, conditions).map(([a, b]) => ({ ...a, ...b })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(conditions, { minLength: 1, maxLength: 3 }))
      .map(([name, branches]) => ({ [name]: branches })),
  },
  { weight: 1, arbitrary: fc.constant({}) },
);
