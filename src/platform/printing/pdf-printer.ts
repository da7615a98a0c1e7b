import { constants, createWriteStream } from 'node:fs';
import { access, type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type LoggerService,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { type PrintFiles, runBrowser } from './run-browser.js';
import { PRINTING, sweepPrintings } from './sweep-printings.js';

/** Where Chromium and Chrome are installed, the first that is there. */
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const BUSY = { headers: { 'retry-after': '5' } };
const BEGIN = '%PDF-';

export interface PrinterOptions {
  /** The browser that is to be used; else it is looked up. */
  readonly browser?: string | undefined;
  /** Longest that one printing may take. */
  readonly limitMs?: number;
  /** Printings at once; each is a browser of its own. */
  readonly atOnce?: number;
  /** Folder that the temporary folders are made in. */
  readonly folder?: string;
}

/**
 * Turns pages of HTML into PDF by an installed browser. A page lies on the disk only while it is printed, in a folder that is closed
 * to everybody else; the answer is read from a file that has no name any more. What a process left that was killed meanwhile, the next
 * start removes.
 */
@Injectable()
export class PdfPrinter implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private printing = 0;

  constructor(
    private readonly options: PrinterOptions = {},
    private readonly log: Pick<LoggerService, 'log' | 'warn'> = new Logger(PdfPrinter.name),
  ) {}

  private get folder(): string {
    return this.options.folder ?? tmpdir();
  }

  /** Nobody waits for it, and that it fails keeps nothing from being printed. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      const swept = await sweepPrintings(this.folder);
      if (swept.length > 0) this.log.log(`Removed ${swept.length} folders that were left of printings`);
    } catch (error) {
      this.log.warn(error);
    }
  }

  /** Printings in hand end with the service: they are asked for again. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /**
   * @param page pieces of HTML in order; a whole page that needs nothing from elsewhere
   * @returns the PDF, as it is read
   * @throws Problem NO_PDF_PRINTER · PDF_PRINTER_BUSY · PDF_PRINTER_TIMEOUT · PDF_PRINTER_FAILED · SHUTTING_DOWN
   */
  async print(page: AsyncIterable<string>): Promise<Readable> {
    const browser = await this.browser();
    if (this.printing >= (this.options.atOnce ?? 2)) throw new Problem('PDF_PRINTER_BUSY', BUSY);
    this.printing += 1;
    try {
      return (await this.printed(browser, page)).createReadStream();
    } finally {
      this.printing -= 1;
    }
  }

  private async browser(): Promise<string> {
    const { browser } = this.options;
    for (const path of browser === undefined ? BROWSERS : [browser]) if (await isProgram(path)) return path;
    throw new Problem('NO_PDF_PRINTER');
  }

  private async printed(browser: string, page: AsyncIterable<string>): Promise<FileHandle> {
    const limit = AbortSignal.timeout(this.options.limitMs ?? 60_000);
    const signal = AbortSignal.any([limit, this.stopping.signal]);
    const folder = await mkdtemp(join(this.folder, PRINTING));
    const files = { folder, html: join(folder, 'page.html'), pdf: join(folder, 'page.pdf') };
    try {
      await pipeline(Readable.from(page), createWriteStream(files.html, { flags: 'wx', mode: 0o600 }), { signal });
      return await ranBrowser(browser, files, signal);
    } catch (error) {
      if (this.stopping.signal.aborted) throw new Problem('SHUTTING_DOWN');
      if (limit.aborted) throw new Problem('PDF_PRINTER_TIMEOUT');
      throw error;
    } finally {
      // What a browser that was ended is still writing takes another try.
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

const isProgram = async (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const ranBrowser = async (browser: string, files: PrintFiles, signal: AbortSignal): Promise<FileHandle> => {
  try {
    await runBrowser(browser, files, signal);
    return await opened(files.pdf);
  } catch (cause) {
    throw Object.assign(new Problem('PDF_PRINTER_FAILED'), { cause });
  }
};

/** The file, if it is a PDF: a browser that shows an error ends well too. */
const opened = async (path: string): Promise<FileHandle> => {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(BEGIN.length), 0, BEGIN.length, 0);
    if (buffer.toString('latin1') !== BEGIN) throw new Error('The browser wrote no PDF');
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
};
