import { distinctValues } from '../../aggregate/pipeline.js';
import { decode } from '../../bson/decode.js';
import { type Document, document, RawDocument, type Reply, type ReplyValue, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { valuesAt } from '../../query/paths.js';
import { compileProjection } from '../../query/projection.js';
import { find } from '../../store/find.js';
import type { StoredRow } from '../../store/stored-document.js';
import { runAggregate } from './aggregate.js';
import type { CommandContext, Commands } from '../context.js';
import type { Outgoing } from '../cursors.js';
import { runExplain } from './explain.js';
import { searchOf } from './search.js';
import { variablesOf } from '../variables.js';

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
  const search = searchOf(args, collection, bound, 'filter');
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
  const hinted = search.hint !== undefined;
  const whole = !hinted && args.document('query').size === 0 && search.skip === 0 && !Number.isFinite(search.limit);
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
