import { type Reply, Timestamp } from '../bson/values.js';
import { located, MongoError } from '../errors.js';
import type { Engine, Store } from '../store/engine.js';
import type { CommandContext, CommandHandler } from './context.js';
import { withoutValidation } from './validation.js';
import { retryOf, sessionOf } from './write/write-batch.js';

const ALLOWED: ReadonlySet<string> = new Set([
  'find',
  'aggregate',
  'distinct',
  'getMore',
  'killCursors',
  'insert',
  'update',
  'delete',
  'findAndModify',
  'bulkWrite',
  'create',
  'createIndexes',
]);

const ENDS_SESSIONS: ReadonlySet<string> = new Set(['endSessions', 'killSessions']);
const RETRYABLE: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'findAndModify', 'bulkWrite']);
const ENDS: ReadonlySet<string> = new Set(['commitTransaction', 'abortTransaction']);

/** Runs a command where it belongs: in its transaction, or on the data as they are. */
export const dispatch = async (context: CommandContext, engine: Engine, given: CommandHandler): Promise<Reply> => {
  const { args } = context;
  const handler: CommandHandler = args.flag('bypassDocumentValidation')
    ? (asked) => given({ ...asked, engine: withoutValidation(asked.engine) })
    : given;
  const { command, body } = args;
  if (command === 'killAllSessions') engine.transactions.abortAll();
  if (ENDS_SESSIONS.has(command)) engine.transactions.end(args.list(command).map((one) => sessionOf(one)));
  if (body.has('txnNumber') && !body.has('lsid'))
    throw new MongoError('InvalidOptions', 'Transaction number requires a session ID to also be specified');
  if (!body.has('autocommit')) {
    if (body.has('startTransaction') || ENDS.has(command))
      throw new MongoError('InvalidOptions', `'${command}' needs 'autocommit: false' and a transaction number`);
    if (body.has('txnNumber') && !RETRYABLE.has(command))
      throw located(
        50768,
        `txnNumber may only be provided for multi-document transactions and retryable write commands, not for '${command}'`,
      );
    const isSnapshot = body.has('readConcern') && args.document('readConcern').get('level') === 'snapshot';
    // A cursor holds what it read: the driver names the read concern again, though it says nothing there.
    if (isSnapshot && command !== 'getMore' && command !== 'killCursors') return readSnapshot(context, engine, handler);
    return handler(context);
  }
  const retry = retryOf(context);
  if (args.flag('autocommit') || !retry)
    throw new MongoError('InvalidOptions', "'autocommit' must be false, with a session and a transaction number");
  if (command === 'commitTransaction') return engine.transactions.commit(retry);
  if (command === 'abortTransaction') return engine.transactions.rollback(retry);
  if (!ALLOWED.has(command))
    throw new MongoError(
      'OperationNotSupportedInTransaction',
      `Cannot run '${command}' in a multi-document transaction.`,
    );
  if (args.flag('startTransaction')) engine.transactions.begin(retry);
  return engine.transactions.run(retry, (store) => handler(held(context, store)));
};

/** The context on a store that may be gone when the rest of a result is asked for: results are read whole at once. */
const held = (context: CommandContext, store: Store): CommandContext => {
  const { cursors } = context;
  return {
    ...context,
    engine: store,
    cursors: {
      start: (namespace, rest, size, single) =>
        cursors.start(namespace, [...{ [Symbol.iterator]: () => rest }][Symbol.iterator](), size, single),
      more: cursors.more.bind(cursors),
      kill: cursors.kill.bind(cursors),
      count: cursors.count,
    },
  };
};

const OF_SNAPSHOTS: ReadonlySet<string> = new Set(['find', 'aggregate', 'distinct']);

/** Reads the data of one moment: of now, which the reply names, or of one that was named before. */
const readSnapshot = async (context: CommandContext, engine: Engine, handler: CommandHandler): Promise<Reply> => {
  const { args, tick } = context;
  if (!OF_SNAPSHOTS.has(args.command))
    throw new MongoError('InvalidOptions', `Command ${args.command} does not support readConcern level snapshot`);
  const asked = args.document('readConcern').get('atClusterTime');
  if (asked !== undefined && !(asked instanceof Timestamp))
    throw new MongoError(
      'TypeMismatch',
      "BSON field 'readConcern.atClusterTime' is the wrong type, expected type 'timestamp'",
    );
  const time = asked ?? tick();
  const reply = await handler(held(context, asked ? engine.snapshots.at(asked) : engine.snapshots.take(time)));
  const cursor = reply.get('cursor');
  const into = cursor instanceof Map ? (cursor as Reply) : reply;
  into.set('atClusterTime', time);
  return reply;
};
