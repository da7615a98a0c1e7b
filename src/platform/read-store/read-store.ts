import type { Collection, Db, Document, Filter } from 'mongodb';
import type { AnyView } from '../../kernel/view.js';
import { type Clock, SystemClock } from '../clock.js';
import { CheckpointWatch } from './checkpoint-watch.js';
import { behindCursor, cursorAfter, type SortOrder, totalOrder } from './pages/cursor.js';
import { asKept, cutBy, inOrder } from './pages/in-order.js';
import { LiveVersions } from './live-versions.js';
import { LONG_ANSWER_MS, mongoCall, QUERY_MS } from './mongo-calls.js';
import { OpenQuarantine } from './open-quarantine.js';
import {
  CHECKPOINTS,
  type CheckpointDocument,
  type KeptRow,
  QUARANTINE,
  type ViewDocument,
  viewId,
  VIEWS,
} from './read-documents.js';

export const DEFAULT_PAGE = 50;
export const LARGEST_PAGE = 500;
/** How long a query waits for a view to show a write, ms, unless told. */
export const DEFAULT_WAIT_MS = 2_000;
/** Rows of a batch of a long answer. */
const BATCH = 500;

/** A runner that has not reported for this long, ms, is taken to be gone; clocks may differ by less. */
const SILENT_MS = 30_000;

/** Which state of the history an answer shows. */
export interface AsOf {
  /** Every fact up to here is in it; -1 before the first. */
  readonly position: number;
  /** When that fact was recorded, by the clock of the event store, ISO 8601; null before the first. */
  readonly at: string | null;
  /**
   * The position asked for is not reached yet, the view does not follow the history at present, or what is shown lacks facts that it
   * could not take: the key asked for, or any where no key is, waits in quarantine.
   */
  readonly stale: boolean;
}

export interface Page<Row> {
  readonly items: Row[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
  readonly asOf: AsOf;
}

/** A view by its definition or its name. */
export type ViewName = string | Pick<AnyView, 'name'>;
export type RowFilter<Row extends object> = Filter<KeptRow<Row>>;

/** Read-your-writes: the receipt's position, and how long to wait for it. */
export interface After {
  readonly after?: number;
  readonly waitMs?: number;
}

export interface PageQuery<Row extends object> extends After {
  readonly view: ViewName;
  readonly filter?: RowFilter<Row>;
  readonly sort?: SortOrder;
  /** 1 to 500, 50 unless told. */
  readonly limit?: number;
  readonly cursor?: string;
}

const nameOf = (view: ViewName): string => (typeof view === 'string' ? view : view.name);

const rowOf = <Row extends object>(kept: KeptRow<Row>): Row => {
  const { _id, _position, _deleted, ...row } = kept;
  return asKept(row) as Row;
};

/**
 * The read models, for queries. Each view answers with the version that is live. Personal values in rows are sealed tokens.
 * Every method rejects with StoreUnavailable when the database is away.
 */
export class ReadStore {
  private readonly versions: LiveVersions;
  private readonly watch: CheckpointWatch;
  private readonly quarantined: OpenQuarantine;

  /** @param clock the system's, as that of the projections' reports: a simulated time says nothing of whether they came */
  constructor(
    private readonly db: Db,
    private readonly clock: Clock = new SystemClock(),
  ) {
    this.versions = new LiveVersions(db.collection(VIEWS));
    this.watch = new CheckpointWatch(db.collection(CHECKPOINTS), this.versions);
    this.quarantined = new OpenQuarantine(db.collection(QUARANTINE));
  }

  /** The live collection of a view, for queries that the methods below do not make. Leave out `_deleted` rows. */
  async rows<Row extends object>(view: ViewName): Promise<Collection<KeptRow<Row>>> {
    const id = await this.liveId(view);
    return this.db.collection<KeptRow<Row>>(id);
  }

  /**
   * One page of rows in order. Pages are cut by the values of the last row, so rows that come or go between two pages neither
   * repeat nor hide others.
   * @throws BadCursor when the cursor is not one of this list
   */
  async page<Row extends object>(query: PageQuery<Row>): Promise<Page<Row>> {
    const name = nameOf(query.view);
    const limit = Math.min(Math.max(1, query.limit ?? DEFAULT_PAGE), LARGEST_PAGE);
    const order = totalOrder(query.sort ?? {});
    const behind = query.cursor === undefined ? [] : [behindCursor(name, cutBy(order), query.cursor)];
    const asOf = await this.asOf(query.view, query);
    const rows = await this.rows<Row>(query.view);
    const all = rows as unknown as Collection<Document>;
    const found = await mongoCall(`page of ${name}`, () =>
      inOrder(all, (...more) => this.present<Row>(query.filter, ...more), behind, order, limit + 1, QUERY_MS),
    );
    const kept = found.slice(0, limit) as unknown as KeptRow<Row>[];
    const last = found.length > limit ? kept.at(-1) : undefined;
    return { items: kept.map(rowOf), next: last ? cursorAfter(name, cutBy(order), last as Document) : null, asOf };
  }

  /** One row by its key. */
  async one<Row extends object>(view: ViewName, id: string, after: After = {}): Promise<Row | undefined> {
    return (await this.oneAsOf<Row>(view, id, after)).row;
  }

  /** One row by its key, and what state of the history it shows. */
  async oneAsOf<Row extends object>(
    view: ViewName,
    id: string,
    after: After = {},
  ): Promise<{ row: Row | undefined; asOf: AsOf }> {
    const asOf = await this.asOf(view, after, id);
    const rows = await this.rows<Row>(view);
    const filter = { _id: id } as RowFilter<Row>;
    const kept = await mongoCall(`row of ${nameOf(view)}`, () => rows.findOne(filter, { maxTimeMS: QUERY_MS }));
    return { row: kept === null || kept._deleted ? undefined : rowOf(kept as unknown as KeptRow<Row>), asOf };
  }

