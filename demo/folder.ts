import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockFolder } from '../embedded/storage/folder-lock.js';

/** Says that a folder is a demo's, which the next demo may wipe. */
export const MARKER = 'this-is-a-demo-and-is-wiped-at-its-start';

/** The folder holds something that no demo put there. */
export class NotADemoFolder extends Error {
  constructor(folder: string) {
    super(`${folder} is not a demo’s data folder and is left alone: name another with --data, or remove it yourself`);
    this.name = 'NotADemoFolder';
  }
}

/** Takes a folder for this demo alone and empties it. @returns gives it back @throws NotADemoFolder, DataFolderInUse */
export const takeDemoFolder = (path: string): (() => void) => {
  const folder = resolve(path);
  const isOurs = !existsSync(folder) || readdirSync(folder).length === 0 || existsSync(join(folder, MARKER));
  if (!isOurs) throw new NotADemoFolder(folder);
  const unlock = lockFolder(folder);
  // From here on the folder is a demo's, also when wiping it breaks off.
  writeFileSync(join(folder, MARKER), '');
  for (const name of readdirSync(folder))
    if (name !== MARKER && name !== 'process.lock') rmSync(join(folder, name), { recursive: true });
  return unlock;
};
