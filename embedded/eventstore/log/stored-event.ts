import { checksum, seedOf } from '../../storage/checksum.js';
import type { Row } from '../../storage/database.js';
import { StorageFailure } from '../../storage/errors.js';
import type { StreamRow } from './stream-table.js';

/** One stored event as reads need it. */
export interface LogEvent {
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
  readonly type: string;
  readonly created: number;
  readonly record: Uint8Array;
}

/** Columns of the table of events, in the order that `eventOf` takes them. */
export const EVENT_COLUMNS = 'position, revision, stream_name, type, created, record, checksum';

const CHECKSUM = 6;

/** Checksum of an event, over all that reads give or go by. */
export const eventChecksum = ({ position, revision, stream, type, created, record }: LogEvent): number =>
  checksum(record, checksum(type, checksum(stream, seedOf(position, revision, created))));

const unchecked = ([position, revision, stream, type, created, record]: Row): LogEvent => ({
  position: Number(position),
  revision: Number(revision),
  stream: String(stream),
  type: String(type),
  created: Number(created),
  record: record as Uint8Array,
});

/** The checksum that the event of a row should have. */
export const checksumOf = (row: Row): number => eventChecksum(unchecked(row));

/** The event that a row holds. @throws StorageFailure when it is not what was written: it is never given out */
export const eventOf = (row: Row): LogEvent => {
  const event = unchecked(row);
  // A damaged header of a row can make another type of a column.
  if (!(event.record instanceof Uint8Array) || eventChecksum(event) !== row[CHECKSUM])
    throw new StorageFailure(
      `The event at position ${event.position} (revision ${event.revision} of '${event.stream}') is damaged: its checksum does not fit`,
    );
  return event;
};

/**
 * Makes sure that a page of a stream has all its events, each once: what reads go by, the index, may be damaged too.
 * @param step 1 upwards, -1 downwards
 * @param first revision that the page must begin with, if the stream has it
 * @throws StorageFailure
 */
export const checkRun = (stream: StreamRow, page: readonly LogEvent[], step: 1 | -1, first: number): void => {
  if (stream.tombstoned) return;
  const broken = page.findIndex(
    ({ stream: name, revision }, at) => name !== stream.name || revision !== first + at * step,
  );
  const missing = page.length === 0 && first >= 0 && first <= stream.last;
  if (broken < 0 && !missing) return;
  throw new StorageFailure(
    `The stream '${stream.name}' is damaged: revision ${first + Math.max(broken, 0) * step} is not where it belongs`,
  );
};
