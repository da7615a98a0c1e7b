import type { EventLog, LogEvent } from '../log/event-log.js';
import { streams } from '../protocol/messages.js';

const NOTHING = new Uint8Array();

/** Writes an event that the server itself is the writer of; resolves when it is on disk. @throws StorageFull, StorageFailure */
export const writeSystemEvent = async (
  log: EventLog,
  stream: string,
  event: { type: string; data: Uint8Array; json?: boolean; metadata?: object },
): Promise<void> => {
  const { type, data, json = true, metadata } = event;
  const contentType = json ? 'application/json' : 'application/octet-stream';
  const custom = metadata ? Buffer.from(JSON.stringify(metadata)) : NOTHING;
  await log.append(stream, 'any', [{ id: crypto.randomUUID(), type, contentType, custom, data }]);
};

export const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** The last event of a stream that can still be read. */
export const lastOf = (log: EventLog, stream: string): LogEvent | undefined => {
  const row = log.stream(stream);
  return row && !row.tombstoned && row.last >= 0 ? log.streamDown(row, row.last, 1)[0] : undefined;
};

export const parsedData = (event: LogEvent): unknown =>
  JSON.parse(
    Buffer.from(streams.ReadResp.ReadEvent.RecordedEvent.deserializeBinary(event.record).getData_asU8()).toString(),
  );

/** Hides what a stream holds, if there is one. */
export const clearStream = async (log: EventLog, stream: string): Promise<void> => {
  if (lastOf(log, stream)) await log.delete(stream, 'any', crypto.randomUUID());
};
