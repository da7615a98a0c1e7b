import { closeSync, existsSync, fstatSync, openSync } from 'node:fs';
import { StorageDamaged } from '../errors.js';
import {
  endsCommit,
  FRAME_HEADER,
  frameSalts,
  offsetOf,
  pageNumber,
  type Pair,
  pairAt,
  readAt,
  same,
  WAL_HEADER,
  walOf,
} from './wal-format.js';

const BIG_ENDIAN = 0x377f0683;
const LITTLE_ENDIAN = 0x377f0682;
const MAX_PAGE = 65_536;

const summed = ([a, b]: Pair, bytes: DataView, from: number, to: number, little: boolean): Pair => {
  let [s0, s1] = [a, b];
  for (let at = from; at < to; at += 8) {
    s0 = (s0 + bytes.getUint32(at, little) + s1) | 0;
    s1 = (s1 + bytes.getUint32(at + 4, little) + s0) | 0;
  }
  return [s0 >>> 0, s1 >>> 0];
};

/**
 * Looks whether the write-ahead log of a database was damaged after its commits were acknowledged. SQLite reads it up to the first
 * frame that does not fit and silently forgets the rest: right for a commit that was torn by a power loss, and wrong for one that was
 * acknowledged. Each commit is synced before the next is written, so only the last one can be torn. Commits after a frame that
 * does not fit mean damage, and so does a header that does not fit, which is synced before the first frame. Reads the log once; the
 * database must not be open.
 * @returns numbers of the pages that the log supplies: what the file has in their places does not matter
 * @throws StorageDamaged
 */
export const checkWal = (database: string): ReadonlySet<number> => {
  const file = walOf(database);
  if (!existsSync(file)) return new Set();
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    return size > WAL_HEADER + FRAME_HEADER ? checkFrames(file, handle, size) : new Set();
  } finally {
    closeSync(handle);
  }
};

const checkFrames = (file: string, handle: number, size: number): ReadonlySet<number> => {
  const header = readAt(handle, 0, WAL_HEADER);
  const magic = header.getUint32(0);
  const page = header.getUint32(8);
  const little = magic === LITTLE_ENDIAN;
  const sum = summed([0, 0], header, 0, 24, little);
  const known = (little || magic === BIG_ENDIAN) && page >= 512 && page <= MAX_PAGE;
  if (!known || !same(sum, pairAt(header, 24))) {
    // Nothing but zeros: a log that was begun and never synced.
    if (isZero(header) && isZero(readAt(handle, WAL_HEADER, FRAME_HEADER))) return new Set();
    throw new StorageDamaged(file, 'is damaged in its header: the commits in it cannot be told');
  }
  const log: Log = { handle, size, page, little, salt: pairAt(header, 16) };
  const { misfit, pages } = wholeCommits(log, sum);
  const commits = misfit === undefined ? 0 : commitsFrom(log, misfit);
  if (misfit !== undefined && commits > 1)
    throw new StorageDamaged(
      file,
      `is damaged at byte ${offsetOf(misfit, page)}: ${commits} commits at and after it cannot be read, and only the last can be torn`,
    );
  return pages;
};

interface Log {
  readonly handle: number;
  readonly size: number;
  readonly page: number;
  readonly little: boolean;
  readonly salt: Pair;
}

const isZero = (bytes: DataView): boolean =>
  Array.from({ length: bytes.byteLength }, (_, i) => bytes.getUint8(i)).every((b) => b === 0);

/** The pages of the commits that SQLite takes, and the index of the first frame that it would not take, when there is one. */
const wholeCommits = (log: Log, header: Pair): { misfit: number | undefined; pages: ReadonlySet<number> } => {
  const whole = FRAME_HEADER + log.page;
  const pages = new Set<number>();
  let open: number[] = [];
  let sum = header;
  for (let index = 0; offsetOf(index, log.page) < log.size; index += 1) {
    const frame = readAt(log.handle, offsetOf(index, log.page), whole);
    if (frame.byteLength < whole || !same(frameSalts(frame), log.salt)) return { misfit: index, pages };
    sum = summed(sum, frame, 0, 8, log.little);
    sum = summed(sum, frame, FRAME_HEADER, whole, log.little);
    if (!same(sum, pairAt(frame, 16))) return { misfit: index, pages };
    open.push(pageNumber(frame));
    if (!endsCommit(frame)) continue;
    for (const page of open) pages.add(page);
    open = [];
  }
  return { misfit: undefined, pages };
};

/** How many frames of this log, not of an earlier one in the same file, end a commit from here on. */
const commitsFrom = (log: Log, from: number): number => {
  let commits = 0;
  for (let index = from; offsetOf(index, log.page) + FRAME_HEADER <= log.size; index += 1) {
    const frame = readAt(log.handle, offsetOf(index, log.page), FRAME_HEADER);
    if (same(frameSalts(frame), log.salt) && endsCommit(frame)) commits += 1;
  }
  return commits;
};
