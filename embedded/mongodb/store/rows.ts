import type { Database, Statement } from '../../storage/database.js';
import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import { encodeKey } from '../bson/key-encoding.js';
import { equal } from '../bson/order.js';
import type { Document, Value } from '../bson/values.js';
import { keysOf } from '../query/index-keys.js';
import { type Catalogue, type Collection, type Index, namespaceOf } from './catalogue.js';
import { duplicateKey } from './duplicate-key.js';
import { EntrySum } from './entry-sum.js';
import { PendingRows } from './pending-rows.js';
import { asBuffer, checkedId, sized, soundBody, type StoredRow, withId } from './stored-document.js';
import { checkValid } from './validator.js';

/** What one index holds of a document. */
interface Entries {
  readonly index: Index;
  readonly keys: readonly Buffer[];
  readonly arrays: readonly string[];
}

/** Prepared statements of one kind that are kept: one for each collection or index. */
const MOST_KEPT = 500;
const REMOVE_ENTRY = 'DELETE FROM idx_# WHERE key = ? AND rid = ?';

/** Documents and their index entries. Every change is checked whole before anything is written. */
export class Rows {
  private readonly statements = new Map<string, Map<number, Statement>>();
  private readonly pending = new PendingRows((sql, id) => this.prepared(sql, id));
  private validating = true;

  constructor(
    private readonly db: Database,
    private readonly catalogue: Catalogue,
  ) {}

  /**
   * A prepared statement, kept: `#` in it stands for the first number, `@` for the other, which the first decides. What waits to be
   * stored is stored before.
   */
  statement(sql: string, id = 0, other = 0): Statement {
    this.pending.flush();
    return this.prepared(sql, id, other);
  }

  /** Stores what still waits: at the end of every write. */
  flush(): void {
    this.pending.flush();
  }

  private prepared(sql: string, id = 0, other = 0): Statement {
    let ofAll = this.statements.get(sql);
    if (!ofAll) this.statements.set(sql, (ofAll = new Map<number, Statement>()));
    let kept = ofAll.get(id);
    if (!kept) {
      if (ofAll.size >= MOST_KEPT) ofAll.clear();
      ofAll.set(id, (kept = this.db.prepare(sql.replaceAll('#', String(id)).replaceAll('@', String(other)))));
    }
    return kept;
  }

  /** Drops prepared statements, and what was not stored: tables may be gone, and what was written undone. */
  forget(): void {
    this.pending.forget();
    this.statements.clear();
  }

  body(collection: Collection, rid: number): Buffer | undefined {
    const row = this.statement('SELECT body, checksum FROM docs_# WHERE rid = ?', collection.id).get(rid);
    return row ? soundBody(collection, rid, row[0], row[1]) : undefined;
  }

  /** The document with this `_id`. */
  byId(collection: Collection, id: Value): StoredRow | undefined {
    if (this.pending.has(collection, id)) this.pending.flush();
    return this.found(collection, encodeKey(id));
  }

  /** The document whose `_id` has this key. */
  byKey(collection: Collection, key: Buffer): StoredRow | undefined {
    this.pending.flush();
    return this.found(collection, key);
  }

  private found(collection: Collection, key: Buffer): StoredRow | undefined {
    const [first] = collection.indexes as [Index];
    const sql = 'SELECT d.rid, d.body, d.checksum FROM idx_# i JOIN docs_@ d ON d.rid = i.rid WHERE i.key = ?';
    const row = this.prepared(sql, first.id, collection.id).get(key);
    if (!row) return undefined;
    const rid = Number(row[0]);
    return { rid, body: soundBody(collection, rid, row[1], row[2]) };
  }

  /** Documents after a place, in the order of their insertion. */
  scan(collection: Collection, after: number, count: number): StoredRow[] {
    const sql = 'SELECT rid, body, checksum FROM docs_# WHERE rid > ? ORDER BY rid LIMIT ?';
    const page = this.statement(sql, collection.id);
    return page.all(after, count).map(([rid, body, sum]) => {
      const row = Number(rid);
      return { rid: row, body: soundBody(collection, row, body, sum) };
    });
  }

  count(collection: Collection): number {
    return Number(this.statement('SELECT count(*) FROM docs_#', collection.id).get()?.[0] ?? 0);
  }

  /** Of an encoded document what storing it has to look at: fields that are in an index, or all where there is a validator. */
  fieldsOf({ indexed, validator }: Collection, body: Buffer): Document {
    return decode(body, 0, validator ? undefined : indexed);
  }

  /**
   * Stores a document; one without `_id` gets one.
   * @param given a document, or the bytes of one that begins with its `_id`
   * @param idIsFree that no document has its `_id` was just seen
   * @throws DuplicateKey
   */
  insert(collection: Collection, given: Document | Buffer, idIsFree = false): { readonly id: Value } {
    const encoded = Buffer.isBuffer(given);
    const source = encoded ? this.fieldsOf(collection, given) : withId(given);
    const id = checkedId(source);
    this.checkValid(collection, source);
    const body = sized(encoded ? given : encode(source));
    const entries = this.entriesOf(collection, source);
    this.checkUnique(collection, idIsFree ? entries.slice(1) : entries, -1, id);
    this.pending.add(collection, id, body, entries);
    for (const { index, arrays } of entries) this.catalogue.noteArrays(index, arrays);
    return { id };
  }

