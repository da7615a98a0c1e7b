import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Code, type Document, MongoClient } from 'mongodb';
import { codeOf, connect, folder } from './mongodb.support.js';
import { type RunningMongo, startMongo } from './server.js';

const find = (filter: Document): Document => ({ find: 'c', filter });
const piped = (...pipeline: Document[]): Document => ({ aggregate: 'c', pipeline, cursor: {} });
const grouped = (field: Document): Document => piped({ $group: { _id: null, x: field } });

/** What one statement of a write is refused with stands in the reply, not in the error of the command. */
const updated = (u: Document | Document[], more: Document = {}): Document => ({
  update: 'c',
  updates: [{ q: { _id: 1 }, u, ...more }],
});

const COMMANDS: readonly (readonly [what: string, code: number, command: Document])[] = [
  ['an unknown command', 59, { mapReduce: 'c' }],
  ['an unknown field', 40415, { find: 'c', tail: true }],
  ['an option that is not kept to', 238, { find: 'c', returnKey: true }],
  ['a wrong type', 14, { find: 'c', filter: 'x' }],
  ['a negative limit', 2, { find: 'c', limit: -1 }],
  ['an unknown operator', 2, find({ a: { $near: 1 } })],
  ['an unknown operator at the top', 2, find({ $either: [] })],
  ['an empty $or', 2, find({ $or: [] })],
  ['$in without an array', 2, find({ a: { $in: 1 } })],
  ['code', 238, find({ $where: 'true' })],
  ['full text', 238, find({ $text: { $search: 'x' } })],
  ['a schema', 238, find({ $jsonSchema: {} })],
  ['a hint of no index', 2, { find: 'c', hint: 'none' }],
  ['an order that is none', 2, { find: 'c', sort: { a: 2 } }],
  ['$slice in a projection', 238, { find: 'c', projection: { a: { $slice: 1 } } }],
  ['an unknown stage', 40324, piped({ $graphLookup: {} })],
  ['a stage of two', 40323, piped({ $limit: 1, $skip: 1 })],
  ['an unknown expression', 168, piped({ $project: { x: { $sinh: 1 } } })],
  ['too few arguments', 16020, piped({ $project: { x: { $subtract: [1] } } })],
  ['an unknown accumulator', 15952, grouped({ $median: '$a' })],
  ['an accumulator that is none', 40234, grouped([])],
  ['a group without an _id', 15955, piped({ $group: {} })],
  ['a limit of nothing', 15958, piped({ $limit: 0 })],
  ['a count without a name', 40157, piped({ $count: '' })],
  ['a count into a path', 40160, piped({ $count: 'a.b' })],
  ['an unwound name without $', 28818, piped({ $unwind: 'a' })],
  ['an empty projection', 51272, piped({ $project: {} })],
  ['a path within a path', 31249, piped({ $project: { a: 1, 'a.b': 1 } })],
  ['a variable that is not there', 17276, piped({ $project: { x: '$$y' } })],
  ['writing before the end', 40601, piped({ $out: 'x' }, { $limit: 1 })],
  ['an unknown cursor', 43, { getMore: 99_999n, collection: 'c' }],
  ['an index of nothing', 67, { createIndexes: 'c', indexes: [{ key: {}, name: 'x' }] }],
  ['an index by text', 238, { createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 'x' }] }],
  [
    'an index that expires',
    238,
    { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'x', expireAfterSeconds: 1 }] },
  ],
  ['dropping what is not there', 27, { dropIndexes: 'c', index: 'none' }],
  ['dropping the index of _id', 72, { dropIndexes: 'c', index: '_id_' }],
  ['indexes of no collection', 26, { listIndexes: 'none' }],
  ['a collection that exists', 48, { create: 'c' }],
  ['a capped collection', 40415, { create: 'x', capped: true, size: 1 }],
  ['a view', 40415, { create: 'x', viewOn: 'c', pipeline: [] }],
  ['an empty batch', 16, { insert: 'c', documents: [] }],
  ['another API version', 322, { find: 'c', apiVersion: '2' }],
];

const STATEMENTS: readonly (readonly [what: string, code: number, command: Document])[] = [
  ['an unknown modifier', 9, updated({ $bit: { a: { and: 1 } } })],
  ['adding to a text', 14, updated({ $inc: { s: 1 } })],
  ['pushing to a number', 2, updated({ $push: { n: 1 } })],
  ['another _id', 66, updated({ $set: { _id: 2 } })],
  ['a path twice', 40, updated({ $set: { a: 1, 'a.b': 1 } })],
  ['a path without a name', 56, updated({ $set: { 'a.': 1 } })],
  ['a field in a number', 28, updated({ $set: { 'n.a': 1 } })],
  ['a replacement for many', 9, updated({ a: 1 }, { multi: true })],
  ['a filter that is not used', 9, updated({ $set: { a: 1 } }, { arrayFilters: [{ x: 1 }] })],
  ['an _id twice', 11000, { insert: 'c', documents: [{ _id: 1 }] }],
  ['an _id of several', 53, { insert: 'c', documents: [{ _id: [1] }] }],
];

describe('what the embedded MongoDB refuses, with the codes of the real server', () => {
  let server: RunningMongo;
  let client: MongoClient;
  beforeAll(async () => {
    server = await startMongo({ data: folder(), port: 0 });
    client = connect(server.port);
    await client.db('d').collection<Document & { _id: number }>('c').insertOne({ _id: 1, s: 'x', n: 1 });
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });

  it.each(COMMANDS)('%s: %i', async (_, code, command) => {
    expect(await codeOf(client.db('d').command(command))).toBe(code);
  });

  it.each(STATEMENTS)('%s: %i', async (_, code, command) => {
    const { writeErrors } = (await client.db('d').command(command)) as { writeErrors?: { code: number }[] };
    expect(writeErrors?.map((error) => error.code)).toEqual([code]);
  });

  it('code, in a command or in a document, without losing the connection', async () => {
    const one = new MongoClient(`mongodb://127.0.0.1:${server.port}/?replicaSet=embedded&maxPoolSize=1`);
    const closed: unknown[] = [];
    one.on('connectionClosed', (event) => closed.push(event));
    const rows = one.db('d').collection('c');
    expect(await codeOf(rows.insertOne({ f: new Code('1') }))).toBe(238);
    expect(await codeOf(rows.find({ f: new Code('1') }).toArray())).toBe(238);
    expect(await rows.countDocuments()).toBe(1);
    expect(closed).toEqual([]);
    await one.close();
  });
});
