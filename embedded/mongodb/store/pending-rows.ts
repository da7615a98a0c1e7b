import { checksum } from '../../storage/checksum.js';
import type { Statement, Value } from '../../storage/database.js';
import { keyText } from '../bson/key-encoding.js';
import type { Value as BsonValue } from '../bson/values.js';
import type { Collection, Index } from './catalogue.js';

/** What one index is to hold of a document. */
export interface Additions {
  readonly index: Index;
  readonly keys: readonly Buffer[];
}

/** Gives a statement, prepared, for the table of this number. */
type Prepared = (sql: string, id: number) => Statement;

interface Added {
  readonly body: Buffer;
  readonly entries: readonly Additions[];
}

/** What waits for one collection. */
interface Pending {
  readonly added: Added[];
  /** Documents in the place of others: rid, body, checksum of each in turn. */
  readonly changed: Value[];
  /** Entries of changed documents by index: key, rid of each in turn. */
  readonly entries: Map<Index, Value[]>;
  /** Keys of `_id` of all of them. */
  readonly ids: Set<string>;
}

/** Rows of one statement: as many as there are by the largest, the rest by the next. */
const ROWS = [64, 8, 1] as const;
/** Documents that wait at most, and bytes of them: the more are stored together, the fewer pages are written more than once. */
const [MOST, MOST_BYTES] = [8_192, 16 * 1_024 * 1_024];

const ADD = 'INSERT INTO docs_# (body, checksum) VALUES ';
const ENTER = 'INSERT INTO idx_# (key, rid) VALUES ';
const CHANGE = 'INSERT INTO docs_# (rid, body, checksum) VALUES ';
const IN_PLACE = ' ON CONFLICT (rid) DO UPDATE SET body = excluded.body, checksum = excluded.checksum';

/** `VALUES` of a statement for many rows. */
const places = (columns: number, rows: number): string => {
  const row = `(${'?, '.repeat(columns - 1)}?)`;
  return `${`${row}, `.repeat(rows - 1)}${row}`;
};
const forRows = (sql: string, columns: number, end = ''): readonly string[] =>
  ROWS.map((rows) => sql + places(columns, rows) + end);
const ADDING = forRows(ADD, 2);
const ENTERING = forRows(ENTER, 2);
const CHANGING = forRows(CHANGE, 3, IN_PLACE);

/**
 * What a write has decided to store, and nobody has to see yet: many rows by one statement cost less than half of what they cost one
 * by one. Whoever reads the tables flushes it first, but for a look-up by an `_id` that is not among them.
 */
export class PendingRows {
  private readonly pending = new Map<Collection, Pending>();
  private documents = 0;
  private bytes = 0;

  constructor(private readonly prepared: Prepared) {}

  /** Whether a document with this `_id` waits. */
  has(collection: Collection, id: BsonValue): boolean {
    return this.documents > 0 && this.pending.get(collection)?.ids.has(keyText(id)) === true;
  }

  /** Adds a new document. */
  add(collection: Collection, id: BsonValue, body: Buffer, entries: readonly Additions[]): void {
    const pending = this.noted(collection, id);
    pending.added.push({ body, entries });
    this.grown(body);
  }

  /** Puts a document in the place of another, and its new entries beside those of the other that stay. */
  change(collection: Collection, id: BsonValue, rid: number, body: Buffer, entries: readonly Additions[]): void {
    const pending = this.noted(collection, id);
    pending.changed.push(rid, body, checksum(body));
    for (const one of entries) enter(pending.entries, one, rid);
    this.grown(body);
  }

  /** Writes all that waits. */
  flush(): void {
    if (this.documents === 0) return;
    for (const [collection, { added, changed, entries }] of this.pending) {
      this.run(CHANGING, 3, collection.id, changed);
      this.addAll(collection, added, entries);
      for (const [index, values] of entries) this.run(ENTERING, 2, index.id, inOrder(values));
    }
    this.forget();
  }

  /** Gives up what waits: it was undone. */
  forget(): void {
    this.pending.clear();
    this.documents = 0;
    this.bytes = 0;
  }

  private noted(collection: Collection, id: BsonValue): Pending {
    let pending = this.pending.get(collection);
    if (!pending) {
      pending = { added: [], changed: [], entries: new Map(), ids: new Set() };
      this.pending.set(collection, pending);
    }
    pending.ids.add(keyText(id));
    return pending;
  }

  private grown({ length }: Buffer): void {
    this.documents += 1;
    this.bytes += length;
    if (this.documents >= MOST || this.bytes >= MOST_BYTES) this.flush();
  }

  /** Stores new documents, and notes their entries under the rids that they got. */
  private addAll({ id }: Collection, added: readonly Added[], entries: Map<Index, Value[]>): void {
    const values = added.flatMap(({ body }): Value[] => [body, checksum(body)]);
    let from = 0;
    this.run(ADDING, 2, id, values, (rows, lastId) => {
      // Rows of one statement get rids that follow each other: nobody else writes meanwhile.
      for (let place = 0; place < rows; place += 1)
        for (const one of added[from + place]?.entries ?? []) enter(entries, one, lastId - rows + 1 + place);
      from += rows;
    });
  }

  private run(
    statements: readonly string[],
    columns: number,
    id: number,
    values: Value[],
    done: (rows: number, lastId: number) => void = () => undefined,
  ): void {
    let at = 0;
    for (const [place, rows] of ROWS.entries()) {
      const width = rows * columns;
      if (values.length - at < width) continue;
      const statement = this.prepared(statements[place] as string, id);
      for (; values.length - at >= width; at += width)
        done(rows, statement.runWith(values.slice(at, at + width)).lastId);
    }
  }
}

const enter = (entries: Map<Index, Value[]>, { index, keys }: Additions, rid: number): void => {
  let values = entries.get(index);
  if (!values) entries.set(index, (values = []));
  for (const key of keys) values.push(key, rid);
};

/**
 * Entries, key and rid of each in turn, in the order in which the index holds them: those that stand together are stored into the same
 * page one after another, where each would have to look for its own.
 */
const inOrder = (values: readonly Value[]): Value[] => {
  const places = Array.from({ length: values.length / 2 }, (_, entry) => entry * 2);
  const ridOf = (place: number): number => values[place + 1] as number;
  places.sort((a, b) => Buffer.compare(values[a] as Buffer, values[b] as Buffer) || ridOf(a) - ridOf(b));
  const ordered: Value[] = [];
  for (const place of places) ordered.push(values[place] as Buffer, ridOf(place));
  return ordered;
};
