import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AnyBulkWriteOperation, type Collection, type MongoClient, MongoBulkWriteError } from 'mongodb';
import { connect, folder } from '../mongodb.support.js';
import { type RunningMongo, startMongo } from '../server.js';

interface Row {
  _id: number;
  office: string;
  n: number;
  /** Of which no two rows have the same. */
  code: string;
}

type Step =
  | { readonly kind: 'upsert' | 'insert' | 'replace'; readonly row: Row }
  | { readonly kind: 'add'; readonly office: string }
  | { readonly kind: 'move'; readonly code: string; readonly office: string }
  | { readonly kind: 'delete'; readonly id: number };

const ids = fc.nat({ max: 7 });
const offices = fc.constantFrom('east', 'west', 'north');
const codes = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j');
const rows = fc.record({ _id: ids, office: offices, n: fc.nat({ max: 3 }), code: codes });
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('upsert' as const, 'insert' as const, 'replace' as const),
      row: rows,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('add' as const), office: offices }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), code: codes, office: offices }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), id: ids }) },
);

const operationOf = (step: Step): AnyBulkWriteOperation<Row> => {
  switch (step.kind) {
    case 'upsert': {
      const { _id, ...rest } = step.row;
      return { updateOne: { filter: { _id }, update: { $set: rest }, upsert: true } };
    }
    case 'replace':
      return { replaceOne: { filter: { _id: step.row._id }, replacement: step.row } };
    case 'insert':
      return { insertOne: { document: step.row } };
    case 'add':
      return { updateMany: { filter: { office: step.office }, update: { $inc: { n: 10 } } } };
    case 'move':
      return { updateOne: { filter: { code: step.code }, update: { $set: { office: step.office } } } };
    case 'delete':
      return { deleteOne: { filter: { _id: step.id } } };
  }
};

/** What a server has after the steps that do not break a rule, one after the other, and the places of those that do. */
class Expected {
  readonly rows = new Map<number, Row>();
  failed: number[] = [];

  take(taken: readonly Step[], unique: boolean): void {
    this.failed = taken.flatMap((step, place) => (this.took(step, unique) ? [] : [place]));
  }

  private took(step: Step, unique: boolean): boolean {
    switch (step.kind) {
      case 'upsert':
        return this.put(step.row, unique);
      case 'replace':
        return !this.rows.has(step.row._id) || this.put(step.row, unique);
      case 'insert':
        return !this.rows.has(step.row._id) && this.put(step.row, unique);
      case 'add':
        for (const row of this.rows.values()) if (row.office === step.office) row.n += 10;
        return true;
      case 'move': {
        const found = [...this.rows.values()].find(({ code }) => code === step.code);
        if (found) found.office = step.office;
        return true;
      }
      case 'delete':
        this.rows.delete(step.id);
        return true;
    }
  }

  private put(row: Row, unique: boolean): boolean {
    const other = [...this.rows.values()].some(({ _id, code }) => code === row.code && _id !== row._id);
    if (unique && other) return false;
    this.rows.set(row._id, { ...row });
    return true;
  }
}

/** What the driver sends as one command. */
const COMMANDS: readonly (readonly Step['kind'][])[] = [['insert'], ['upsert', 'replace', 'add', 'move'], ['delete']];

const byId = (all: Iterable<Row>): Row[] => [...all].sort((one, other) => one._id - other._id);

describe('the statements of one batch in the embedded MongoDB', () => {
  let server: RunningMongo;
  let client: MongoClient;
  let all: Collection<Row>;
  beforeAll(async () => {
    server = await startMongo({ data: folder(), port: 0 });
    client = connect(server.port);
    all = client.db('test').collection('batches');
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });
  beforeEach(() => all.drop());

  const failedOf = async (batch: readonly Step[]): Promise<number[]> => {
    try {
      await all.bulkWrite(batch.map(operationOf), { ordered: false });
      return [];
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError)) throw error;
      return [error.writeErrors]
        .flat()
        .map(({ index }) => index)
        .sort((one, other) => one - other);
    }
  };

  it.each([
    ['', false],
    [' and no code twice', true],
  ])('each sees what those before it did, with every index%s', async (_, unique) => {
    const batches = fc.array(fc.array(steps, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, async (given) => {
        await all.drop();
        await all.createIndex({ office: 1 });
        await all.createIndex({ code: 1 }, { unique });
        const expected = new Expected();
        for (const batch of given) {
          // Which of several rows with a code moves is open: only where there is one at most can it be said.
          const told = unique ? batch : batch.filter(({ kind }) => kind !== 'move');
          if (told.length === 0) continue;
          for (const kinds of COMMANDS) {
            const together = told.filter(({ kind }) => kinds.includes(kind));
            if (together.length === 0) continue;
            expected.take(together, unique);
            expect(await failedOf(together)).toEqual(expected.failed);
          }
          expect(byId(await all.find().toArray())).toEqual(byId(expected.rows.values()));
          for (const [field, hint] of [
            ['office', 'office_1'],
            ['code', 'code_1'],
          ] as const) {
            const found = await all
              .find({ [field]: { $gte: '' } })
              .hint(hint)
              .toArray();
            expect(byId(found)).toEqual(byId(expected.rows.values()));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are all kept, however many there are: those that fill their last statement, one less and one more', async () => {
    await all.createIndex({ office: 1 });
    for (const count of [1, 7, 8, 9, 63, 64, 65, 73, 8_191, 8_192, 8_193]) {
      await all.deleteMany({});
      for (const n of [1, 2]) {
        const people = Array.from({ length: count }, (_, _id): Row => ({ _id, office: `o-${_id % 5}`, n, code: '' }));
        await all.bulkWrite(
          people.map((row) => operationOf({ kind: 'upsert', row })),
          { ordered: false },
        );
        expect(
          byId(
            await all
              .find({ office: { $gte: '' } })
              .hint('office_1')
              .toArray(),
          ),
        ).toEqual(people);
      }
    }
  });

  it('are all kept, however large the documents are', async () => {
    await all.createIndex({ office: 1 });
    for (const n of [1, 2]) {
      const people = Array.from({ length: 20 }, (_, _id): Row => ({
        _id,
        office: 'o',
        n,
        code: 'x'.repeat(1_048_576),
      }));
      await all.bulkWrite(
        people.map((row) => operationOf({ kind: 'upsert', row })),
        { ordered: false },
      );
      expect(byId(await all.find({ office: 'o' }).hint('office_1').toArray())).toEqual(people);
    }
  });
});
