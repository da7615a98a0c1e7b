import { decode, elements, namesIn } from '../../bson/decode.js';
import { Binary, type Document, type Reply, type ReplyValue, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Retry } from '../../store/engine.js';
import type { CommandContext } from '../context.js';

const MAX_BATCH = 100_000;

/** The statements of a batch, wherever in the message they came. @param read makes of the bytes of one what is wanted of it */
const batchOf = <T>({ request, args }: CommandContext, name: string, read: (bytes: Buffer) => T): (T | Document)[] => {
  const statements =
    request.batches.get(name)?.map(read) ??
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

export const statementsOf = (context: CommandContext, name: string): Document[] =>
  batchOf(context, name, (bytes) => decode(bytes));

/** Documents to store: as they came where they can be stored so, which spares taking them apart and putting them together again. */
export const documentsOf = (context: CommandContext, name: string): (Document | Buffer)[] =>
  batchOf(context, name, (bytes) => {
    const names = namesIn(bytes);
    return names[0] === '_id' && isPlain(names) ? bytes : decode(bytes);
  });

/** An update as it was sent, and the document that it puts in the place of another as it came, where it can be stored so. */
export interface UpdateStatement {
  readonly body: Document;
  readonly replacement?: Buffer;
}

/** @param fields that a statement may have */
export const updatesOf = (context: CommandContext, fields: ReadonlySet<string>): UpdateStatement[] => {
  const besides = new Set([...fields].filter((name) => name !== 'u'));
  return batchOf(context, 'updates', (bytes): UpdateStatement => {
    const replacement = replacementIn(bytes, fields);
    return replacement ? { body: decode(bytes, 0, besides), replacement } : { body: decode(bytes) };
  }).map((one) => (one instanceof Map ? { body: one } : one));
};

const DOCUMENT = 0x03;
/** Where the first name of a document begins: behind its length and the type of the field. */
const FIRST_NAME = 5;
const OPERATOR = 0x24;
const ARRAY_FILTERS = 'arrayFilters';

const replacementIn = (bytes: Buffer, fields: ReadonlySet<string>): Buffer | undefined => {
  let found: Buffer | undefined;
  for (const { type, name, value, end } of elements(bytes)) {
    if (!fields.has(name) || name === ARRAY_FILTERS) return undefined;
    if (name === 'u' && type === DOCUMENT) found = bytes.subarray(value, end);
  }
  // Most updates are operators: the first name tells.
  if (found?.[FIRST_NAME] === OPERATOR) return undefined;
  const names = found && namesIn(found);
  return names && names.lastIndexOf('_id') <= 0 && isPlain(names) ? found : undefined;
};

/** Whether no name comes twice, and none is an operator. */
const isPlain = (names: readonly string[]): boolean =>
  new Set(names).size === names.length && !names.some((name) => name.startsWith('$'));

/** What makes a write repeatable: session and number, where the client sent both. */
export const retryOf = ({ args }: CommandContext): Retry | undefined => {
  const session = args.body.get('lsid');
  const number = args.body.get('txnNumber');
  if (session === undefined || (typeof number !== 'bigint' && typeof number !== 'number')) return undefined;
  return { session: sessionOf(session), number: Number(number) };
};

/** The name of a session: its UUID. @throws MongoError BadValue */
export const sessionOf = (session: Value): string => {
  const id = session instanceof Map ? session.get('id') : undefined;
  if (!(id instanceof Binary)) throw new MongoError('BadValue', 'lsid.id must be a UUID');
  return id.bytes.toString('hex');
};

/** One statement for many documents cannot be told from its repetition. @throws MongoError InvalidOptions */
export const refuseRetryOfMany = (context: CommandContext, many: boolean): void => {
  if (many && context.args.body.has('txnNumber') && !context.args.body.has('autocommit'))
    throw new MongoError('InvalidOptions', 'Cannot use retryable writes with multi: true or limit: 0');
};

const writeError = (index: number, error: MongoError): ReplyValue =>
  new Map<string, ReplyValue>([
    ['index', index],
    ['code', error.code],
    ...[...error.extra].map(([name, value]) => [name, value as ReplyValue] as const),
    ['errmsg', error.message],
  ]);

/** What failed in a batch, in order. */
export interface Batch {
  readonly errors: ReplyValue[];
}

/** Runs statements in order; one that fails ends an ordered batch, and only itself in an unordered one. */
export const runBatch = <T>(
  { args, afterStatement }: CommandContext,
  statements: readonly T[],
  one: (statement: T, index: number) => void,
): Batch => {
  const ordered = args.flag('ordered', true);
  const errors: ReplyValue[] = [];
  for (const [index, statement] of statements.entries())
    try {
      one(statement, index);
      afterStatement?.();
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push(writeError(index, error));
      if (ordered) break;
    }
  return { errors };
};

/** A reply that names what failed, if anything did. */
export const withErrors = (reply: Reply, { errors }: Batch): Reply =>
  errors.length === 0 ? reply : reply.set('writeErrors', errors);
