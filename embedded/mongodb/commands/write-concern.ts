import { document, isNumber, type Reply, type ReplyValue, toDouble } from '../bson/values.js';
import type { Arguments } from './arguments.js';

/** What a reply says of a write concern that one node cannot meet: the write itself is done. */
export const concernError = (args: Arguments): Reply => {
  const wanted = args.body.has('writeConcern') ? args.document('writeConcern').get('w') : undefined;
  if (isNumber(wanted) && toDouble(wanted) > 1)
    return told(100, 'UnsatisfiableWriteConcern', 'Not enough data-bearing nodes');
  if (typeof wanted === 'string' && wanted !== 'majority')
    return told(
      79,
      'UnknownReplWriteConcern',
      `No write concern mode named '${wanted}' found in replica set configuration`,
    );
  return new Map();
};

const told = (code: number, codeName: string, errmsg: string): Reply =>
  new Map([['writeConcernError', document<ReplyValue>({ code, codeName, errmsg })]]);
