import { type Document, isNumber, toDouble, type Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';

/** Fields that any command may bring and that change nothing here: the server is one node, always durable, without versions. */
const COMMON: ReadonlySet<string> = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'writeConcern',
  'readConcern',
  'comment',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'allowDiskUse',
  'noCursorTimeout',
  'bypassDocumentValidation',
]);
/** Fields that the real server knows and this one cannot honour. */
const REFUSED: ReadonlySet<string> = new Set([
  'collation',
  'let',
  'tailable',
  'awaitData',
  'returnKey',
  'showRecordId',
  'min',
  'max',
  'oplogReplay',
  'arrayFilters',
]);

/** The arguments of one command, each asked for by name and type. */
export class Arguments {
  constructor(
    readonly command: string,
    readonly body: Document,
  ) {}

  /** Refuses every field that is neither common nor named here. @throws MongoError UnknownField */
  allow(...names: readonly string[]): this {
    for (const name of this.body.keys()) {
      if (names.includes(name)) continue;
      if (REFUSED.has(name)) throw unsupported(`the field '${name}' of ${this.command}`);
      if (name !== this.command && !COMMON.has(name))
        throw new MongoError('UnknownField', `BSON field '${this.command}.${name}' is an unknown field.`);
    }
    return this;
  }

  get database(): string {
    return this.text('$db');
  }

  /** The collection that the command is about: the value of its own name. */
  get collection(): string {
    return this.text(this.command);
  }

  text(name: string): string {
    const value = this.body.get(name);
    if (typeof value !== 'string') throw this.wrongType(name, 'string');
    return value;
  }

  document(name: string): Document {
    const value = this.body.get(name) ?? new Map<string, Value>();
    if (!(value instanceof Map)) throw this.wrongType(name, 'object');
    return value;
  }

  optional(name: string): Document | undefined {
    return this.body.has(name) ? this.document(name) : undefined;
  }

  list(name: string): Value[] {
    const value = this.body.get(name);
    if (!Array.isArray(value)) throw this.wrongType(name, 'array');
    return value;
  }

  /** A whole number of at least 0. */
  natural(name: string, otherwise: number): number {
    const value = this.body.get(name);
    if (value === undefined || value === null) return otherwise;
    const number = isNumber(value) ? toDouble(value) : Number.NaN;
    if (!Number.isInteger(number)) throw this.wrongType(name, 'int');
    if (number < 0)
      throw new MongoError('BadValue', `BSON field '${name}' value must be >= 0, actual value '${number}'`);
    return number;
  }

  flag(name: string, otherwise = false): boolean {
    const value = this.body.get(name);
    if (value === undefined) return otherwise;
    if (typeof value === 'boolean') return value;
    if (isNumber(value)) return toDouble(value) !== 0;
    throw this.wrongType(name, 'bool');
  }

  private wrongType(name: string, type: string): MongoError {
    return new MongoError(
      'TypeMismatch',
      `BSON field '${this.command}.${name}' is the wrong type, expected type '${type}'`,
    );
  }
}
