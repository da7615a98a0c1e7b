import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import { Document, document } from '../bson/values.js';
import type { Database, Statement } from '../../storage/database.js';
import { MongoError } from '../errors.js';
import { keyPart, type KeyPart } from '../query/index-keys.js';
import { type Validator, validatorOf } from './validator.js';

/** An index of a collection; `arrays` are the paths that led through arrays, which make it multikey. */
export interface Index {
  readonly id: number;
  readonly name: string;
  readonly key: Document;
  readonly parts: readonly KeyPart[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly arrays: Set<string>;
  /** Whether any document is left out: a sparse index answers no query by itself. */
}

export interface Collection {
  readonly id: number;
  readonly database: string;
  readonly name: string;
  /** The first is that of `_id`. */
  indexes: readonly Index[];
  /** Names of the fields that its indexes begin to look at. */
  indexed: ReadonlySet<string>;
  /** What its documents have to be, if anything. */
  validator: Validator | undefined;
}

export interface IndexSpec {
  readonly name: string;
  readonly key: Document;
  readonly unique: boolean;
  readonly sparse: boolean;
}

export const namespaceOf = (collection: Pick<Collection, 'database' | 'name'>): string =>
  `${collection.database}.${collection.name}`;

/** Makes the tables of the catalogue where they are missing. */
export const createCatalogue = (db: Database): void =>
  db.exec(`
    CREATE TABLE IF NOT EXISTS collections (
      id INTEGER PRIMARY KEY, db TEXT NOT NULL, name TEXT NOT NULL, validator BLOB, UNIQUE (db, name)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS indexes (
      id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, key BLOB NOT NULL,
      is_unique INTEGER NOT NULL, sparse INTEGER NOT NULL, arrays TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS retries (session TEXT PRIMARY KEY, number INTEGER NOT NULL, reply BLOB NOT NULL) STRICT;
  `);

/** Which collections and indexes there are, in memory and in the file. Changes belong in a transaction; after a failed one `reload`. */
export class Catalogue {
  /** By database and name: looked up with each statement. */
  private databases = new Map<string, Map<string, Collection>>();
  private readonly saveArrays: Statement;

  constructor(private readonly db: Database) {
    createCatalogue(db);
    this.saveArrays = db.prepare('UPDATE indexes SET arrays = ? WHERE id = ?');
    this.reload();
  }

  /** Reads the catalogue from the file again. */
  reload(): void {
    this.databases = new Map();
    const byId = new Map<number, Collection>();
    // Of version 1 the last column is missing: such a file is read when it is checked.
    for (const [id, database, name, kept] of this.db.prepare('SELECT * FROM collections').all()) {
      const validator = kept instanceof Uint8Array ? validatorOf(decode(Buffer.from(kept))) : undefined;
      const collection = newCollection(Number(id), String(database), String(name), validator);
      this.keep(collection);
      byId.set(collection.id, collection);
    }
    const rows = this.db
      .prepare('SELECT id, collection, name, key, is_unique, sparse, arrays FROM indexes ORDER BY id')
      .all();
    for (const [id, collection, name, key, unique, sparse, arrays] of rows) {
      const spec = {
        name: String(name),
        key: decode(Buffer.from(key as Uint8Array)),
        unique: unique === 1,
        sparse: sparse === 1,
      };
      const index = indexOf(Number(id), spec, JSON.parse(String(arrays)) as string[]);
      const of = byId.get(Number(collection));
      if (of) setIndexes(of, [...of.indexes, index]);
    }
  }

  find(database: string, name: string): Collection | undefined {
    return this.databases.get(database)?.get(name);
  }

  all(): Iterable<Collection> {
    return [...this.databases.values()].flatMap((collections) => [...collections.values()]);
  }

  /** The collection, made with its `_id` index when it is new. */
  ensure(database: string, name: string): Collection {
    const known = this.find(database, name);
    if (known) return known;
    if (name === '' || name.includes('$') || name.startsWith('system.'))
      throw new MongoError('InvalidNamespace', `Invalid namespace specified '${database}.${name}'`);
    const { lastId } = this.db.prepare('INSERT INTO collections (db, name) VALUES (?, ?)').run(database, name);
    this.db.exec(`CREATE TABLE docs_${lastId} (rid INTEGER PRIMARY KEY, body BLOB NOT NULL, checksum INTEGER) STRICT`);
    const collection = newCollection(lastId, database, name);
    this.addIndex(collection, { name: '_id_', key: document({ _id: 1 }), unique: true, sparse: false });
    this.keep(collection);
    return collection;
  }

  addIndex(collection: Collection, spec: IndexSpec): Index {
    const insert = this.db.prepare(
      "INSERT INTO indexes (collection, name, key, is_unique, sparse, arrays) VALUES (?, ?, ?, ?, ?, '[]')",
    );
    const { lastId } = insert.run(collection.id, spec.name, encode(spec.key), spec.unique ? 1 : 0, spec.sparse ? 1 : 0);
    this.db.exec(
      `CREATE TABLE idx_${lastId} (key BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (key, rid)) STRICT, WITHOUT ROWID`,
    );
    const index = indexOf(lastId, spec, []);
    setIndexes(collection, [...collection.indexes, index]);
    return index;
  }

  setValidator(collection: Collection, validator: Validator | undefined): void {
    const kept = validator ? encode(validator.source) : null;
    this.db.prepare('UPDATE collections SET validator = ? WHERE id = ?').run(kept, collection.id);
    collection.validator = validator;
  }

  dropIndex(collection: Collection, index: Index): void {
    this.db.exec(`DROP TABLE idx_${index.id}`);
    this.db.prepare('DELETE FROM indexes WHERE id = ?').run(index.id);
    setIndexes(
      collection,
      collection.indexes.filter((one) => one !== index),
    );
  }

  drop(collection: Collection): void {
    for (const index of [...collection.indexes]) this.dropIndex(collection, index);
    this.db.exec(`DROP TABLE docs_${collection.id}`);
    this.db.prepare('DELETE FROM collections WHERE id = ?').run(collection.id);
    this.databases.get(collection.database)?.delete(collection.name);
  }

  private keep(collection: Collection): void {
    const { database, name } = collection;
    let ofDatabase = this.databases.get(database);
    if (!ofDatabase) this.databases.set(database, (ofDatabase = new Map<string, Collection>()));
    ofDatabase.set(name, collection);
  }

  /** Notes that documents of an index have arrays at these paths. */
  noteArrays(index: Index, arrays: readonly string[]): void {
    const fresh = arrays.filter((path) => !index.arrays.has(path));
    if (fresh.length === 0) return;
    for (const path of fresh) index.arrays.add(path);
    this.saveArrays.run(JSON.stringify([...index.arrays]), index.id);
  }
}

const newCollection = (id: number, database: string, name: string, validator?: Validator): Collection => ({
  ...{ id, database, name, validator },
  ...{ indexes: [], indexed: new Set() },
});

const setIndexes = (collection: Collection, indexes: readonly Index[]): void => {
  collection.indexes = indexes;
  collection.indexed = new Set(indexes.flatMap(({ parts }) => parts.map(({ name, path }) => path[0] ?? name)));
};

const indexOf = (id: number, { name, key, unique, sparse }: IndexSpec, arrays: readonly string[]): Index => ({
  id,
  name,
  key,
  unique,
  sparse,
  arrays: new Set(arrays),
  parts: [...key].map(([path, direction]) =>
    keyPart(path, Number(direction instanceof Map ? 1 : directionOf(direction)) < 0),
  ),
});

const directionOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'value' in value ? Number(value.value) : Number(value);
