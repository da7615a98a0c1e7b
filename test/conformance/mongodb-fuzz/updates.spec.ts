import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Document, Int32, MongoServerError } from 'mongodb';
import { codeOr, type Fuzzed, runs, shown, startFuzzed } from './fuzz.support.js';
import type { Row } from './fuzz-collection.support.js';
import { documents } from './generators.js';
import { updated } from './oracle-update.js';
import { isReordered, operand, updates, written } from './updates.support.js';

describe('what updates leave in the embedded MongoDB', () => {
  let fuzzed: Fuzzed;
  beforeAll(async () => {
    fuzzed = await startFuzzed();
  });
  afterAll(async () => fuzzed.stop());

  it('leaves, after every update, the document or the error that the server documents', async () => {
    const all = fuzzed.client.db('fuzz').collection<Row>('updated');
    let next = 0;
    await fc.assert(
      fc.asyncProperty(documents, fc.array(updates, { minLength: 1, maxLength: 5 }), async (first, sequence) => {
        const _id = new Int32(next++);
        let row: Document = { _id, ...first };
        await all.insertOne(row as Row);
        for (const changes of sequence) {
          const due = updated(row, changes);
          const answer = await codeOr(all.updateOne({ _id }, written(changes)));
          const left = (await all.findOne({ _id })) as Document;
          const case_ = { before: shown(row), update: shown(written(changes)) };
          const code = 'code' in answer ? answer.code : undefined;
          expect({ ...case_, code, left: shown(left) }).toEqual({
            ...case_,
            code: 'code' in due ? due.code : undefined,
            left: shown('code' in due ? row : due.document),
          });
          row = left;
          if (isReordered(row)) return;
        }
      }),
      runs(150),
    );
  });

  it('refuses, with the code of the server, the operators and stages that it does not know', async () => {
    const all = fuzzed.client.db('fuzz').collection('refused');
    await all.insertOne({ a: 1 });
    const unknown = fc.stringMatching(/^zz[a-z]{1,6}$/).map((name) => `$${name}`);
    const code = async (call: Promise<unknown>): Promise<number> =>
      call.then(
        () => 0,
        (error: unknown) => {
          if (error instanceof MongoServerError) return Number(error.code);
          throw error;
        },
      );
    await fc.assert(
      fc.asyncProperty(unknown, operand, async (name, value) => {
        expect(await code(all.find({ a: { [name]: value } }).toArray())).toBe(2);
        expect(await code(all.find({ [name]: value }).toArray())).toBe(2);
        expect(await code(all.updateOne({}, { [name]: { a: value } }))).toBe(9);
        expect(await code(all.aggregate([{ [name]: value as Document }]).toArray())).toBe(40324);
        expect(await code(all.aggregate([{ $group: { _id: null, x: { [name]: 1 } } }]).toArray())).toBe(15952);
      }),
      runs(40),
    );
  });
});
