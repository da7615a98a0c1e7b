import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { checksum } from './checksum.js';
import { StorageDamaged } from './errors.js';

/** Bytes that one checksum of the list is for. */
const BLOCK = 1024 * 1024;
const sumsOf = (file: string): string => `${file}.sums`;

/** Whether there is something in the write-ahead log that is not in the file. */
const hasLog = (file: string): boolean => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;

interface Sums {
  readonly size: number;
  /** Milliseconds since 1970, whole. */
  readonly modified: number;
  readonly blocks: readonly number[];
}

/** CRC-32 of each mebibyte of a file. */
export const blockSums = (file: string): number[] => {
  const handle = openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(BLOCK);
  const sums: number[] = [];
  try {
    for (let at = 0; ; at += BLOCK) {
      const got = readSync(handle, buffer, 0, BLOCK, at);
      if (got === 0) return sums;
      sums.push(checksum(buffer.subarray(0, got)));
    }
  } finally {
    closeSync(handle);
  }
};

/** Makes sure that names that were made, changed or removed in a folder are on disk. */
export const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

/** Writes a small file whole or not at all. */
export const writeWhole = (file: string, content: string): void => {
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeSync(handle, content);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
  syncFolder(dirname(file));
};

/** Notes the checksums of a database file that was closed, so that the next start can compare it as fast as it can be read. */
export const noteSums = (file: string): void => {
  // Somebody else, a backup, has it open still, and will merge the log into it.
  if (hasLog(file)) return;
  const { size, mtimeMs } = statSync(file);
  const content = JSON.stringify({ size, modified: Math.round(mtimeMs), blocks: blockSums(file) } satisfies Sums);
  writeWhole(sumsOf(file), `${checksum(content)} ${content}\n`);
};

/** Must be called before a file is changed: its checksums hold no longer. */
export const dropSums = (file: string): void => {
  if (!existsSync(sumsOf(file))) return;
  rmSync(sumsOf(file));
  syncFolder(dirname(file));
};

/**
 * Compares a file with the checksums that were noted when it was closed.
 * @returns false when there are none that are meant for it: it was not closed in order, or somebody else wrote to it
 * @throws StorageDamaged when it is not what it was, though nobody wrote to it
 */
export const matchesSums = (file: string): boolean => {
  const noted = readSums(file);
  const { size, mtimeMs } = statSync(file);
  if (!noted || hasLog(file) || Math.round(mtimeMs) !== noted.modified) return false;
  if (size !== noted.size) throw new StorageDamaged(file, `is damaged: it has ${size} bytes and had ${noted.size}`);
  const blocks = blockSums(file);
  const wrong = noted.blocks.findIndex((sum, index) => sum !== blocks[index]);
  if (wrong < 0) return true;
  throw new StorageDamaged(
    file,
    `is damaged between bytes ${wrong * BLOCK} and ${Math.min(size, (wrong + 1) * BLOCK)}: they are not what they were when it was closed`,
  );
};

const readSums = (file: string): Sums | undefined => {
  if (!existsSync(sumsOf(file))) return undefined;
  const text = readFileSync(sumsOf(file), 'utf8');
  const at = text.indexOf(' ');
  const content = text.slice(at + 1).trimEnd();
  // A list that is damaged itself says nothing: then the file is checked in the long way.
  return checksum(content) === Number(text.slice(0, at)) ? (JSON.parse(content) as Sums) : undefined;
};
