import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Document, Int32 } from 'mongodb';
import { codeOr, type Fuzzed, runs, shown, startFuzzed } from './fuzz.support.js';
import { filled, numbered } from './fuzz-collection.support.js';
import { filters, indexes } from './generators.js';
import { piped } from './oracle-pipeline.js';

const names = fc.constantFrom('a', 'b', 'c');
const paths = fc.constantFrom('a', 'b', 'c', 'a.b', 'b.a', 'b.c');
const expressions: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: paths.map((path) => `$${path}`) },
  fc.constant(new Int32(1)),
  fc.tuple(paths, paths).map(([one, other]) => ({ k: `$${one}`, l: `$${other}` })),
);
const accumulators = fc
  .tuple(
    fc.constantFrom('$sum', '$avg', '$min', '$max', '$first', '$last', '$push', '$addToSet', '$count'),
    expressions,
  )
  .map(([name, of]) => ({ [name]: name === '$count' ? {} : of }));
const groups = fc
  .tuple(
    fc.oneof(fc.constant(null), expressions),
    fc.dictionary(fc.constantFrom('x', 'y', 'z'), accumulators, { noNullPrototype: true }),
  )
  .map(([_id, fields]) => ({ $group: { _id, ...fields } }));
/** Fields with different first names, in or out. */
const projections = fc
  .tuple(fc.uniqueArray(paths, { minLength: 1, maxLength: 2, selector: (path) => path[0] }), fc.constantFrom(0, 1))
  .map(([fields, way]) => ({ $project: Object.fromEntries(fields.map((path) => [path, new Int32(way)])) }));

const stages: fc.Arbitrary<Document> = fc.oneof(
  filters.map((filter) => ({ $match: filter })),
  { weight: 3, arbitrary: groups },
  projections,
  fc.tuple(names, expressions).map(([name, of]) => ({ $addFields: { [name]: of } })),
  fc.tuple(paths, paths).map(([one, other]) => ({ $replaceWith: { a: `$${one}`, c: `$${other}` } })),
  names.map((name) => ({ $unset: name })),
  {
    weight: 3,
    arbitrary: fc
      .tuple(names, fc.boolean())
      .map(([name, keep]) => ({ $unwind: { path: `$${name}`, preserveNullAndEmptyArrays: keep } })),
  },
  fc.tuple(names, fc.constantFrom(1, -1)).map(([name, way]) => ({ $sort: { [name]: way } })),
  fc.integer({ min: 1, max: 5 }).map((n) => ({ $limit: n })),
  fc.integer({ min: 0, max: 3 }).map((n) => ({ $skip: n })),
);

/** A search, in an order that leaves nothing open, and what is made of it. */
const pipelines: fc.Arbitrary<Document[]> = fc
  .record({
    match: fc.option(filters, { nil: undefined }),
    by: fc.option(fc.tuple(paths, fc.constantFrom(1, -1)), { nil: undefined }),
    rest: fc.array(stages, { maxLength: 4 }),
    counted: fc.boolean(),
  })
  .map(({ match, by, rest, counted }) => [
    ...(match ? [{ $match: match }] : []),
    { $sort: { ...(by ? { [by[0]]: by[1] } : {}), _id: 1 } },
    ...rest,
    ...(counted && rest.length > 2 ? [{ $count: 'n' }] : []),
  ]);

/** A set has no order. */
const settled = (rows: readonly Document[], pipeline: readonly Document[]): string[] => {
  const sets = new Set(
    pipeline.flatMap(({ $group = {} }) =>
      Object.entries($group as Document).flatMap(([name, of]) =>
        Object.hasOwn((of as object | null) ?? {}, '$addToSet') ? [name] : [],
      ),
    ),
  );
  return rows.map((row) =>
    shown(
      Object.fromEntries(
        Object.entries(row).map(([name, value]) =>
          sets.has(name) && Array.isArray(value)
            ? [name, (value as Document[]).map((one) => shown({ one })).sort()]
            : [name, value],
        ),
      ),
    ),
  );
};

/** Whether a set, whose order nobody knows, is looked into further on. */
const looksIntoSets = (pipeline: readonly Document[]): boolean => {
  const first = pipeline.findIndex((stage) => JSON.stringify(stage).includes('$addToSet'));
  return first >= 0 && first < pipeline.length - 1;
};

describe('what pipelines make in the embedded MongoDB', () => {
  let fuzzed: Fuzzed;
  beforeAll(async () => {
    fuzzed = await startFuzzed();
  });
  afterAll(async () => fuzzed.stop());

  it('makes, by every plan, what an oracle makes of the documents', async () => {
    await fc.assert(
      fc.asyncProperty(
        numbered,
        indexes,
        fc.array(pipelines, { minLength: 1, maxLength: 6 }),
        async (rows, specs, asked) => {
          const [all, plans] = await filled(fuzzed, rows, specs);
          for (const pipeline of asked.filter((one) => !looksIntoSets(one))) {
            const due = settled(piped(rows, pipeline), pipeline);
            for (const { name, hint } of plans.filter(({ sparse }) => sparse !== true)) {
              const answer = await codeOr(all.aggregate(pipeline, hint ? { hint } : {}).toArray());
              const found = Array.isArray(answer) ? settled(answer, pipeline) : answer;
              expect({ name, rows, pipeline, found }).toEqual({ name, rows, pipeline, found: due });
            }
          }
          await all.drop();
        },
      ),
      runs(80),
    );
  });
});
