import { equal } from '../bson/order.js';
import { document, type Reply, type ReplyValue, type Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import { idAsked } from '../query/filter.js';
import { parseFilter } from '../query/parse-filter.js';
import { parseSort } from '../query/sort.js';
import type { Collection } from '../store/catalogue.js';
import { find } from '../store/find.js';
import { parseUpdate, type Update } from '../update/updater.js';
import { Arguments } from './arguments.js';
import { changed, upserted } from './change-row.js';
import type { CommandContext, Commands } from './context.js';
import { runFindAndModify } from './find-and-modify.js';
import { hintOf } from './reads.js';
import { retryOf, runBatch, statementsOf, withErrors } from './write-batch.js';

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
    const made = upserted(update, filter);
    const asked = idAsked(filter);
    const idIsFree = asked?.only === true && equal(asked.value, made.get('_id') ?? null);
    const { id } = engine.rows.insert(engine.catalogue.ensure(args.database, args.collection), made, idIsFree);
    return { matched: 1, modified: 0, upserted: id };
  }
  let modified = 0;
  for (const row of found) if (collection && changed(engine.rows, collection, row, update)) modified += 1;
  return { matched: found.length, modified };
};

const runUpdate = (context: CommandContext): Promise<Reply> => {
  const { engine, args } = context;
  args.allow('updates', 'ordered');
  const statements = statementsOf(context, 'updates');
  return engine.write(() => {
    let [n, nModified] = [0, 0];
    const made: ReplyValue[] = [];
    const batch = runBatch(statements, args.flag('ordered', true), (body, index) => {
      const statement = new Arguments('update', body).allow('q', 'u', 'multi', 'upsert', 'hint', 'sort');
      const collection = engine.catalogue.find(args.database, args.collection);
      const outcome = applyUpdate(context, collection, statement, parseUpdate(body.get('u'), Date.now));
      n += outcome.matched;
      nModified += outcome.modified;
      if (outcome.upserted !== undefined)
        made.push(
          new Map<string, ReplyValue>([
            ['index', index],
            ['_id', outcome.upserted],
          ]),
        );
    });
    const reply = document<ReplyValue>({ n, nModified });
    if (made.length > 0) reply.set('upserted', made);
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

export const writes: Commands = {
  insert: runInsert,
  update: runUpdate,
  delete: runDelete,
  findAndModify: runFindAndModify,
  bulkWrite: () => {
    throw unsupported('bulkWrite over several collections');
  },
};
