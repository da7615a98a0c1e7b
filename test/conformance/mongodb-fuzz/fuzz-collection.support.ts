import { expect } from '@jest/globals';
import fc from 'fast-check';
import { type Collection, type Document, Int32 } from 'mongodb';
import { codeOr, type Fuzzed } from './fuzz.support.js';
import { documents, type IndexSpec } from './generators.js';

export type Row = Document & { _id: Int32 };

/** A way to read a collection. A sparse index lacks documents. */
export interface Hint {
  readonly name: string;
  readonly hint?: Document;
  readonly sparse?: boolean;
}

export const numbered: fc.Arbitrary<Row[]> = fc
  .array(documents, { minLength: 1, maxLength: 8 })
  .map((list) => list.map((one, at): Row => ({ _id: new Int32(at), ...one })));

let made = 0;

/** A collection with the documents, and the ways to read it: the indexes that the documents allow. */
export const filled = async (
  { client }: Fuzzed,
  rows: Row[],
  specs: readonly IndexSpec[],
): Promise<[Collection<Row>, Hint[]]> => {
  const all = client.db('fuzz').collection<Row>(`c${made++}`);
  await all.insertMany(rows);
  const plans: Hint[] = [{ name: 'chosen' }, { name: 'scan', hint: { $natural: 1 } }];
  for (const { key, unique, sparse } of specs) {
    const hint = Object.fromEntries(key);
    const answer = await codeOr(all.createIndex(hint, { unique, sparse }));
    if (typeof answer === 'string') plans.push({ name: answer, hint, sparse });
    else expect(unique ? [11000, 171] : [171]).toContain(answer.code);
  }
  return [all, plans];
};
