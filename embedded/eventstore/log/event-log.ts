import { join } from 'node:path';
import type { Database, Statement } from '../../storage/database.js';
import { GroupCommit } from '../../storage/group-commit.js';
import { closeStore, openStore } from '../../storage/store-file.js';
import { checkCommit, type Expected, type KnownIds } from './commit-check.js';
import { EVENT_LOG } from './log-file.js';
import { DELETED, INT64_MAX } from './log-schema.js';
import { Readable } from './readable.js';
import { encodeRecord, type Proposed } from './record.js';
import { metadataOf, metastreamOf, ownerOf, truncation } from './stream-metadata.js';
import { checkRun, EVENT_COLUMNS, eventChecksum, eventOf, type LogEvent } from './stored-event.js';
import { type StreamRow, StreamTable } from './stream-table.js';

/** Revision and position of the last event; -1 and the end of the log when there was none to write and the stream has none. */
export interface Written {
  readonly kind: 'written';
  readonly revision: number;
  readonly position: number;
}

/** Outcome of an append; a wrong version is an answer, not an error. */
export type AppendOutcome =
  Written | { readonly kind: 'wrong-version'; readonly actual: number | undefined } | { readonly kind: 'deleted' };

export type { LogEvent } from './stored-event.js';

/** The log on disk: what is appended together is kept together, and acknowledged once it is there. */
export class EventLog {
  private readonly db: Database;
  private readonly commits: GroupCommit;
  private readonly streams: StreamTable;
  private readonly readable: Readable;
  private readonly insert: Statement;
  private readonly byId: Statement;
  private readonly idsFrom: Statement;
  private readonly pages: Record<'streamUp' | 'streamDown' | 'allUp' | 'allDown', Statement>;
  private readonly positionAt: Statement;
  private head: number;

  /** @param folder that there is; @param maxPages size limit of the file in 4 KiB pages, for tests of a full disk */
  constructor(folder: string, maxPages?: number) {
    this.db = openStore(join(folder, EVENT_LOG.file), EVENT_LOG, {
      durable: true,
      ...(maxPages === undefined ? {} : { maxPages }),
    });
    this.commits = new GroupCommit(this.db);
    this.streams = new StreamTable(this.db);
    this.readable = new Readable(this.db);
    this.insert = this.db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    // Left to itself SQLite looks through the whole stream: each append would cost its length.
    this.byId = this.db.prepare('SELECT revision FROM events INDEXED BY stream_ids WHERE stream = ? AND event_id = ?');
    this.idsFrom = this.db.prepare(
      'SELECT event_id FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?',
    );
    this.positionAt = this.db.prepare('SELECT position FROM events WHERE stream = ? AND revision = ?');
    const page = (where: string, order: string): Statement =>
      this.db.prepare(`SELECT ${EVENT_COLUMNS} FROM events WHERE ${where} ORDER BY ${order} LIMIT ?`);
    this.pages = {
      streamUp: page('stream = ? AND revision >= ?', 'revision'),
      streamDown: page('stream = ? AND revision <= ?', 'revision DESC'),
      allUp: page('position > ?', 'position'),
      allDown: page('position < ?', 'position DESC'),
    };
    this.head = this.lastStored();
  }

  /** Position of the last event; 0 in an empty log. */
  get end(): number {
    return this.head;
  }

  /** Calls `listener` after each commit. */
  onCommit(listener: () => void): void {
    this.commits.onCommit(listener);
  }

  stream(name: string): StreamRow | undefined {
    return this.streams.find(name);
  }

  /** Appends after the commit check; resolves when it is on disk. @throws StorageFull, StorageFailure: then nothing was kept */
  append(name: string, expected: Expected, events: readonly Proposed[]): Promise<AppendOutcome> {
    return this.inCommit(() => this.write(name, expected, events));
  }

  /** Soft delete: all events are hidden; the stream's revisions go on when it is written again. */
  delete(name: string, expected: Expected, metaEventId: string): Promise<AppendOutcome> {
    return this.inCommit(() => {
      const refused = this.refusal(name, expected);
      if (refused) return refused;
      const meta = { ...metadataOf(this.lastOf(metastreamOf(name))), $tb: DELETED };
      return this.writeMetadata(name, meta, metaEventId);
    });
  }

  /** Hard delete: the stream can never be read or written again. */
  tombstone(name: string, expected: Expected, eventId: string): Promise<AppendOutcome> {
    return this.inCommit(() => {
      const refused = this.refusal(name, expected);
      if (refused) return refused;
      const stream = this.streams.ensure(name);
      const none = new Uint8Array();
      const event = { id: eventId, type: '$streamDeleted', contentType: 'application/json', custom: none, data: none };
      const position = this.put(stream, event, DELETED);
      this.streams.save({ ...stream, tombstoned: true });
      return { kind: 'written', revision: DELETED, position };
    });
  }

  /** Events of a stream from a revision on, upwards. Nothing that was truncated. */
  streamUp(stream: StreamRow, from: number, count: number): LogEvent[] {
    const first = Math.max(from, this.readable.firstOf(stream));
    const page = this.pages.streamUp.all(stream.id, first, count).map(eventOf);
    checkRun(stream, page, 1, first);
    return page;
  }

