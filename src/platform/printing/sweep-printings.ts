import { lstat, readdir, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Clock, SystemClock } from '../clock.js';

/** Begin of the names of the folders that pages are printed in; six letters or digits follow. A browser's sockets allow no long paths. */
export const PRINTING = 'cc-print-';
const NAME = new RegExp(`^${PRINTING}[A-Za-z0-9]{6}$`, 'u');
/** No printing takes anything like as long; what is younger may be another process's. */
const STALE_MS = 3_600_000;
const CLOSED_TO_OTHERS = 0o700;
const PERMISSIONS = 0o777;

/**
 * Removes what printings left behind whose process was killed: folders that this program made as this user, which nobody else may look
 * into, and which nothing was put into for an hour. Whatever else lies there stays: what only looks like one, or is a link.
 * @param clock the system's, as that of the files: a simulated time says nothing of how old they are
 * @returns names of the folders that are gone
 * @throws what the file system says, once all others are gone
 */
export const sweepPrintings = async (folder: string, clock: Clock = new SystemClock()): Promise<string[]> => {
  const now = Date.parse(clock.now());
  const names = (await readdir(folder)).filter((name) => NAME.test(name));
  const swept = await Promise.allSettled(names.map((name) => removed(join(folder, name), now)));
  const failed = swept.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return names.filter((_, index) => {
    const one = swept[index];
    return one?.status === 'fulfilled' && one.value;
  });
};

const removed = async (path: string, now: number): Promise<boolean> => {
  // Another process that starts may have been faster.
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found?.isDirectory() || found.uid !== userInfo().uid) return false;
  if ((found.mode & PERMISSIONS) !== CLOSED_TO_OTHERS || now - found.mtimeMs <= STALE_MS) return false;
  await rm(path, { recursive: true, force: true });
  return true;
};
