import { document, isTruthy, type Reply, type ReplyValue, UtcDate } from '../bson/values.js';
import { MAX_DOCUMENT } from '../bson/encode.js';
import { MAX_MESSAGE } from '../wire/messages.js';
import { MongoError } from '../errors.js';
import type { CommandContext, Commands } from './context.js';

const SET = 'embedded';
/** MongoDB 8.0. */
const WIRE_VERSION = 25;

/** Looks like a replica set of one: else the driver turns retryable writes off. */
const hello = ({ args, me, connectionId }: CommandContext): Reply => {
  const legacy = args.command !== 'hello';
  return document<ReplyValue>({
    ...(legacy ? { ismaster: true } : { isWritablePrimary: true }),
    ...(isTruthy(args.body.get('helloOk')) ? { helloOk: true } : {}),
    setName: SET,
    setVersion: 1,
    secondary: false,
    hosts: [me],
    me,
    primary: me,
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: MAX_MESSAGE,
    maxWriteBatchSize: 100_000,
    localTime: new UtcDate(Date.now()),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  });
};

const parameters: Readonly<Record<string, number>> = { transactionLifetimeLimitSeconds: 60 };

/** The settings of the server that can be asked for, by name or all. */
const getParameter = ({ args }: CommandContext): Reply => {
  if (args.body.get('getParameter') === '*') return document<ReplyValue>(parameters);
  const asked = Object.entries(parameters).filter(([name]) => args.body.has(name));
  if (asked.length === 0) throw new MongoError('InvalidOptions', 'no option found to get');
  return new Map(asked);
};

const nothing = (): Reply => new Map();

const buildInfo = (): Reply =>
  document<ReplyValue>({
    version: '8.0.0',
    versionArray: [8, 0, 0, 0],
    maxBsonObjectSize: MAX_DOCUMENT,
    modules: ['embedded'],
  });

export const handshake: Commands = {
  hello,
  ismaster: hello,
  isMaster: hello,
  ping: nothing,
  getParameter,
  endSessions: nothing,
  refreshSessions: nothing,
  // These and the next two are carried out where commands are told apart by their transaction.
  killAllSessions: nothing,
  killSessions: nothing,
  commitTransaction: nothing,
  abortTransaction: nothing,
  buildInfo,
  buildinfo: buildInfo,
};