  /** Events of a stream from a revision on, downwards. */
  streamDown(stream: StreamRow, from: number, count: number): LogEvent[] {
    const first = this.readable.firstOf(stream);
    const page = this.pages.streamDown.all(stream.id, from, count).map(eventOf);
    checkRun(stream, page, -1, Math.min(from, stream.last));
    return page.filter((event) => event.revision >= first);
  }

  /** Events after a position. */
  allUp(after: number, count: number): LogEvent[] {
    return this.pages.allUp.all(after, count).map(eventOf);
  }

  /** Events before a position, newest first. */
  allDown(before: number, count: number): LogEvent[] {
    return this.pages.allDown.all(before, count).map(eventOf);
  }

  /** Waits for what is being written and closes the file. */
  async close(): Promise<void> {
    await this.commits.settled();
    closeStore(this.db);
  }

  private inCommit(work: () => AppendOutcome): Promise<AppendOutcome> {
    return this.commits.submit(work, () => {
      this.streams.forget();
      this.head = this.lastStored();
    });
  }

  private write(name: string, expected: Expected, events: readonly Proposed[]): AppendOutcome {
    const found = this.streams.find(name);
    const eventIds = events.map((event) => event.id);
    const verdict = checkCommit(found, expected, eventIds, this.knownIds(found));
    if (verdict.kind === 'deleted' || verdict.kind === 'wrong-version') return verdict;
    if (verdict.kind === 'already')
      return { kind: 'written', revision: verdict.revision, position: this.positionOf(found, verdict.revision) };
    return this.writeAt(name, verdict.from, events, verdict.undelete);
  }

  private writeAt(name: string, from: number, events: readonly Proposed[], undelete: boolean): AppendOutcome {
    const revision = from + events.length - 1;
    const stream = this.streams.ensure(name, revision);
    let position = this.head;
    events.forEach((event, index) => {
      position = this.put(stream, event, from + index);
    });
    if (stream.last < revision) this.streams.save({ ...stream, last: revision });
    const owner = ownerOf(name);
    const last = events.at(-1);
    if (owner !== undefined && last?.type === '$metadata')
      this.streams.save({ ...this.streams.ensure(owner), ...truncation(last.data) });
    if (undelete && events.length > 0) {
      const meta = { ...metadataOf(this.lastOf(metastreamOf(name))), $tb: from };
      this.writeMetadata(name, meta, crypto.randomUUID());
    }
    return { kind: 'written', revision, position };
  }

  private writeMetadata(name: string, metadata: object, eventId: string): AppendOutcome {
    const data = Buffer.from(JSON.stringify(metadata).replace(`:${DELETED}`, `:${INT64_MAX}`));
    const event = { id: eventId, type: '$metadata', contentType: 'application/json', custom: new Uint8Array(), data };
    const metastream = metastreamOf(name);
    return this.writeAt(metastream, (this.streams.find(metastream)?.last ?? -1) + 1, [event], false);
  }

  private put(stream: StreamRow, event: Proposed, revision: number): number {
    const created = Date.now();
    // Positions are places in a log: they grow by the size of what is written, so nobody may count on +1.
    const position = this.head + 64 + event.data.length + event.custom.length;
    const place = { stream: stream.name, revision, position, created };
    const record = encodeRecord(event, place);
    const sum = eventChecksum({ position, revision, stream: stream.name, type: event.type, created, record });
    this.insert.run(position, stream.id, revision, event.id, stream.name, event.type, created, record, sum);
    this.head = position;
    return position;
  }

  private refusal(name: string, expected: Expected): AppendOutcome | undefined {
    const found = this.streams.find(name);
    if (found?.tombstoned) return { kind: 'deleted' };
    const current = found && found.truncateBefore !== DELETED ? found.last : -1;
    const actual = current < 0 ? undefined : current;
    const fits =
      expected === 'any' ||
      (expected === 'stream-exists' && actual !== undefined) ||
      (expected === 'no-stream' && actual === undefined) ||
      expected === actual;
    return fits ? undefined : { kind: 'wrong-version', actual };
  }

  private knownIds(stream: StreamRow | undefined): KnownIds {
    return {
      revisionOf: (eventId) => {
        const row = stream && this.byId.get(stream.id, eventId);
        return row ? Number(row[0]) : undefined;
      },
      idsFrom: (revision, count) =>
        stream ? this.idsFrom.all(stream.id, revision, count).map(([id]) => String(id)) : [],
    };
  }

  private positionOf(stream: StreamRow | undefined, revision: number): number {
    return Number((stream && this.positionAt.get(stream.id, revision))?.[0] ?? this.head);
  }

  private lastOf(name: string): Uint8Array | undefined {
    const stream = this.streams.find(name);
    return stream && this.pages.streamDown.all(stream.id, stream.last, 1).map(eventOf)[0]?.record;
  }

  private lastStored(): number {
    return Number(this.db.prepare('SELECT max(position) FROM events').get()?.[0] ?? 0);
  }
}
