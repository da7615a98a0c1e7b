import { decode } from '../bson/decode.js';
import { equal } from '../bson/order.js';
import { type Document, document, type Reply, type ReplyValue, type Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import { compileProjection } from '../query/projection.js';
import { parseFilter } from '../query/parse-filter.js';
import { parseSort } from '../query/sort.js';
import type { Collection } from '../store/catalogue.js';
import type { Retry } from '../store/engine.js';
import { find } from '../store/find.js';
import type { StoredRow } from '../store/rows.js';
import { parseUpdate, seedOf, type Update } from '../update/updater.js';
import { Arguments } from './arguments.js';
import type { CommandContext, Commands } from './context.js';
import { hintOf } from './reads.js';

const MAX_BATCH = 100_000;

/** The statements of a batch, wherever in the message they came. */
const statementsOf = ({ request, args }: CommandContext, name: string): Document[] => {
  const statements =
    request.batches.get(name)?.map((bytes) => decode(bytes)) ??
    args.list(name).map((one) => {
      if (one instanceof Map) return one;
      throw new MongoError('TypeMismatch', `BSON field '${args.command}.${name}' must hold objects`);
    });
  if (statements.length === 0 || statements.length > MAX_BATCH)
    throw new MongoError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${statements.length} operations.`,
    );
  return statements;
};

/** What makes a write repeatable: session and number, where the client sent both. */
const retryOf = ({ args }: CommandContext): Retry | undefined => {
  const session = args.body.get('lsid');
  const number = args.body.get('txnNumber');
  if (!(session instanceof Map) || (typeof number !== 'bigint' && typeof number !== 'number')) return undefined;
  const id = session.get('id');
  if (id === null || typeof id !== 'object' || !('bytes' in id))
    throw new MongoError('BadValue', 'lsid.id must be a UUID');
  return { session: id.bytes.toString('hex'), number: Number(number) };
};

const writeError = (index: number, error: MongoError): ReplyValue =>
  new Map<string, ReplyValue>([
    ['index', index],
    ['code', error.code],
    ...[...error.extra].map(([name, value]) => [name, value as ReplyValue] as const),
    ['errmsg', error.message],
  ]);

interface Batch {
  readonly errors: ReplyValue[];
}

/** Runs statements in order; one that fails ends an ordered batch, and only itself in an unordered one. */
const runBatch = (
  statements: readonly Document[],
  ordered: boolean,
  one: (statement: Document, index: number) => void,
): Batch => {
  const errors: ReplyValue[] = [];
  for (const [index, statement] of statements.entries())
    try {
      one(statement, index);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push(writeError(index, error));
      if (ordered) break;
    }
  return { errors };
};

const withErrors = (reply: Reply, { errors }: Batch): Reply =>
  errors.length === 0 ? reply : reply.set('writeErrors', errors);

const runInsert = (context: CommandContext): Promise<Reply> => {
  const { engine, args } = context;
  args.allow('documents', 'ordered');
  const documents = statementsOf(context, 'documents');
  return engine.write(() => {
    const collection = engine.catalogue.ensure(args.database, args.collection);
    let n = 0;
    const batch = runBatch(documents, args.flag('ordered', true), (source) => {
      engine.rows.insert(collection, source);
      n += 1;
    });
    return withErrors(document<ReplyValue>({ n }), batch);
  }, retryOf(context));
};

interface UpdateOutcome {
  readonly matched: number;
  readonly modified: number;
  readonly upserted?: Value;
}

/** Changes what the filter finds, or makes it when told to. */
const applyUpdate = (
  { engine, args }: CommandContext,
  collection: Collection | undefined,
  statement: Arguments,
  update: Update,
): UpdateOutcome => {
  const filter = parseFilter(statement.document('q'));
  const multi = statement.flag('multi');
  if (multi && update.isReplacement)
    throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
  const hint = hintOf(statement.body.get('hint'), collection);
  const search = {
    filter,
    sort: parseSort(statement.document('sort')),
    skip: 0,
    limit: multi ? Number.POSITIVE_INFINITY : 1,
    ...(hint === undefined ? {} : { hint }),
  };
  // All are found before any is changed: a change must not bring a document into its own search again.
  const found = collection ? [...find(engine.rows, collection, search)] : [];
  if (found.length === 0 && statement.flag('upsert')) {
    const made = update.apply(update.isReplacement ? idOnly(seedOf(filter)) : seedOf(filter), true);
    const { id } = engine.rows.insert(engine.catalogue.ensure(args.database, args.collection), made);
    return { matched: 1, modified: 0, upserted: id };
  }
  let modified = 0;
  for (const row of found) if (collection && changed(engine.rows, collection, row, update)) modified += 1;
  return { matched: found.length, modified };
};

const idOnly = (seed: Document): Document => new Map([...seed].filter(([name]) => name === '_id'));

/** Whether the update made a difference to a stored document. */
const changed = (
  rows: CommandContext['engine']['rows'],
  collection: Collection,
  row: StoredRow,
  update: Update,
): Document | undefined => {
  const before = decode(row.body);
  const after = update.apply(before, false);
  if (after === before || equal(after, before)) return undefined;
  const [oldId, newId] = [before.get('_id') ?? null, after.get('_id') ?? null];
  if (!equal(oldId, newId))
    throw new MongoError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  rows.replace(collection, row.rid, before, after);
  return after;
};

const runUpdate = (context: CommandContext): Promise<Reply> => {
  const { engine, args } = context;
  args.allow('updates', 'ordered');
  const statements = statementsOf(context, 'updates');
  return engine.write(() => {
    let [n, nModified] = [0, 0];
    const upserted: ReplyValue[] = [];
    const batch = runBatch(statements, args.flag('ordered', true), (body, index) => {
      const statement = new Arguments('update', body).allow('q', 'u', 'multi', 'upsert', 'hint', 'sort');
      const collection = engine.catalogue.find(args.database, args.collection);
      const outcome = applyUpdate(context, collection, statement, parseUpdate(body.get('u'), Date.now));
      n += outcome.matched;
      nModified += outcome.modified;
      if (outcome.upserted !== undefined)
        upserted.push(
          new Map<string, ReplyValue>([
            ['index', index],
            ['_id', outcome.upserted],
          ]),
        );
    });
    const reply = document<ReplyValue>({ n, nModified });
    if (upserted.length > 0) reply.set('upserted', upserted);
    return withErrors(reply, batch);
  }, retryOf(context));
};

const runDelete = (context: CommandContext): Promise<Reply> => {
  const { engine, args } = context;
  args.allow('deletes', 'ordered');
  const statements = statementsOf(context, 'deletes');
  return engine.write(() => {
    let n = 0;
    const batch = runBatch(statements, args.flag('ordered', true), (body) => {
      const statement = new Arguments('delete', body).allow('q', 'limit', 'hint');
      const collection = engine.catalogue.find(args.database, args.collection);
      if (!collection) return;
      const limit = statement.natural('limit', 0);
      const hint = hintOf(body.get('hint'), collection);
      const search = {
        filter: parseFilter(statement.document('q')),
        sort: [],
        skip: 0,
        limit: limit === 0 ? Number.POSITIVE_INFINITY : 1,
        ...(hint === undefined ? {} : { hint }),
      };
      for (const row of [...find(engine.rows, collection, search)]) {
        engine.rows.remove(collection, row);
        n += 1;
      }
    });
    return withErrors(document<ReplyValue>({ n }), batch);
  }, retryOf(context));
};

const runFindAndModify = (context: CommandContext): Promise<Reply> => {
  const { engine, args } = context;
  args.allow('query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'hint');
  const project = compileProjection(args.document('fields')) ?? ((source: Document) => source);
  const shown = (source: Document | undefined): ReplyValue => (source ? project(source) : null);
  return engine.write(() => {
    const collection = engine.catalogue.find(args.database, args.collection);
    const filter = parseFilter(args.document('query'));
    const hint = hintOf(args.body.get('hint'), collection);
    const search = {
      filter,
      sort: parseSort(args.document('sort')),
      skip: 0,
      limit: 1,
      ...(hint === undefined ? {} : { hint }),
    };
    const row = collection ? [...find(engine.rows, collection, search)][0] : undefined;
    const before = row ? decode(row.body) : undefined;
    if (args.flag('remove')) {
      if (args.body.has('update'))
        throw new MongoError('FailedToParse', 'Cannot specify both an update and remove=true');
      if (row && collection) engine.rows.remove(collection, row);
      return answer(shown(before), { n: row ? 1 : 0 });
    }
    const update = parseUpdate(args.body.get('update'), Date.now);
    const wantsNew = args.flag('new');
    if (row && before && collection) {
      const after = changed(engine.rows, collection, row, update) ?? before;
      return answer(shown(wantsNew ? after : before), { n: 1, updatedExisting: true });
    }
    if (!args.flag('upsert')) return answer(null, { n: 0, updatedExisting: false });
    const seed = seedOf(filter);
    const made = update.apply(update.isReplacement ? idOnly(seed) : seed, true);
    const target = engine.catalogue.ensure(args.database, args.collection);
    const { id } = engine.rows.insert(target, made);
    const stored: Document = new Map([['_id', id], ...[...made].filter(([name]) => name !== '_id')]);
    return answer(wantsNew ? shown(stored) : null, { n: 1, updatedExisting: false, upserted: id });
  }, retryOf(context));
};

const answer = (value: ReplyValue, last: Record<string, Value>): Reply =>
  new Map<string, ReplyValue>([
    ['lastErrorObject', document<ReplyValue>(last)],
    ['value', value],
  ]);

export const writes: Commands = {
  insert: runInsert,
  update: runUpdate,
  delete: runDelete,
  findAndModify: runFindAndModify,
  bulkWrite: () => {
    throw unsupported('bulkWrite over several collections');
  },
};
