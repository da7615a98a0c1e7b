import { compilePipeline, distinctValues } from '../aggregate/pipeline.js';
import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import {
  type Document,
  document,
  isNumber,
  RawDocument,
  type Reply,
  type ReplyValue,
  toDouble,
  type Value,
} from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import { everything } from '../query/filter.js';
import { parseFilter } from '../query/parse-filter.js';
import { valuesAt } from '../query/paths.js';
import { compileProjection } from '../query/projection.js';
import { parseSort } from '../query/sort.js';
import type { Collection } from '../store/catalogue.js';
import { find, planOf, type Search } from '../store/find.js';
import type { StoredRow } from '../store/rows.js';
import type { Arguments } from './arguments.js';
import type { CommandContext, Commands } from './context.js';
import type { Outgoing } from './cursors.js';

/** Name of the index that a hint means. */
export const hintOf = (hint: Value | undefined, collection: Collection | undefined): string | undefined => {
  if (hint === undefined) return undefined;
  if (typeof hint === 'string') return known(hint, collection);
  if (!(hint instanceof Map)) throw new MongoError('FailedToParse', 'hint must be a string or an object');
  if (hint.has('$natural')) return '$natural';
  const key = encode(hint);
  const index = collection?.indexes.find((one) => encode(one.key).equals(key));
  return known(index?.name ?? JSON.stringify([...hint]), collection);
};

const known = (name: string, collection: Collection | undefined): string => {
  if (collection && !collection.indexes.some((index) => index.name === name))
    throw new MongoError('BadValue', `error processing query: planner returned error: bad hint: ${name}`);
  return name;
};

const searchOf = (args: Arguments, collection: Collection | undefined): Search => {
  const limit = args.natural('limit', 0);
  const hint = hintOf(args.body.get('hint'), collection);
  return {
    filter: parseFilter(args.document(args.command === 'find' ? 'filter' : 'query')),
    sort: parseSort(args.document('sort')),
    skip: args.natural('skip', 0),
    limit: limit === 0 ? Number.POSITIVE_INFINITY : limit,
    ...(hint === undefined ? {} : { hint }),
  };
};

function* raw(rows: Iterable<StoredRow>, project: ((source: Document) => Document) | undefined): Generator<Outgoing> {
  for (const { body } of rows)
    yield project
      ? { value: project(decode(body)), bytes: body.length }
      : { value: new RawDocument(body), bytes: body.length };
}

function* sized(documents: Iterable<Document>): Generator<Outgoing> {
  for (const value of documents) {
    const bytes = encode(value);
    yield { value: new RawDocument(bytes), bytes: bytes.length };
  }
}

const runFind = ({ engine, cursors, args }: CommandContext): Reply => {
  args.allow(
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'allowPartialResults',
  );
  const collection = engine.catalogue.find(args.database, args.collection);
  const search = searchOf(args, collection);
  const project = compileProjection(args.document('projection'));
  const rows = collection ? find(engine.rows, collection, search) : [];
  const batch = args.body.has('batchSize') ? args.natural('batchSize', 0) : undefined;
  return cursors.start(`${args.database}.${args.collection}`, raw(rows, project), batch, args.flag('singleBatch'));
};

/** A first `$match`, with a `$sort` right after it, is left to the indexes. */
const splitPipeline = (pipeline: readonly Value[]): { match?: Document; sort?: Document; rest: readonly Value[] } => {
  const stage = (at: number, name: string): Document | undefined => {
    const one = pipeline[at];
    const operand = one instanceof Map && one.size === 1 ? one.get(name) : undefined;
    return operand instanceof Map ? operand : undefined;
  };
  const match = stage(0, '$match');
  const sort = stage(match ? 1 : 0, '$sort');
  const used = (match ? 1 : 0) + (sort ? 1 : 0);
  return { ...(match ? { match } : {}), ...(sort ? { sort } : {}), rest: pipeline.slice(used) };
};

