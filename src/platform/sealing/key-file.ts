import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MasterKey } from './master-key.js';

/**
 * The installation's master key: from the setting (32 bytes, base64), else from `master.key` in the data folder, which is made
 * once, readable by its owner alone. Losing it makes all personal data unreadable: back it up apart from the data.
 */
export const masterKey = (setting: string | undefined, dataDir: string): MasterKey =>
  new MasterKey(Buffer.from(setting ?? keptKey(dataDir), 'base64'));

const keptKey = (dataDir: string): string => {
  const file = join(dataDir, 'master.key');
  mkdirSync(dataDir, { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, randomBytes(32).toString('base64'), { mode: 0o600, flush: true });
  try {
    // A link is made whole or not at all, and never over a key that is there.
    linkSync(fresh, file);
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(fresh);
  }
  // What is sealed with the key outlives a loss of power: so must the key, and its name in the folder.
  flushFolder(dataDir);
  return readFileSync(file, 'utf8');
};

const flushFolder = (folder: string): void => {
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
};
