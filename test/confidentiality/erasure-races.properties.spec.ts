import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BulkWriteResult, type Collection, MongoBulkWriteError, type WriteError } from 'mongodb';
import { MasterKey } from '../../src/platform/sealing/master-key.js';
import { ERASED } from '../../src/platform/sealing/seal.js';
import { type KeyDocument, SubjectKeys } from '../../src/platform/sealing/subject-keys.js';

const PERSON = 'superviseeId:s-1';

/** Lets some turns of the event loop pass. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((done) => setImmediate(done));
};

/** What the driver says of inserts of which some were there already. */
const duplicates = (writeErrors: readonly { index: number; code: number }[]): Error =>
  new MongoBulkWriteError({ message: 'E11000', code: 11_000, writeErrors: writeErrors as unknown as WriteError[] }, {
    getWriteConcernError: () => undefined,
  } as BulkWriteResult);

/** A collection of keys whose every call takes effect at once, but reaches it, and is answered, after as many turns as the next delay says. */
const delayedKeys = (delay: () => number): Collection<KeyDocument> => {
  const rows = new Map<string, KeyDocument>();
  const inTurn = async <T>(work: () => T): Promise<T> => {
    await turns(delay());
    const value = work();
    await turns(delay());
    return value;
  };
  const apply = (id: string, update: { $setOnInsert?: object; $set?: object }, upsert: boolean): KeyDocument | null => {
    const before = rows.get(id);
    if (!before && !upsert) return null;
    const after = { ...(before ?? { _id: id, ...update.$setOnInsert }), ...update.$set } as KeyDocument;
    rows.set(id, after);
    return after;
  };
  const found = (ids: readonly string[]): KeyDocument[] => ids.flatMap((id) => rows.get(id) ?? []);
  const fake = {
    find: ({ _id: { $in: ids } }: { _id: { $in: string[] } }) => ({
      toArray: () => inTurn(() => found(ids)),
      async *[Symbol.asyncIterator]() {
        yield* await inTurn(() => found(ids));
      },
    }),
    insertMany: (made: readonly KeyDocument[]) =>
      inTurn(() => {
        const writeErrors = made.flatMap(({ _id }, index) => (rows.has(_id) ? [{ index, code: 11_000 }] : []));
        for (const key of made) if (!rows.has(key._id)) rows.set(key._id, key);
        if (writeErrors.length > 0) throw duplicates(writeErrors);
      }),
    updateOne: (filter: { _id: string; destroyedAt?: null }, update: object, options?: { upsert?: boolean }) =>
      inTurn(() => {
        const is = rows.get(filter._id);
        if (is && 'destroyedAt' in filter && is.destroyedAt !== null) return null;
        return apply(filter._id, update, options?.upsert ?? false);
      }),
  };
  return fake as unknown as Collection<KeyDocument>;
};

describe('writes that race with an erasure', () => {
  const master = new MasterKey(randomBytes(32));

  it('[SEC-3] leave nothing that anybody can open once both are done, in whatever order the key store answers', async () => {
    const delays = fc.array(fc.nat({ max: 5 }), { minLength: 4, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(delays, fc.integer({ min: 1, max: 4 }), fc.boolean(), async (of, writers, isNew) => {
        let call = 0;
        const collection = delayedKeys(() => of[(call += 1) % of.length] ?? 0);
        const process = (): SubjectKeys => new SubjectKeys(() => collection, master);
        const tokens: string[] = [];
        const write = async (keys: SubjectKeys): Promise<void> => {
          const sealField = await keys.sealer([PERSON], isNew ? PERSON : undefined);
          tokens.push(sealField(PERSON, 'findings', '在家'));
        };
        const writes = Array.from({ length: writers + 1 }, () => write(process()).catch(isErased));
        await Promise.all([...writes, process().destroy(PERSON)]);
        const later = process();
        expect(await later.openReserved(tokens)).toEqual(tokens.map(() => ERASED));
        await expect(write(later)).rejects.toMatchObject({ code: 'PERSON_ERASED' });
      }),
      { numRuns: 150 },
    );
  });
});

const isErased = (error: unknown): void => {
  expect(error).toMatchObject({ code: 'PERSON_ERASED' });
};
