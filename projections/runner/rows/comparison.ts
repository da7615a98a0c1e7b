import { isDeepStrictEqual } from 'node:util';
import type { Db, Filter } from 'mongodb';
import type { Comparison, KeptRow } from '../../../src/platform/read-store/read-documents.js';

/** Most rows held against each other, how many at a time, and how many keys of those that differ are named. */
const MOST = 10_000;
const AT_ONCE = 1_000;
const NAMED = 20;

/** Rows of two versions of a view, held against each other by key: how many there are, and how many of the first 10,000 say something else. */
export const compareRows = async (db: Db, liveId: string, builtId: string): Promise<Comparison> => {
  const [live, built] = [db.collection<KeptRow>(liveId), db.collection<KeptRow>(builtId)];
  const there: Filter<KeptRow> = { _deleted: { $exists: false } };
  const [rows, liveRows] = await Promise.all([built.countDocuments(there), live.countDocuments(there)]);
  const differ: string[] = [];
  let compared = 0;
  let chunk: KeptRow[] = [];
  const settle = async (): Promise<void> => {
    const keys = chunk.map(({ _id }) => _id);
    const others = await live.find({ _id: { $in: keys } }, { batchSize: keys.length + 1 }).toArray();
    const byKey = new Map(others.map((row) => [row._id, row]));
    for (const row of chunk)
      if (!isDeepStrictEqual(contentOf(row), contentOf(byKey.get(row._id)))) differ.push(row._id);
    compared += chunk.length;
    chunk = [];
  };
  for await (const row of built.find(there).sort({ _id: 1 }).limit(MOST)) {
    chunk.push(row);
    if (chunk.length >= AT_ONCE) await settle();
  }
  await settle();
  return { rows, liveRows, compared, differing: differ.length, examples: differ.slice(0, NAMED) };
};

/** What a row says; nothing of a row that is gone. */
const contentOf = (row: KeptRow | undefined): object | null => {
  if (row === undefined || row._deleted) return null;
  const { _position, ...content } = row;
  return content;
};
