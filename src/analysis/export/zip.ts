import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** One file of an archive; its content is made as it is read. */
export interface ZipEntry {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
  readonly offset: number;
}

/** What is not known before the content was written follows it; names are UTF-8. */
const FLAGS = 0x08_08;
const DEFLATED = 8;
const VERSION = 20;
/** 1 January 1980: the archive is the same whenever it is made. */
const DATE = 0x00_21;
const LARGEST = 0xff_ff_ff_ff;

/**
 * A ZIP archive (PKWARE APPNOTE 6.3.9) as it is read: memory holds a chunk, whatever the archive's size. Without ZIP64: an entry or
 * archive of 4 GiB or more ends with an error.
 */
export async function* zipOf(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer, void, undefined> {
  const written: Written[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const bytes = Buffer.from(name);
    const head = localHeader(bytes);
    yield head;
    const sums = { crc: 0, plain: 0, packed: 0 };
    for await (const chunk of deflated(content, sums)) yield chunk;
    const descriptor = words(0x08_07_4b_50, sums.crc, sums.packed, sums.plain);
    yield descriptor;
    written.push({ name: bytes, ...sums, offset });
    offset += head.length + sums.packed + descriptor.length;
    if (sums.plain > LARGEST || offset > LARGEST) throw new Error('An archive of 4 GiB or more is not written');
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield directoryEnd(written.length, directory.length, offset);
}

async function* deflated(
  content: ZipEntry['content'],
  sums: { crc: number; plain: number; packed: number },
): AsyncGenerator<Buffer, void, undefined> {
  const measured = async function* (): AsyncGenerator<Buffer, void, undefined> {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      sums.crc = crc32(bytes, sums.crc);
      sums.plain += bytes.length;
      yield bytes;
    }
  };
  const source = Readable.from(measured(), { objectMode: false });
  const deflate = createDeflateRaw();
  source.on('error', (error) => deflate.destroy(error));
  try {
    for await (const chunk of source.pipe(deflate) as AsyncIterable<Buffer>) {
      sums.packed += chunk.length;
      yield chunk;
    }
  } finally {
    source.destroy();
    deflate.destroy();
  }
}

const words = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return bytes;
};
const shorts = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, 2 * index);
  return bytes;
};

const localHeader = (name: Buffer): Buffer =>
  Buffer.concat([
    words(0x04_03_4b_50),
    shorts(VERSION, FLAGS, DEFLATED, 0, DATE),
    words(0, 0, 0),
    shorts(name.length, 0),
    name,
  ]);

const directoryEntry = ({ name, crc, packed, plain, offset }: Written): Buffer =>
  Buffer.concat([
    words(0x02_01_4b_50),
    shorts(VERSION, VERSION, FLAGS, DEFLATED, 0, DATE),
    words(crc, packed, plain),
    shorts(name.length, 0, 0, 0, 0),
    words(0, offset),
    name,
  ]);

const directoryEnd = (count: number, length: number, offset: number): Buffer =>
  Buffer.concat([words(0x06_05_4b_50), shorts(0, 0, count, count), words(length, offset), shorts(0)]);