  /**
   * Puts a document in the place of another with the same `_id`.
   * @param before of both at least what `fieldsOf` gives
   * @param body the bytes of the new one
   * @throws DuplicateKey
   */
  replace(collection: Collection, rid: number, before: Document, after: Document, body = sized(encode(after))): void {
    this.checkValid(collection, after);
    const concerned = collection.indexes.filter((index) => concerns(index, before, after));
    const old = new Map(concerned.map((index) => [index, this.entryOf(index, before).keys]));
    const entries = concerned.map((index) => this.entryOf(index, after));
    const changed = entries.filter((entry) => !sameKeys(entry.keys, old.get(entry.index) ?? []));
    this.checkUnique(collection, changed, rid);
    for (const { index, arrays } of changed) {
      // The document itself does not wait: whoever changes it again has found it, and stored what waited.
      for (const key of old.get(index) ?? []) this.prepared(REMOVE_ENTRY, index.id).run(key, rid);
      this.catalogue.noteArrays(index, arrays);
    }
    this.pending.change(collection, before.get('_id') ?? null, rid, body, changed);
  }

  /** Runs a write whose documents need not be what the collection's documents have to be. */
  unvalidated<T>(work: () => T): T {
    this.validating = false;
    try {
      return work();
    } finally {
      this.validating = true;
    }
  }

  remove(collection: Collection, { rid, body }: StoredRow): void {
    for (const { index, keys } of this.entriesOf(collection, decode(body)))
      for (const key of keys) this.statement(REMOVE_ENTRY, index.id).run(key, rid);
    this.statement('DELETE FROM docs_# WHERE rid = ?', collection.id).run(rid);
  }

  /** Fills a new index from the documents there are. @throws DuplicateKey */
  build(collection: Collection, index: Index): void {
    for (
      let page = this.scan(collection, -1, 500);
      page.length > 0;
      page = this.scan(collection, page.at(-1)?.rid ?? 0, 500)
    )
      for (const { rid, body } of page) {
        const entry = this.entryOf(index, decode(body));
        this.checkUnique(collection, [entry], rid);
        const add = this.statement('INSERT INTO idx_# (key, rid) VALUES (?, ?)', index.id);
        for (const key of entry.keys) add.run(key, rid);
        this.catalogue.noteArrays(index, entry.arrays);
      }
  }

  /** What is wrong with a collection: a document that is damaged, or index entries that are not those of the documents. */
  fault(collection: Collection): string | undefined {
    const expected = new Map(collection.indexes.map((index) => [index, new EntrySum()]));
    for (
      let page = this.scan(collection, -1, 500);
      page.length > 0;
      page = this.scan(collection, page.at(-1)?.rid ?? 0, 500)
    )
      for (const { rid, body } of page)
        for (const { index, keys } of this.entriesOf(collection, decode(body)))
          for (const key of keys) expected.get(index)?.add(key, rid);
    const wrong = collection.indexes.find((index) => {
      const stored = new EntrySum();
      for (const [key, rid] of this.db.prepare(`SELECT key, rid FROM idx_${index.id}`).iterate())
        stored.add(asBuffer(key), Number(rid));
      return !stored.equals(expected.get(index));
    });
    return (
      wrong &&
      `the index ${wrong.name} of ${namespaceOf(collection)} is damaged: it has not the entries of the documents`
    );
  }

  private entriesOf(collection: Collection, source: Document): Entries[] {
    return collection.indexes.map((index) => this.entryOf(index, source));
  }

  private entryOf(index: Index, source: Document): Entries {
    const { keys, arrays, present } = keysOf(source, index.parts);
    return { index, keys: index.sparse && !present ? [] : keys, arrays };
  }

  private checkValid({ validator }: Collection, source: Document): void {
    if (validator && this.validating) checkValid(validator, source);
  }

  /** @param id of a new document: among those that wait, none but one with the same `_id` can have its key in the first index */
  private checkUnique(collection: Collection, entries: readonly Entries[], own: number, id?: Value): void {
    for (const { index, keys } of entries) {
      if (!index.unique) continue;
      const mayWait = id === undefined || index !== collection.indexes[0] || this.pending.has(collection, id);
      if (mayWait) this.pending.flush();
      const taken = this.prepared('SELECT rid FROM idx_# WHERE key = ? AND rid <> ? LIMIT 1', index.id);
      for (const key of keys) {
        const other = taken.get(key, own);
        if (!other) continue;
        const body = this.body(collection, Number(other[0]));
        throw duplicateKey(collection, index, body ? decode(body) : new Map<string, Value>());
      }
    }
  }
}

/** Whether a change of the document can change what the index holds of it: only if a field did that its parts begin with. */
const concerns = (index: Index, before: Document, after: Document): boolean =>
  index.parts.some(({ name, path }) => {
    const field = path[0] ?? name;
    if (before.has(field) !== after.has(field)) return true;
    return !equal(before.get(field) ?? null, after.get(field) ?? null);
  });

const sameKeys = (a: readonly Buffer[], b: readonly Buffer[]): boolean =>
  a.length === b.length && a.every((key, i) => key.equals(b[i] as Buffer));
