import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { StorageDamaged } from './errors.js';

/*
 * SQLite's write-ahead log (https://www.sqlite.org/fileformat2.html#the_write_ahead_log): a header of 32 bytes, then frames, a
 * header of 24 bytes and a page each. SQLite reads it up to the first frame that does not fit and silently forgets the rest. That
 * is right for a commit that was torn by a power loss, and wrong for one that was acknowledged.
 */
const HEADER = 32;
const FRAME_HEADER = 24;
const BIG_ENDIAN = 0x377f0683;
const LITTLE_ENDIAN = 0x377f0682;
const MAX_PAGE = 65_536;

type Sum = readonly [number, number];

const summed = ([a, b]: Sum, bytes: DataView, from: number, to: number, little: boolean): Sum => {
  let [s0, s1] = [a, b];
  for (let at = from; at < to; at += 8) {
    s0 = (s0 + bytes.getUint32(at, little) + s1) | 0;
    s1 = (s1 + bytes.getUint32(at + 4, little) + s0) | 0;
  }
  return [s0 >>> 0, s1 >>> 0];
};

const sumAt = (bytes: DataView, at: number): Sum => [bytes.getUint32(at), bytes.getUint32(at + 4)];
const same = (a: Sum, b: Sum): boolean => a[0] === b[0] && a[1] === b[1];

/**
 * Looks whether the write-ahead log of a database was damaged after its commits were acknowledged. Each commit is synced before the
 * next is written: so only the last one can be torn. Commits after a frame that does not fit mean damage, and so does a header
 * that does not fit, which is synced before the first frame. Reads the log once; the database must not be open.
 * @throws StorageDamaged
 */
export const checkWal = (database: string): void => {
  const file = `${database}-wal`;
  if (!existsSync(file)) return;
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    if (size > HEADER + FRAME_HEADER) checkFrames(file, handle, size);
  } finally {
    closeSync(handle);
  }
};

const checkFrames = (file: string, handle: number, size: number): void => {
  const header = read(handle, 0, HEADER);
  const magic = header.getUint32(0);
  const page = header.getUint32(8);
  const little = magic === LITTLE_ENDIAN;
  const sum = summed([0, 0], header, 0, 24, little);
  const known = (little || magic === BIG_ENDIAN) && page >= 512 && page <= MAX_PAGE;
  if (!known || !same(sum, sumAt(header, 24))) {
    // Nothing but zeros: a log that was begun and never synced.
    if (isZero(header) && isZero(read(handle, HEADER, FRAME_HEADER))) return;
    throw new StorageDamaged(file, 'is damaged in its header: the commits in it cannot be told');
  }
  const log: Log = { handle, size, page, little, salt: sumAt(header, 16) };
  const bad = firstMisfit(log, sum);
  const commits = bad === undefined ? 0 : commitsFrom(log, bad);
  if (bad !== undefined && commits > 1)
    throw new StorageDamaged(
      file,
      `is damaged at byte ${offsetOf(log, bad)}: ${commits} commits at and after it cannot be read, and only the last can be torn`,
    );
};

interface Log {
  readonly handle: number;
  readonly size: number;
  readonly page: number;
  readonly little: boolean;
  readonly salt: Sum;
}

const offsetOf = ({ page }: Log, index: number): number => HEADER + index * (FRAME_HEADER + page);
const isZero = (bytes: DataView): boolean =>
  Array.from({ length: bytes.byteLength }, (_, i) => bytes.getUint8(i)).every((b) => b === 0);

const read = (handle: number, at: number, length: number): DataView => {
  const bytes = new Uint8Array(length);
  const got = readSync(handle, bytes, 0, length, at);
  return new DataView(bytes.buffer, 0, got);
};

/** Index of the first frame that SQLite would not take; undefined when it takes all. */
const firstMisfit = (log: Log, header: Sum): number | undefined => {
  const whole = FRAME_HEADER + log.page;
  let sum = header;
  for (let index = 0; offsetOf(log, index) < log.size; index += 1) {
    const frame = read(log.handle, offsetOf(log, index), whole);
    if (frame.byteLength < whole || !same(sumAt(frame, 8), log.salt)) return index;
    sum = summed(sum, frame, 0, 8, log.little);
    sum = summed(sum, frame, FRAME_HEADER, whole, log.little);
    if (!same(sum, sumAt(frame, 16))) return index;
  }
  return undefined;
};

/** How many frames of this log, not of an earlier one in the same file, end a commit from here on. */
const commitsFrom = (log: Log, from: number): number => {
  let commits = 0;
  for (let index = from; offsetOf(log, index) + FRAME_HEADER <= log.size; index += 1) {
    const frame = read(log.handle, offsetOf(log, index), FRAME_HEADER);
    if (same(sumAt(frame, 8), log.salt) && frame.getUint32(4) !== 0) commits += 1;
  }
  return commits;
};
