import type { Database } from '../../storage/database.js';

/** Largest revision of the protocol, as the number SQLite keeps: marks deletions. */
export const DELETED = Number.MAX_SAFE_INTEGER;
/** The same as clients see it. */
export const INT64_MAX = '9223372036854775807';

/** Tables of the log: one row per stream, one per event. `position` is the place in the log, strictly increasing with gaps. */
export const createSchema = (db: Database): void =>
  db.exec(`
    CREATE TABLE IF NOT EXISTS streams (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      last INTEGER NOT NULL,
      tombstoned INTEGER NOT NULL DEFAULT 0,
      max_count INTEGER,
      max_age INTEGER,
      truncate_before INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE IF NOT EXISTS events (
      position INTEGER PRIMARY KEY,
      stream INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      event_id TEXT NOT NULL,
      stream_name TEXT NOT NULL,
      type TEXT NOT NULL,
      created INTEGER NOT NULL,
      record BLOB NOT NULL,
      checksum INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX IF NOT EXISTS events_by_stream ON events (stream, revision);
    -- The ids of a stream stand together: random ids among all others would change a page of the index for nearly each event.
    CREATE INDEX IF NOT EXISTS stream_ids ON events (stream, event_id);
  `);
