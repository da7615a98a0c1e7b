import { document, isNumber, type Reply, type ReplyValue, toDouble } from '../../bson/values.js';
import { Arguments } from '../arguments.js';
import { runBulkWrite } from './bulk-write.js';
import type { CommandContext, Commands } from '../context.js';
import { runFindAndModify } from './find-and-modify.js';
import { applyDelete, applyUpdate, type Target, UPDATE } from './statements.js';
import { variablesOf } from '../variables.js';
import {
  documentsOf,
  refuseRetryOfMany,
  retryOf,
  runBatch,
  statementsOf,
  updatesOf,
  withErrors,
} from './write-batch.js';

const targetOf = ({ engine, args }: CommandContext): Target => ({
  store: engine,
  database: args.database,
  name: args.collection,
  bound: variablesOf(args),
});

const runInsert = (context: CommandContext): Promise<Reply> => {
  const { engine, args } = context;
  args.allow('documents', 'ordered', 'rawData');
  const documents = documentsOf(context, 'documents');
  return engine.write(
    () => {
      const collection = engine.catalogue.ensure(args.database, args.collection);
      let n = 0;
      const batch = runBatch(context, documents, (source) => {
        engine.rows.insert(collection, source);
        n += 1;
      });
      return withErrors(document<ReplyValue>({ n }), batch);
    },
    retryOf(context),
    context.request.bytes,
  );
};

const UPDATE_FIELDS = ['q', 'u', 'multi', 'upsert', 'hint', 'sort', 'arrayFilters', 'collation'];
const UPDATE_NAMES: ReadonlySet<string> = new Set(UPDATE_FIELDS);

const runUpdate = (context: CommandContext): Promise<Reply> => {
  const { engine, args } = context;
  args.allow('updates', 'ordered', 'let', 'rawData');
  const statements = updatesOf(context, UPDATE_NAMES);
  refuseRetryOfMany(
    context,
    statements.some(({ body }) => body.get('multi') === true),
  );
  const target = targetOf(context);
  return engine.write(
    () => {
      let [n, nModified] = [0, 0];
      const made: ReplyValue[] = [];
      const batch = runBatch(context, statements, ({ body, replacement }, index) => {
        const statement = new Arguments('update', body).allow(...UPDATE_FIELDS);
        const outcome = applyUpdate(target, statement, UPDATE, replacement);
        n += outcome.matched + (outcome.upserted === undefined ? 0 : 1);
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
    },
    retryOf(context),
    context.request.bytes,
  );
};

const runDelete = (context: CommandContext): Promise<Reply> => {
  const { engine, args } = context;
  args.allow('deletes', 'ordered', 'let', 'rawData');
  const statements = statementsOf(context, 'deletes');
  refuseRetryOfMany(
    context,
    statements.some((one) => isNumber(one.get('limit')) && toDouble(one.get('limit') as number) === 0),
  );
  const target = targetOf(context);
  return engine.write(
    () => {
      let n = 0;
      const batch = runBatch(context, statements, (body) => {
        const statement = new Arguments('delete', body).allow('q', 'limit', 'hint', 'collation');
        n += applyDelete(target, statement, 'q', statement.natural('limit', 0) === 0);
      });
      return withErrors(document<ReplyValue>({ n }), batch);
    },
    retryOf(context),
    context.request.bytes,
  );
};

export const writes: Commands = {
  insert: runInsert,
  update: runUpdate,
  delete: runDelete,
  findAndModify: runFindAndModify,
  bulkWrite: runBulkWrite,
};
