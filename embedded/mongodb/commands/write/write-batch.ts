import { decode } from '../../bson/decode.js';
import { Binary, type Document, type Reply, type ReplyValue, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Retry } from '../../store/engine.js';
import type { CommandContext } from '../context.js';

const MAX_BATCH = 100_000;

/** The statements of a batch, wherever in the message they came. */
export const statementsOf = ({ request, args }: CommandContext, name: string): Document[] => {
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
export const runBatch = (
  { args, afterStatement }: CommandContext,
  statements: readonly Document[],
  one: (statement: Document, index: number) => void,
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
