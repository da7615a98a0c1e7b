import type { Bound } from '../../aggregate/scope.js';
import { encode } from '../../bson/encode.js';
import { type Document, document, isNumber, type Reply, type ReplyValue, toDouble } from '../../bson/values.js';
import { located, MongoError } from '../../errors.js';
import { Arguments } from '../arguments.js';
import type { CommandContext } from '../context.js';
import type { Outgoing } from '../cursors.js';
import { applyDelete, applyUpdate, type Target } from './statements.js';
import { variablesOf } from '../variables.js';
import { refuseRetryOfMany, retryOf, statementsOf } from './write-batch.js';

const NAMESPACE = 'admin.$cmd.bulkWrite';
const UPDATE_FIELDS = ['filter', 'updateMods', 'multi', 'upsert', 'hint', 'sort', 'arrayFilters', 'collation'];

interface Counts {
  nErrors: number;
  nInserted: number;
  nMatched: number;
  nModified: number;
  nUpserted: number;
  nDeleted: number;
}

/** Statements over several collections, in order; each has a result, which come by a cursor. */
export const runBulkWrite = async (context: CommandContext): Promise<Reply> => {
  const { engine, args, cursors } = context;
  args.allow('ops', 'nsInfo', 'ordered', 'errorsOnly', 'let', 'cursor', 'rawData');
  if (args.database !== 'admin')
    throw new MongoError('Unauthorized', 'bulkWrite may only be run against the admin database.');
  const ops = statementsOf(context, 'ops');
  refuseRetryOfMany(
    context,
    ops.some((op) => op.get('multi') === true),
  );
  const names = statementsOf(context, 'nsInfo').map((one) => new Arguments('nsInfo', one).allow('ns').text('ns'));
  const bound = variablesOf(args);
  const statements = ops.map((op) => ({ op, target: targetOf(context, op, names, bound) }));
  const errorsOnly = args.flag('errorsOnly');
  // Kept whole with the write: the results of one that is sent again come by a cursor of their own.
  const kept = await engine.write(
    () => {
      const counts: Counts = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
      const results: ReplyValue[] = [];
      for (const [idx, { op, target }] of statements.entries()) {
        const result = attempt(op, target, counts);
        if (!result.has('code')) context.afterStatement?.();
        if (result.has('code') || !errorsOnly) results.push(new Map([...result].flatMap(withIndex(idx))));
        if (result.has('code') && args.flag('ordered', true)) break;
      }
      return new Map<string, ReplyValue>([['results', results], ...Object.entries(counts)]);
    },
    retryOf(context),
    context.request.bytes,
  );
  const results = kept.get('results') as ReplyValue[];
  const size = args.document('cursor').get('batchSize');
  const reply = cursors.start(NAMESPACE, sized(results), isNumber(size) ? toDouble(size) : undefined, false);
  return new Map([...reply, ...[...kept].filter(([name]) => name !== 'results')]);
};

const withIndex =
  (idx: number) =>
  (entry: readonly [string, ReplyValue]): (readonly [string, ReplyValue])[] =>
    entry[0] === 'ok' ? [entry, ['idx', idx]] : [entry];

function* sized(results: readonly ReplyValue[]): Generator<Outgoing> {
  for (const value of results) yield { value, bytes: encode(value as Document).length };
}

const KINDS = ['insert', 'update', 'delete'] as const;

const targetOf = ({ engine }: CommandContext, op: Document, names: readonly string[], bound: Bound): Target => {
  const kind = KINDS.find((name) => op.has(name));
  const place = kind === undefined ? undefined : op.get(kind);
  if (!isNumber(place))
    throw new MongoError('FailedToParse', 'BulkWrite.ops: a statement must be an insert, an update or a delete');
  const namespace = names[toDouble(place)];
  if (namespace === undefined)
    throw new MongoError('BadValue', `BulkWrite ops entry has an invalid nsInfo index ${toDouble(place)}.`);
  const dot = namespace.indexOf('.');
  if (dot <= 0 || dot === namespace.length - 1)
    throw new MongoError('InvalidNamespace', `Invalid namespace specified for bulkWrite: '${namespace}'`);
  return { store: engine, database: namespace.slice(0, dot), name: namespace.slice(dot + 1), bound };
};

/** The result of one statement, or its error. */
const attempt = (op: Document, target: Target, counts: Counts): Reply => {
  try {
    return one(op, target, counts);
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    counts.nErrors += 1;
    return new Map<string, ReplyValue>([
      ['ok', 0],
      ['code', error.code],
      ['errmsg', error.message],
      ...[...error.extra].map(([name, value]) => [name, value as ReplyValue] as const),
      ['n', 0],
      ...(op.has('update') ? [['nModified', 0] as const] : []),
    ]);
  }
};

const one = (op: Document, target: Target, counts: Counts): Reply => {
  if (op.has('insert')) {
    const source = new Arguments('insert', op).allow('document').document('document');
    target.store.rows.insert(target.store.catalogue.ensure(target.database, target.name), source);
    counts.nInserted += 1;
    return document<ReplyValue>({ ok: 1, n: 1 });
  }
  if (op.has('delete')) {
    const statement = new Arguments('delete', op).allow('filter', 'multi', 'hint', 'collation');
    const n = applyDelete(target, statement, 'filter', statement.flag('multi'));
    counts.nDeleted += n;
    return document<ReplyValue>({ ok: 1, n });
  }
  const statement = new Arguments('update', op).allow(...UPDATE_FIELDS);
  if (!op.has('updateMods')) throw located(40414, "BSON field 'updateMods' is missing but a required field");
  const { matched, modified, upserted } = applyUpdate(target, statement, { filter: 'filter', update: 'updateMods' });
  counts.nMatched += matched;
  counts.nModified += modified;
  if (upserted === undefined) return document<ReplyValue>({ ok: 1, n: matched, nModified: modified });
  counts.nUpserted += 1;
  return document<ReplyValue>({ ok: 1, n: 1, nModified: 0, upserted: document<ReplyValue>({ _id: upserted }) });
};