  /** All of a few rows that match: what an answer looks up beside what it shows, so within the time of a query. */
  async few<Row extends object>(view: ViewName, filter: RowFilter<Row>): Promise<Row[]> {
    const rows = await this.rows<Row>(view);
    const some = rows.find(this.present<Row>(filter), { maxTimeMS: QUERY_MS });
    const kept = await mongoCall(`rows of ${nameOf(view)}`, () => some.toArray());
    return kept.map((one) => rowOf(one as unknown as KeptRow<Row>));
  }

  /** All rows that match, in order, without holding them all in memory. */
  async *stream<Row extends object>(
    view: ViewName,
    filter: RowFilter<Row> = {},
    sort: SortOrder = {},
  ): AsyncGenerator<Row, void, undefined> {
    const rows = await this.rows<Row>(view);
    const cursor = rows.find(this.present<Row>(filter), { batchSize: 500 }).sort(Object.fromEntries(totalOrder(sort)));
    try {
      for (;;) {
        const kept = await mongoCall(`rows of ${nameOf(view)}`, () => cursor.next(), LONG_ANSWER_MS);
        if (kept === null) return;
        yield rowOf(kept as unknown as KeptRow<Row>);
      }
    } finally {
      await cursor.close();
    }
  }

  /** Names of all views that answer queries. */
  async names(): Promise<string[]> {
    const views = this.db.collection<ViewDocument>(VIEWS);
    const found = await mongoCall('names of views', () => views.find({}, { maxTimeMS: QUERY_MS }).toArray());
    return found.map(({ _id }) => _id).sort();
  }

  /**
   * All rows that match, by key, in batches, with some of their fields: the next batch is fetched when it is asked for, so memory holds
   * one, however many rows there are. Whichever other index serves the filter, the order of keys needs no sorting.
   */
  async *batches<Row extends object>(
    view: ViewName,
    filter: RowFilter<Row>,
    fields: readonly string[],
  ): AsyncGenerator<Row[], void, undefined> {
    const rows = await this.rows<Row>(view);
    const projection = Object.fromEntries(fields.map((field) => [field, 1]));
    const cursor = rows
      .find(this.present<Row>(filter), { projection, batchSize: BATCH, hint: { _id: 1 } })
      .sort({ _id: 1 });
    try {
      while (await mongoCall(`rows of ${nameOf(view)}`, () => cursor.hasNext(), LONG_ANSWER_MS))
        yield cursor.readBufferedDocuments().map((kept) => rowOf(kept as unknown as KeptRow<Row>));
    } finally {
      await cursor.close();
    }
  }

  /** How many rows match. */
  async count<Row extends object>(view: ViewName, filter: RowFilter<Row> = {}): Promise<number> {
    const rows = await this.rows<Row>(view);
    return mongoCall(`count of ${nameOf(view)}`, () =>
      rows.countDocuments(this.present<Row>(filter), { maxTimeMS: QUERY_MS }),
    );
  }

  /** The stages' result over the rows that match. */
  async aggregate<Row extends object, Result extends Document>(
    view: ViewName,
    filter: RowFilter<Row>,
    stages: readonly Document[],
  ): Promise<Result[]> {
    const rows = await this.rows<Row>(view);
    return mongoCall(`statistics of ${nameOf(view)}`, () =>
      rows.aggregate<Result>([{ $match: this.present<Row>(filter) }, ...stages], { maxTimeMS: QUERY_MS }).toArray(),
    );
  }

  /** Waits until the view shows everything up to the position. False when it does not within the time: what is read is stale. */
  async waitFor(view: ViewName, position: number, timeoutMs = DEFAULT_WAIT_MS): Promise<boolean> {
    const name = nameOf(view);
    return mongoCall(`wait for ${name}`, () => this.watch.reached(name, position, timeoutMs), timeoutMs + QUERY_MS);
  }

  /**
   * The state of the history that a view shows now, after waiting for a position when one is asked for.
   * @param key of the row that is to be read; without it the state of all rows
   */
  async asOf(view: ViewName, { after, waitMs }: After = {}, key?: string): Promise<AsOf> {
    const reached = after === undefined || (await this.waitFor(view, after, waitMs));
    const id = await this.liveId(view);
    const checkpoints = this.db.collection<CheckpointDocument>(CHECKPOINTS);
    const now = await mongoCall('checkpoint', () => checkpoints.findOne({ _id: id }));
    if (!now) return { position: -1, at: null, stale: true };
    const lacking = await mongoCall('quarantine', () => this.quarantined.of(id, key));
    const silent = Date.parse(this.clock.now()) - now.updatedAt.getTime() > SILENT_MS;
    const behind = now.state !== 'live' || !now.healthy || silent;
    return { position: now.position, at: now.recordedAt, stale: !reached || behind || lacking };
  }

  private async liveId(view: ViewName): Promise<string> {
    const name = nameOf(view);
    const version = await mongoCall('live version', () => this.versions.of(name));
    // Before the first run of the projections there is nothing to read: a collection that is never made is empty.
    return viewId(name, version ?? 0);
  }

  private present<Row extends object>(filter: RowFilter<Row> = {}, ...more: object[]): RowFilter<Row> {
    const parts = [filter, ...more].filter((part) => Object.keys(part).length > 0);
    const rest = { _deleted: null };
    return (parts.length === 0 ? rest : { $and: [...parts, rest] }) as unknown as RowFilter<Row>;
  }
}
