import { describe, expect, it } from '@jest/globals';
import { type BulkWriteResult, type Collection, MongoBulkWriteError, type WriteError } from 'mongodb';
import { RowStore } from '../../projections/runner/rows/row-store.js';
import type { KeptRow } from '../../src/platform/read-store/read-documents.js';

const OUT_OF_DISK_SPACE = 14_031;
const DOCUMENT_TOO_LARGE = 10_334;

/** Rows in a collection whose server answers every write of several rows with an error for the second. */
const failing = (code: number): RowStore => {
  const writeErrors = [{ index: 1, code, errmsg: `code ${code}` }] as unknown as WriteError[];
  const result = { getWriteConcernError: () => undefined } as BulkWriteResult;
  const error = new MongoBulkWriteError({ message: 'failed', code, writeErrors }, result);
  return new RowStore({ bulkWrite: () => Promise.reject(error) } as unknown as Collection<KeptRow>);
};

describe('a write of rows that fails for one of them', () => {
  const writes = ['a', 'b'].map((key) => ({ key, before: undefined, after: { _id: key, _position: 1 } }));

  it('names the row when the row is to blame', async () => {
    const { lost, refused } = await failing(DOCUMENT_TOO_LARGE).write(writes);
    expect([lost, [...refused.keys()]]).toEqual([true, ['b']]);
  });

  it('fails as a whole when the server has no room: no row is to blame, and it is tried again', async () => {
    await expect(failing(OUT_OF_DISK_SPACE).write(writes)).rejects.toMatchObject({ code: OUT_OF_DISK_SPACE });
  });
});
