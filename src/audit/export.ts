import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, truncate } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { AuditFooter } from './audit-line.js';
import type { AuditFilter } from './history-filter.js';
import { lineIn } from './verification/verify.js';

/** Where to ask, as whom. */
export interface ApiAccess {
  /** Base address of the API. */
  readonly url: string;
  readonly token: string;
}

/** What to fetch. */
export interface ExportRequest extends ApiAccess {
  readonly filter: AuditFilter;
  /** Position up to which the lines of the same export are there already. */
  readonly have?: number;
}

/** The export did not come whole. `partial`: file that holds what came, if there is one. */
export class ExportBroken extends Error {
  constructor(
    readonly why: string,
    readonly partial?: string,
    cause?: unknown,
  ) {
    super(partial === undefined ? why : `${why}; what came is in ${partial}`, { cause });
    this.name = 'ExportBroken';
  }
}

/**
 * Fetches an export and passes it on as fast as it is taken.
 * @param open called when the API has begun to answer
 * @returns the closing line
 * @throws ExportBroken when the API refuses, cannot be reached, or the answer breaks off before its signed closing line
 */
export const fetchExport = async (request: ExportRequest, open: () => Writable): Promise<AuditFooter> => {
  const body = await answerOf(request);
  const end = new LastLine();
  try {
    await pipeline(body, (source: AsyncIterable<Uint8Array>) => end.watch(source), open());
  } catch (error) {
    throw new ExportBroken(`the export broke off (${reasonOf(error)})`, undefined, error);
  }
  const footer = end.footer();
  if (!footer) throw new ExportBroken('the export broke off before its signed closing line');
  return footer;
};

/**
 * As `fetchExport`, into a file: it has its name once it is whole; till then, and when the answer breaks off, it is `<file>.partial`.
 * @param resume whether to go on where such a file ends, instead of beginning anew
 * @throws ExportBroken
 */
export const exportToFile = async (request: ExportRequest, file: string, resume = false): Promise<AuditFooter> => {
  const partial = `${file}.partial`;
  const have = resume && existsSync(partial) ? await wholeLinesOf(partial) : undefined;
  let begun = false;
  try {
    const footer = await fetchExport({ ...request, ...(have === undefined ? {} : { have }) }, () => {
      begun = true;
      return createWriteStream(partial, { flush: true, flags: have === undefined ? 'w' : 'a' });
    });
    await rename(partial, file);
    return footer;
  } catch (error) {
    if (error instanceof ExportBroken && begun && existsSync(partial))
      throw new ExportBroken(error.why, partial, error.cause);
    throw error;
  }
};

/** Cuts a file that broke off behind its last whole line. @returns the position of that event; undefined when there is none */
const wholeLinesOf = async (partial: string): Promise<number | undefined> => {
  const end = new LastLine();
  let size = 0;
  for await (const chunk of end.watch(createReadStream(partial) as AsyncIterable<Buffer>)) size += chunk.length;
  const position = end.position();
  if (position !== undefined) await truncate(partial, size - end.torn);
  return position;
};

/** The lines of an export that was kept in a file. */
export const linesOf = (file: string): AsyncIterable<string> =>
  createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });

/** The public key that exports are signed with, PEM. @throws ExportBroken when the API refuses or cannot be reached */
export const fetchPublicKey = async (access: ApiAccess): Promise<string> => {
  const answer = await asked(access, 'public-key');
  return ((await answer.json()) as { publicKey: string }).publicKey;
};

/** Puts on record why a person's history is read. @throws ExportBroken when the API refuses or cannot be reached */
export const stateReason = async (access: ApiAccess, reading: Readonly<Record<string, string>>): Promise<void> => {
  await asked(access, 'readings', {}, JSON.stringify(reading));
};

/** Where every stream ends, as the API lists it. @throws ExportBroken when the API refuses or cannot be reached */
export const fetchHeads = async (access: ApiAccess): Promise<string> => (await asked(access, 'heads')).text();

const answerOf = async ({ filter, have, ...access }: ExportRequest): Promise<Readable> => {
  const answer = await asked(access, 'events', { ...filter, have });
  if (!answer.body) throw new ExportBroken('the API answered with nothing');
  return Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
};

const asked = async (
  { url, token }: ApiAccess,
  what: string,
  parameters: Readonly<Record<string, string | number | undefined>> = {},
  body?: string,
): Promise<Response> => {
  const address = new URL(`v1/audit/${what}`, url.endsWith('/') ? url : `${url}/`);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) address.searchParams.set(name, String(value));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const request = body === undefined ? { headers } : { method: 'POST', headers, body };
  const answer = await fetch(address, request).catch((error: unknown) => {
    throw new ExportBroken(`${address.origin} cannot be reached (${reasonOf(error)})`, undefined, error);
  });
  if (answer.status !== 200)
    throw new ExportBroken(`${address.origin} answered ${answer.status}: ${(await answer.text()).slice(0, 1_000)}`);
  return answer;
};

const NEWLINE = 0x0a;

/** Keeps the last whole line of what passes. */
class LastLine {
  private last: Buffer = Buffer.alloc(0);
  private rest: Buffer[] = [];

  async *watch(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      yield chunk;
    }
  }

  /** Bytes behind the last whole line. */
  get torn(): number {
    return this.rest.reduce((sum, { length }) => sum + length, 0);
  }

  /** Of the event that came last, whole. */
  position(): number | undefined {
    const line = lineIn(this.last.toString('utf8'));
    return line && 'position' in line ? line.position : undefined;
  }

  /** The closing line, if it is what came last, whole. */
  footer(): AuditFooter | undefined {
    if (this.rest.length > 0 || this.last.length === 0) return undefined;
    return footerIn(this.last.toString('utf8'));
  }

  private take(chunk: Buffer): void {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end < 0) {
      this.rest.push(chunk);
      return;
    }
    const before = end > 0 ? chunk.lastIndexOf(NEWLINE, end - 1) : -1;
    this.last = Buffer.concat([...(before < 0 ? this.rest : []), chunk.subarray(before + 1, end)]);
    this.rest = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
  }
}

const footerIn = (text: string): AuditFooter | undefined => {
  const line = lineIn(text);
  return line && 'signature' in line ? line : undefined;
};

const reasonOf = (error: unknown): string => {
  if (!(typeof error === 'object' && error !== null)) return String(error);
  if ('cause' in error && error.cause !== undefined) return reasonOf(error.cause);
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof message === 'string' && message !== '' ? message : String(code);
};
