import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { checksum } from '../checksum.js';
import { StorageDamaged } from '../errors.js';
import { BLOCK, syncFolder } from './files.js';
import { PAGE } from './wal-format.js';

/*
 * The file of sums: a header in a block of 4096 bytes, `CRC-32 JSON`, filled up with blanks; then blocks of 1023 sums of 32 bits and the
 * CRC-32 of these, seeded with the block's number. Sums are little-endian, in the order of the pages.
 */
const FORM = 2;
const IN_BLOCK = PAGE / 4 - 1;
const PAGES_AT_ONCE = BLOCK / PAGE;

const UNWRITTEN = checksum(Buffer.alloc(PAGE));

const sumsOf = (database: string): string => `${database}.sums`;

/** Size and time of change, in whole milliseconds since 1970, that a file had when it was closed in order. */
interface Closed {
  readonly size: number;
  readonly modified: number;
}

interface Header {
  readonly form: number;
  readonly pages: number;
  readonly closed: Closed | null;
}

const headerBlock = (header: Header): Buffer => {
  const content = JSON.stringify(header);
  return Buffer.from(`${checksum(content)} ${content}`.padEnd(PAGE));
};

const headerOf = (block: Buffer): Header | undefined => {
  const text = block.toString('latin1').trimEnd();
  const at = text.indexOf(' ');
  const content = text.slice(at + 1);
  if (at < 0 || checksum(content) !== Number(text.slice(0, at))) return undefined;
  const header = JSON.parse(content) as Header;
  return header.form === FORM ? header : undefined;
};

const statOf = (database: string): Closed => {
  const { size, mtimeMs } = statSync(database);
  return { size, modified: Math.round(mtimeMs) };
};

/**
 * A CRC-32 of each page of a database file, in a file beside it. A page has the sum that is noted, or its content is in the write-ahead
 * log: so a file can be compared as fast as it can be read, after a crash too. They can only confirm: what they cannot confirm,
 * since they are missing, torn or of another file, has to be checked in the long way.
 */
export class PageSums {
  private sums = new Uint32Array(IN_BLOCK);
  private count = 0;
  private readonly changed = new Set<number>();

  constructor(readonly database: string) {}

  /** What is noted of a file; undefined when there is nothing that can be relied on. */
  static read(database: string): { readonly sums: PageSums; readonly closed: Closed | null } | undefined {
    if (!existsSync(sumsOf(database))) return undefined;
    const content = readFileSync(sumsOf(database));
    const header = headerOf(content.subarray(0, PAGE));
    const blocks = header && Math.ceil(header.pages / IN_BLOCK);
    if (!header || blocks === undefined || content.length < PAGE * (1 + blocks)) return undefined;
    const sums = new PageSums(database);
    sums.grow(header.pages);
    sums.changed.clear();
    for (let block = 0; block < blocks; block += 1) {
      const at = PAGE * (1 + block);
      const end = at + IN_BLOCK * 4;
      if (content.readUInt32LE(end) !== checksum(content.subarray(at, end), block)) return undefined;
      for (let n = 0; n < IN_BLOCK; n += 1) sums.sums[block * IN_BLOCK + n] = content.readUInt32LE(at + n * 4);
    }
    return { sums, closed: header.closed };
  }

  /** How many pages it knows. */
  get pages(): number {
    return this.count;
  }

  /** @param page its number, from 1 */
  note(page: number, content: Uint8Array): void {
    if (page > this.count) this.grow(page);
    this.sums[page - 1] = checksum(content);
    this.changed.add(Math.floor((page - 1) / IN_BLOCK));
  }

  /**
   * Compares a file, which must not be open, with what is noted.
   * @param inLog pages that need not be right, since the write-ahead log has them
   * @returns number of the first page that is another or is missing; undefined when there is none
   */
  misfit(inLog: ReadonlySet<number>): number | undefined {
    const handle = openSync(this.database, 'r');
    const buffer = Buffer.allocUnsafe(BLOCK);
    try {
      for (let first = 0; ; first += PAGES_AT_ONCE) {
        const got = readSync(handle, buffer, 0, BLOCK, first * PAGE);
        for (let n = 0; n * PAGE < got; n += 1)
          if (
            !inLog.has(first + n + 1) &&
            !this.fits(first + n + 1, buffer.subarray(n * PAGE, Math.min(got, (n + 1) * PAGE)))
          )
            return first + n + 1;
        if (got === BLOCK) continue;
        for (let page = first + Math.ceil(got / PAGE) + 1; page <= this.count; page += 1)
          if (!inLog.has(page)) return page;
        return undefined;
      }
    } finally {
      closeSync(handle);
    }
  }