const runAggregate = ({ engine, cursors, args }: CommandContext): Reply => {
  args.allow('pipeline', 'cursor', 'hint', 'explain');
  if (args.body.has('explain')) throw unsupported('explain of a pipeline');
  if (typeof args.body.get('aggregate') !== 'string') throw unsupported('an aggregation without a collection');
  const pipeline = args.list('pipeline');
  const collection = engine.catalogue.find(args.database, args.collection);
  const { match, sort, rest } = splitPipeline(pipeline);
  compilePipeline(pipeline);
  const stages = compilePipeline(rest);
  const hint = hintOf(args.body.get('hint'), collection);
  const search: Search = {
    filter: match ? parseFilter(match) : everything,
    sort: sort ? parseSort(sort) : [],
    skip: 0,
    limit: Number.POSITIVE_INFINITY,
    ...(hint === undefined ? {} : { hint }),
  };
  let documents: Iterable<Document> = collection ? decoded(find(engine.rows, collection, search)) : [];
  for (const stage of stages) documents = stage(documents);
  const size = args.document('cursor').get('batchSize');
  const batch = isNumber(size ?? null) ? toDouble(size as number) : undefined;
  return cursors.start(`${args.database}.${args.collection}`, sized(documents)[Symbol.iterator](), batch, false);
};

function* decoded(rows: Iterable<StoredRow>): Generator<Document> {
  for (const { body } of rows) yield decode(body);
}

const runCount = ({ engine, args }: CommandContext): Reply => {
  args.allow('query', 'skip', 'limit', 'hint', 'fields');
  const collection = engine.catalogue.find(args.database, args.collection);
  if (!collection) return document<ReplyValue>({ n: 0 });
  const search = searchOf(args, collection);
  const whole = args.document('query').size === 0 && search.skip === 0 && !Number.isFinite(search.limit);
  let n = whole ? engine.rows.count(collection) : 0;
  if (!whole) for (const _ of find(engine.rows, collection, search)) n += 1;
  return document<ReplyValue>({ n });
};

const runDistinct = ({ engine, args }: CommandContext): Reply => {
  args.allow('key', 'query', 'hint');
  const collection = engine.catalogue.find(args.database, args.collection);
  const path = args.text('key').split('.');
  const search = { ...searchOf(args, collection), sort: [] };
  const rows = collection ? find(engine.rows, collection, search) : [];
  const wanted = new Set([path[0] ?? '']);
  const values = function* (): Generator<Value> {
    for (const { body } of rows) yield* valuesAt(decode(body, 0, wanted), path);
  };
  return document<ReplyValue>({ values: distinctValues(values()) });
};

/** What a search would do: enough to see whether an index serves it. */
const runExplain = ({ engine, args }: CommandContext): Reply => {
  args.allow('verbosity');
  const body = args.document('explain');
  const [command] = body.keys();
  if (command !== 'find') throw unsupported(`explain of ${command}`);
  const inner = new (args.constructor as new (command: string, body: Document) => Arguments)('find', body);
  const collection = engine.catalogue.find(args.database, inner.collection);
  const plan = collection
    ? planOf(collection, searchOf(inner, collection))
    : ({ kind: 'scan', sorted: false } as const);
  const access =
    plan.kind === 'index'
      ? document<ReplyValue>({ stage: 'IXSCAN', indexName: plan.index.name })
      : document<ReplyValue>({ stage: 'COLLSCAN' });
  const winningPlan = plan.sorted ? access : document<ReplyValue>({ stage: 'SORT', inputStage: access });
  return document<ReplyValue>({
    queryPlanner: document<ReplyValue>({ namespace: `${args.database}.${inner.collection}`, winningPlan }),
  });
};

const cursorId = (value: Value | undefined): bigint => {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  throw new MongoError('TypeMismatch', 'a cursor id must be a long');
};

const runGetMore = ({ cursors, args }: CommandContext): Reply => {
  args.allow('collection', 'batchSize');
  const namespace = `${args.database}.${args.text('collection')}`;
  return cursors.more(cursorId(args.body.get('getMore')), namespace, args.natural('batchSize', 0));
};

const runKillCursors = ({ cursors, args }: CommandContext): Reply => {
  args.allow('cursors');
  const ids = args.list('cursors').map(cursorId);
  const killed = ids.filter((id) => cursors.kill(id));
  const rest: ReplyValue = ids.filter((id) => !killed.includes(id));
  return document<ReplyValue>({ cursorsKilled: killed, cursorsNotFound: rest, cursorsAlive: [], cursorsUnknown: [] });
};

export const reads: Commands = {
  find: runFind,
  aggregate: runAggregate,
  count: runCount,
  distinct: runDistinct,
  explain: runExplain,
  getMore: runGetMore,
  killCursors: runKillCursors,
};
