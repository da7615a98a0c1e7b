import { readSync } from 'node:fs';

/*
 * SQLite's write-ahead log (https://www.sqlite.org/fileformat2.html#the_write_ahead_log): a header of 32 bytes, then frames, a
 * header of 24 bytes and a page each. A log that was merged is written anew from its beginning, with other salts: frames that have not
 * the salts of the header are left over.
 */
export const WAL_HEADER = 32;
export const FRAME_HEADER = 24;
/** Pages of a store's file, SQLite's default. */
export const PAGE = 4096;

export const walOf = (database: string): string => `${database}-wal`;

/** Two numbers of 32 bits: a checksum, or the salts of a log. */
export type Pair = readonly [number, number];

export const pairAt = (bytes: DataView, at: number): Pair => [bytes.getUint32(at), bytes.getUint32(at + 4)];
export const same = (a: Pair, b: Pair): boolean => a[0] === b[0] && a[1] === b[1];

/** Byte at which a frame begins; the first has index 0. */
export const offsetOf = (index: number, page: number): number => WAL_HEADER + index * (FRAME_HEADER + page);

/** Bytes of a file; fewer at its end. @param bytes memory to read them into: of many reads one after the other the same */
export const readAt = (handle: number, at: number, length: number, bytes = new Uint8Array(length)): DataView => {
  const got = readSync(handle, bytes, 0, length, at);
  return new DataView(bytes.buffer, 0, got);
};

/** Salts of a log's header; undefined in an empty log. */
export const saltsOf = (handle: number): Pair | undefined => {
  const header = readAt(handle, 0, WAL_HEADER);
  return header.byteLength < WAL_HEADER ? undefined : pairAt(header, 16);
};

/** Number of the page in a frame (4 bytes at its beginning). */
export const pageNumber = (frame: DataView): number => frame.getUint32(0);
/** Whether a frame ends a commit: it says how many pages the database has then. */
export const endsCommit = (frame: DataView): boolean => frame.getUint32(4) !== 0;
/** Salts of a frame. */
export const frameSalts = (frame: DataView): Pair => pairAt(frame, 8);
