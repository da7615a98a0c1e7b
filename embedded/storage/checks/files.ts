import { closeSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { checksum } from '../checksum.js';

/** Bytes that are read, or have one checksum in a backup, at once. */
export const BLOCK = 1024 * 1024;

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
