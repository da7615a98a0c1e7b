import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { StorageDamaged } from '../errors.js';
import { blockSums, syncFolder, writeWhole } from '../checks/files.js';
import { noteClosed } from '../checks/page-sums.js';
import { Snapshot } from './snapshot.js';
import { checkStore, type StoreKind } from '../store-file.js';

/** Its presence says that a backup is complete. */
const CONTENTS = 'backup.json';
const FORM = 1;
/** What a copy is called until all are there. */
const UNNAMED = '.new';

interface CopiedFile {
  /** Below the folder of the backup, as below the data folder. */
  readonly path: string;
  readonly kind: string;
  readonly version: number;
  readonly bytes: number;
  /** CRC-32 of each mebibyte. */
  readonly blocks: readonly number[];
}

/** What a backup says of itself. */
export interface BackupContents {
  readonly form: number;
  /** When the snapshots were taken, ISO 8601. */
  readonly takenAt: string;
  readonly files: readonly CopiedFile[];
}

/** A backup or restore that cannot be done as asked; nothing was changed. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupRefused';
  }
}

/**
 * Copies the data of all embedded servers below a folder as they are at one moment, while the servers run. The copies are checked
 * as at a start after a crash, pages and records.
 * @param data a server's folder, or the one that holds the servers' folders
 * @param to is made, or must be empty
 * @throws BackupRefused · StorageDamaged naming the file, when what is to be backed up is damaged or newer than this program
 */
export const backUp = (data: string, to: string, kinds: readonly StoreKind[]): BackupContents => {
  const files = storesIn(data, kinds);
  refuseFilled(to);
  const snapshots = Snapshot.take(files);
  const takenAt = new Date().toISOString();
  const targets = files.map(({ file }) => join(to, relative(data, file)));
  try {
    try {
      snapshots.forEach((snapshot, index) => copyTo(targets[index] as string, snapshot));
    } finally {
      for (const snapshot of snapshots) snapshot.release();
    }
    const copied = snapshots.map((snapshot, index) => checkedCopy(snapshot, targets[index] as string, to));
    const contents = { form: FORM, takenAt, files: copied };
    writeWhole(join(to, CONTENTS), `${JSON.stringify(contents, null, 2)}\n`);
    return contents;
  } catch (error) {
    for (const target of targets) rmSync(target, { force: true });
    throw error;
  }
};

/**
 * Puts a backup into an empty folder, from which the servers can then be started. Each file is compared with what the backup says of it.
 * @throws BackupRefused · StorageDamaged naming the file of the backup that is damaged
 */
export const restore = (from: string, to: string, kinds: readonly StoreKind[]): BackupContents => {
  const contents = contentsOf(from);
  for (const { kind, version, path } of contents.files) {
    const known = kinds.find(({ name }) => name === kind);
    if (!known || version > known.version)
      throw new BackupRefused(
        `${join(from, path)} has version ${version} of the ${kind}'s form, and this program knows ${known ? `versions up to ${known.version}` : 'none'}. Use the program that made the backup, or a newer one.`,
      );
  }
  refuseFilled(to);
  for (const file of contents.files) compare(join(from, file.path), file);
  const targets = contents.files.map(({ path }) => join(to, path));
  try {
    contents.files.forEach(({ path }, index) => copyWhole(join(from, path), `${targets[index]}${UNNAMED}`));
  } catch (error) {
    for (const target of targets) rmSync(`${target}${UNNAMED}`, { force: true });
    throw error;
  }
  for (const target of targets) {
    renameSync(`${target}${UNNAMED}`, target);
    noteClosed(target);
  }
  return contents;
};

const storesIn = (data: string, kinds: readonly StoreKind[]): { file: string; kind: StoreKind }[] => {
  if (!existsSync(data) || !statSync(data).isDirectory())
    throw new BackupRefused(`The data folder ${resolve(data)} does not exist.`);
  const folders = [
    data,
    ...readdirSync(data, { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map(({ name }) => join(data, name)),
  ];
  const found = folders.flatMap((folder) =>
    kinds.map((kind) => ({ file: join(folder, kind.file), kind })).filter(({ file }) => existsSync(file)),
  );
  if (found.length > 0) return found;
  const names = kinds.map(({ file }) => file).join(' or ');
  throw new BackupRefused(`There is no ${names} in ${resolve(data)}, nor in a folder in it.`);
};

const refuseFilled = (to: string): void => {
  if (existsSync(to) && (!statSync(to).isDirectory() || readdirSync(to).length > 0))
    throw new BackupRefused(`${resolve(to)} is not an empty folder. Name one that is empty or does not exist.`);
};

const copyTo = (target: string, snapshot: Snapshot): void => {
  mkdirSync(dirname(target), { recursive: true });
  snapshot.copyTo(target);
  syncFolder(dirname(target));
};

const checkedCopy = ({ file, kind, version }: Snapshot, target: string, to: string): CopiedFile => {
  try {
    checkStore(target, kind);
  } catch (error) {
    if (!(error instanceof StorageDamaged)) throw error;
    throw new StorageDamaged(file, `cannot be backed up: its copy ${error.what}`, undefined, error);
  }
  for (const rest of ['-wal', '-shm']) rmSync(`${target}${rest}`, { force: true });
  return {
    path: relative(to, target),
    kind: kind.name,
    version,
    bytes: statSync(target).size,
    blocks: blockSums(target),
  };
};

const contentsOf = (from: string): BackupContents => {
  const file = join(from, CONTENTS);
  if (!existsSync(from)) throw new BackupRefused(`The backup ${resolve(from)} does not exist.`);
  if (!existsSync(file))
    throw new BackupRefused(`${resolve(from)} is no complete backup: there is no ${CONTENTS} in it.`);
  const contents = JSON.parse(readFileSync(file, 'utf8')) as BackupContents;
  if (contents.form === FORM) return contents;
  throw new BackupRefused(
    `${file} has form ${contents.form}, and this program knows ${FORM}. Use the program that made the backup.`,
  );
};

const compare = (file: string, { bytes, blocks }: CopiedFile): void => {
  const advice = 'Take another backup.';
  if (!existsSync(file)) throw new StorageDamaged(file, 'is missing from the backup', advice);
  const found = blockSums(file);
  if (statSync(file).size !== bytes || blocks.some((sum, index) => sum !== found[index]))
    throw new StorageDamaged(file, 'is damaged: it is not what was backed up', advice);
};

const copyWhole = (source: string, target: string): void => {
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(source, target);
  const handle = openSync(target, 'r+');
  fsyncSync(handle);
  closeSync(handle);
};
