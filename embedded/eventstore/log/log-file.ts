import type { Database, Row } from '../../storage/database.js';
import { StorageDamaged, StorageFailure } from '../../storage/errors.js';
import type { StoreKind } from '../../storage/store-file.js';
import { createSchema, DELETED } from './log-schema.js';
import { checksumOf, EVENT_COLUMNS, eventOf } from './stored-event.js';

const PAGE = 1_000;

/** The rows of all events in the order of the log, page by page. */
function* rowsOf(db: Database): Generator<Row[]> {
  const next = db.prepare(`SELECT ${EVENT_COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ${PAGE}`);
  for (let page = next.all(-1); page.length > 0; page = next.all(page.at(-1)?.[0] ?? null)) yield page;
}

const verify = (db: Database): void => {
  try {
    for (const page of rowsOf(db)) for (const row of page) eventOf(row);
  } catch (error) {
    if (error instanceof StorageFailure)
      throw new StorageDamaged(db.file, `is damaged: ${error.message}`, undefined, error);
    throw error;
  }
  // A stream has the revisions 0 to its last, besides the mark of its end.
  const torn = db
    .prepare(
      `SELECT s.name FROM streams s
       LEFT JOIN (SELECT stream, count(*) AS n, max(revision) AS top FROM events WHERE revision <> ? GROUP BY stream) e ON e.stream = s.id
       WHERE s.last + 1 <> coalesce(e.n, 0) OR s.last <> coalesce(e.top, -1) LIMIT 1`,
    )
    .get(DELETED);
  if (torn)
    throw new StorageDamaged(
      db.file,
      `is damaged: the stream '${String(torn[0])}' has not the events that it should have`,
    );
};

/** Events from before there were checksums get theirs; that their pages were sound has been checked. */
const addChecksums = (db: Database): void => {
  db.exec('ALTER TABLE events ADD COLUMN checksum INTEGER');
  const set = db.prepare('UPDATE events SET checksum = ? WHERE position = ?');
  for (const page of rowsOf(db)) for (const row of page) set.run(checksumOf(row), Number(row[0]));
};

/** The ids of all events stood in one index; `createSchema` makes the one by stream. */
const dropIdsOfAll = (db: Database): void => db.exec('DROP INDEX IF EXISTS events_by_id');

/** The file of the log. Version 1 has a checksum with each event, version 2 the ids of events by stream. */
export const EVENT_LOG: StoreKind = {
  name: 'event store',
  file: 'events.db',
  id: 0x45564c47,
  version: 2,
  table: 'events',
  create: createSchema,
  upgrades: [addChecksums, dropIdsOfAll],
  verify,
};
