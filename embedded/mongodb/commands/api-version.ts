import { MongoError } from '../errors.js';
import type { Arguments } from './arguments.js';

/** The commands of the stable API's version 1. */
const VERSION_1: ReadonlySet<string> = new Set([
  ...['abortTransaction', 'aggregate', 'bulkWrite', 'collMod', 'commitTransaction', 'count', 'create', 'createIndexes'],
  ...['delete', 'drop', 'dropDatabase', 'dropIndexes', 'endSessions', 'explain', 'find', 'findAndModify', 'getMore'],
  ...['hello', 'insert', 'killCursors', 'listCollections', 'listDatabases', 'listIndexes', 'ping', 'refreshSessions'],
  'update',
]);
/** Stages that are not in it. */
const UNSTABLE: readonly string[] = ['$currentOp', '$listLocalSessions'];

/** Holds a command to the API version that it declares. @throws MongoError APIVersionError, APIStrictError, InvalidOptions */
export const checkApiVersion = (args: Arguments): void => {
  const { body, command } = args;
  if (!body.has('apiVersion')) {
    if (body.has('apiStrict') || body.has('apiDeprecationErrors'))
      throw new MongoError(
        'InvalidOptions',
        'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion',
      );
    return;
  }
  if (body.get('apiVersion') !== '1') throw new MongoError('APIVersionError', 'API version must be "1"');
  if (!args.flag('apiStrict')) return;
  if (!VERSION_1.has(command))
    throw new MongoError(
      'APIStrictError',
      `Provided apiStrict:true, but the command ${command} is not in API Version 1`,
    );
  if (command !== 'aggregate') return;
  for (const stage of args.list('pipeline')) {
    const name = stage instanceof Map ? stage.keys().next().value : undefined;
    if (name !== undefined && UNSTABLE.includes(name))
      throw new MongoError('APIStrictError', `stage ${name} is not allowed with 'apiStrict: true' in API Version 1`);
  }
};
