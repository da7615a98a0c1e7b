import { distinctValues } from '../aggregate/pipeline.js';
import type { Bound } from '../aggregate/scope.js';
import { decode } from '../bson/decode.js';
import { type Document, document, RawDocument, type Reply, type ReplyValue, type Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import { parseCollation } from '../query/collation.js';
import { parseFilter } from '../query/parse-filter.js';
import { valuesAt } from '../query/paths.js';
import { compileProjection } from '../query/projection.js';
import { parseSort } from '../query/sort.js';
import type { Collection } from '../store/catalogue.js';
import { find, planOf, type Search } from '../store/find.js';
import type { StoredRow } from '../store/rows.js';
import { runAggregate } from './aggregate.js';
import type { Arguments } from './arguments.js';
import type { CommandContext, Commands } from './context.js';
import type { Outgoing } from './cursors.js';
import { hintOf } from './hint.js';
import { variablesOf } from './variables.js';

const searchOf = (args: Arguments, collection: Collection | undefined, bound: Bound): Search => {
  const collation = parseCollation(args.optional('collation'));
  const limit = args.natural('limit', 0);
  const hint = hintOf(args.body.get('hint'), collection);
  return {
    filter: parseFilter(args.document(args.command === 'find' ? 'filter' : 'query'), bound),
    sort: parseSort(args.document('sort')),
    skip: args.natural('skip', 0),
    limit: limit === 0 ? Number.POSITIVE_INFINITY : limit,
    ...(hint === undefined ? {} : { hint }),
    ...(collation ? { collation } : {}),
  };
};

function* raw(rows: Iterable<StoredRow>, project: ((source: Document) => Document) | undefined): Generator<Outgoing> {
  for (const { body } of rows)
    yield project
      ? { value: project(decode(body)), bytes: body.length }
      : { value: new RawDocument(body), bytes: body.length };
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
    'let',
    'collation',
    'rawData',
  );
  const bound = variablesOf(args);
  const collection = engine.catalogue.find(args.database, args.collection);
  const search = searchOf(args, collection, bound);
  const project = compileProjection(args.document('projection'), bound);
  const rows = collection ? find(engine.rows, collection, search) : [];
  const batch = args.body.has('batchSize') ? args.natural('batchSize', 0) : undefined;
  return cursors.start(`${args.database}.${args.collection}`, raw(rows, project), batch, args.flag('singleBatch'));
};

const runCount = ({ engine, args }: CommandContext): Reply => {
  args.allow('query', 'skip', 'limit', 'hint', 'fields', 'collation', 'rawData');
  const collection = engine.catalogue.find(args.database, args.collection);
  if (!collection) return document<ReplyValue>({ n: 0 });
  const search = searchOf(args, collection, variablesOf(args));
  const whole = args.document('query').size === 0 && search.skip === 0 && !Number.isFinite(search.limit);
  let n = whole ? engine.rows.count(collection) : 0;
  if (!whole) for (const _ of find(engine.rows, collection, search)) n += 1;
  return document<ReplyValue>({ n });
};

const runDistinct = ({ engine, args }: CommandContext): Reply => {
  args.allow('key', 'query', 'hint', 'collation', 'rawData');
  const collection = engine.catalogue.find(args.database, args.collection);
  const path = args.text('key').split('.');
  const search = { ...searchOf(args, collection, variablesOf(args)), sort: [] };
  const rows = collection ? find(engine.rows, collection, search) : [];
  const wanted = new Set([path[0] ?? '']);
  const values = function* (): Generator<Value> {
    for (const { body } of rows) yield* valuesAt(decode(body, 0, wanted), path);
  };
  return document<ReplyValue>({ values: distinctValues(values(), search.collation) });
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
    ? planOf(collection, searchOf(inner, collection, variablesOf(inner)))
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
