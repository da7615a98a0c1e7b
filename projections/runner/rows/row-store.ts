import {
  type AnyBulkWriteOperation,
  BSON,
  type Collection,
  MongoBulkWriteError,
  MongoInvalidArgumentError,
  type WriteError,
} from 'mongodb';
import { isAwayCode } from '../../../src/platform/read-store/mongo-calls.js';
import type { KeptRow } from '../../../src/platform/read-store/read-documents.js';
import { asError, type Kept } from './fold.js';

/** A row to write where the row that was read still is. */
export interface RowWrite {
  readonly key: string;
  readonly before: Kept;
  readonly after: KeptRow;
}

export interface WriteOutcome {
  /** Somebody else wrote some of the rows first: load them again and fold again. */
  readonly lost: boolean;
  /** Rows that the database refuses whatever their place, with why. */
  readonly refused: ReadonlyMap<string, Error>;
}

const DUPLICATE_KEY = 11_000;

/** The rows of one version of a view in the database. */
export class RowStore {
  constructor(readonly collection: Collection<KeptRow>) {}

  /** The rows with these keys; those that don't exist are missing from the result. */
  async load(keys: readonly string[]): Promise<Map<string, KeptRow>> {
    if (keys.length === 0) return new Map();
    const found = await this.collection.find({ _id: { $in: [...keys] } }, { batchSize: keys.length + 1 }).toArray();
    return new Map(found.map((row) => [row._id, row]));
  }

  /**
   * Writes rows in one call, each only if its position is still the one that was read. Confirmed by a majority and on disk when it
   * returns.
   */
  async write(writes: readonly RowWrite[]): Promise<WriteOutcome> {
    const replaced = writes.filter((one) => one.before !== undefined).length;
    if (writes.length === 0) return { lost: false, refused: new Map() };
    try {
      const result = await this.collection.bulkWrite(writes.map(operation), { ordered: false });
      return { lost: result.matchedCount < replaced, refused: new Map() };
    } catch (error) {
      if (isUnsendable(error)) return this.writeEach(writes, asError(error));
      if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) throw error;
      const errors = new Array<WriteError>().concat(error.writeErrors);
      // What the node cannot do at all now is no fault of the rows: it is tried again, and puts none of them aside.
      if (errors.length === 0 || errors.some(({ code }) => isAwayCode(code))) throw error;
      const refused = errors.filter((one) => one.code !== DUPLICATE_KEY);
      const reasons = refused.map((one) => [writes[one.index]?.key ?? '', new Error(one.errmsg)] as const);
      return { lost: true, refused: new Map(reasons) };
    }
  }

  /** One of the rows cannot be sent at all: finds out which. */
  private async writeEach(writes: readonly RowWrite[], error: Error): Promise<WriteOutcome> {
    const [only, ...others] = writes;
    if (only && others.length === 0) return { lost: false, refused: new Map([[only.key, error]]) };
    const outcomes: WriteOutcome[] = [];
    for (const one of writes) outcomes.push(await this.write([one]));
    return {
      lost: outcomes.some(({ lost }) => lost),
      refused: new Map(outcomes.flatMap(({ refused }) => [...refused])),
    };
  }
}

/** Whether the driver itself would not put a row on the wire: too large, circular, a key that BSON cannot hold. */
const isUnsendable = (error: unknown): boolean =>
  error instanceof MongoInvalidArgumentError || error instanceof RangeError || BSON.BSONError.isBSONError(error);

const operation = ({ key, before, after }: RowWrite): AnyBulkWriteOperation<KeptRow> =>
  before === undefined
    ? { insertOne: { document: after } }
    : { replaceOne: { filter: { _id: key, _position: before._position }, replacement: after } };