  /**
   * Writes down what has changed, and syncs it. May be torn: of the pages that have changed the write-ahead log must still hold the
   * content, until this returns.
   * @param closed the file is closed in order, as it is now: from then on every difference is damage
   */
  save(closed = false): void {
    const path = sumsOf(this.database);
    const fresh = !existsSync(path);
    const handle = openSync(path, fresh ? 'w+' : 'r+', 0o600);
    try {
      const blocks = fresh ? Array.from({ length: Math.ceil(this.count / IN_BLOCK) }, (_, n) => n) : this.changed;
      for (const block of blocks) writeSync(handle, this.block(block), 0, PAGE, PAGE * (1 + block));
      const header = { form: FORM, pages: this.count, closed: closed ? statOf(this.database) : null };
      writeSync(handle, headerBlock(header), 0, PAGE, 0);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (fresh) syncFolder(dirname(path));
    this.changed.clear();
  }

  /** From now on there is nothing noted: whatever the file becomes has to be checked in the long way. */
  static drop(database: string): void {
    if (!existsSync(sumsOf(database))) return;
    rmSync(sumsOf(database));
    syncFolder(dirname(database));
  }

  private fits(page: number, content: Uint8Array): boolean {
    return page <= this.count && this.sums[page - 1] === checksum(content);
  }

  private grow(pages: number): void {
    if (pages > this.sums.length) {
      const larger = new Uint32Array(Math.ceil((pages * 1.5) / IN_BLOCK) * IN_BLOCK);
      larger.set(this.sums);
      this.sums = larger;
    }
    // What SQLite leaves out, such as the page at its locks behind the first gibibyte, are zeros in the file.
    this.sums.fill(UNWRITTEN, this.count, pages);
    for (let block = Math.floor(this.count / IN_BLOCK); block * IN_BLOCK < pages; block += 1) this.changed.add(block);
    this.count = pages;
  }

  private block(number: number): Buffer {
    const block = Buffer.alloc(PAGE);
    for (let n = 0; n < IN_BLOCK; n += 1) block.writeUInt32LE(this.sums[number * IN_BLOCK + n] ?? 0, n * 4);
    block.writeUInt32LE(checksum(block.subarray(0, IN_BLOCK * 4), number), IN_BLOCK * 4);
    return block;
  }
}

/**
 * Compares a file, which must not be open, with what is noted of it.
 * @param inLog pages that the write-ahead log has
 * @returns its sums when all is as it should be; undefined when that cannot be told
 * @throws StorageDamaged when it was closed in order, nobody wrote to it since, and it is not what it was
 */
export const confirmed = (database: string, inLog: ReadonlySet<number>): PageSums | undefined => {
  const noted = PageSums.read(database);
  if (!noted) return undefined;
  const { size, modified } = statOf(database);
  const untouched = noted.closed?.modified === modified && inLog.size === 0;
  if (untouched && noted.closed.size !== size)
    throw new StorageDamaged(database, `is damaged: it has ${size} bytes and had ${noted.closed.size}`);
  const misfit = noted.sums.misfit(inLog);
  if (misfit === undefined) return noted.sums;
  if (!untouched) return undefined;
  const from = (misfit - 1) * PAGE;
  throw new StorageDamaged(
    database,
    `is damaged between bytes ${from} and ${from + PAGE}: they are not what they were when it was closed`,
  );
};

/** Notes the sums of a file that is not open and was closed in order. */
export const noteClosed = (database: string): void => {
  PageSums.drop(database);
  const sums = new PageSums(database);
  const handle = openSync(database, 'r');
  const page = Buffer.allocUnsafe(PAGE);
  try {
    for (let number = 1; ; number += 1) {
      const got = readSync(handle, page, 0, PAGE, (number - 1) * PAGE);
      if (got === 0) break;
      sums.note(number, page.subarray(0, got));
    }
  } finally {
    closeSync(handle);
  }
  sums.save(true);
};
