import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PdfPrinter, type PrinterOptions } from '../../../src/platform/printing/pdf-printer.js';
import { pause } from '../../../src/platform/subscriptions/backoff.js';
import { fakeBrowser } from '../../support/fake-browser.js';

async function* page(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

const REAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

describe('a printer of PDFs', () => {
  let root: string;
  let folder: string;
  let browser: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'printer-'));
    folder = join(root, 'temporary');
    browser = join(root, 'browser');
    await mkdir(folder);
  });
  afterEach(() => rm(root, { recursive: true }));

  const printer = (more: PrinterOptions = {}): PdfPrinter => new PdfPrinter({ browser, folder, ...more });
  const refusal = (of: Promise<unknown>): Promise<unknown> =>
    of.then(
      () => 'printed',
      (error: { code?: string; status?: number }) => [error.status, error.code],
    );
  const left = (): Promise<string[]> => readdir(folder);
  const written = async (name: string): Promise<string> => (await readFile(join(root, name), 'utf8')).trim();
  const begun = async (name: string): Promise<void> => {
    for (let tries = 0; !existsSync(join(root, name)); tries += 1) {
      if (tries > 500) throw new Error(`${name} was never written`);
      await pause(20);
    }
  };

  it('says that there is no browser, or none that can be run', async () => {
    expect(await refusal(printer().print(page('x')))).toEqual([501, 'NO_PDF_PRINTER']);
    const other = printer({ browser: join(root, 'temporary', 'none') });
    expect(await refusal(other.print(page('x')))).toEqual([501, 'NO_PDF_PRINTER']);
  });

  it('answers what the browser made of the page, which nobody else can read and which is gone at once', async () => {
    await fakeBrowser(
      browser,
      `stat -c %a "$html" "$(dirname "$html")" > ${root}/modes; env > ${root}/env; (echo %PDF-1.4; cat "$html") > "$pdf"`,
    );
    process.env['PRINTER_SECRET'] = 'hunter2';
    const pdf = await printer().print(page('一', '二'));
    delete process.env['PRINTER_SECRET'];
    expect(await left()).toEqual([]);
    expect(await text(pdf)).toBe('%PDF-1.4\n一二');
    expect(await written('modes')).toBe('600\n700');
    expect(await written('env')).not.toContain('hunter2');
  });

  it.each([
    ['ends in failure', 'echo %PDF-1.4 > "$pdf"; exit 3'],
    ['writes nothing', 'exit 0'],
    ['writes no PDF', 'echo "<html>" > "$pdf"'],
    ['writes an empty file', ': > "$pdf"'],
    ['ends by a signal', 'kill -9 $$'],
  ])('says so when the browser %s, and leaves nothing', async (_, does) => {
    await fakeBrowser(browser, does);
    expect(await refusal(printer().print(page('x')))).toEqual([500, 'PDF_PRINTER_FAILED']);
    expect(await left()).toEqual([]);
  });

  it('passes on that the page itself failed, and leaves nothing', async () => {
    await fakeBrowser(browser);
    const failing = async function* (): AsyncGenerator<string> {
      yield 'a';
      throw new Error('The read model is away');
    };
    await expect(printer().print(failing())).rejects.toThrow('The read model is away');
    expect(await left()).toEqual([]);
  });

  it('ends a browser that takes too long, with all that it started', async () => {
    await fakeBrowser(browser, `sleep 60 & echo $! > ${root}/child; wait`);
    const printing = refusal(printer({ limitMs: 1_500 }).print(page('x')));
    await begun('child');
    expect(await printing).toEqual([504, 'PDF_PRINTER_TIMEOUT']);
    expect(await left()).toEqual([]);
    const child = Number(await written('child'));
    for (let tries = 0; isRunning(child) && tries < 100; tries += 1) await pause(20);
    expect(isRunning(child)).toBe(false);
  });

  it('prints so many at once and no more; then there is room again', async () => {
    await fakeBrowser(
      browser,
      `touch ${root}/begun; while [ ! -e ${root}/go ]; do sleep 0.05; done; echo %PDF-1 > "$pdf"`,
    );
    const one = printer({ atOnce: 1 });
    const first = one.print(page('x'));
    await begun('begun');
    expect(await refusal(one.print(page('y')))).toEqual([503, 'PDF_PRINTER_BUSY']);
    await fakeBrowser(join(root, 'go'));
    expect(await text(await first)).toBe('%PDF-1\n');
    expect(await text(await one.print(page('y')))).toBe('%PDF-1\n');
  });

  it('ends what it prints when the service stops', async () => {
    await fakeBrowser(browser, `touch ${root}/begun; sleep 60`);
    const one = printer();
    const printing = refusal(one.print(page('x')));
    await begun('begun');
    one.beforeApplicationShutdown();
    expect(await printing).toEqual([503, 'SHUTTING_DOWN']);
    expect(await left()).toEqual([]);
  });

  (REAL === undefined ? it.skip : it)(
    'works with a real browser, where there is one',
    async () => {
      const real = new PdfPrinter({ folder });
      const html = '<!doctype html><meta charset="utf-8"><style>@page { size: A4 }</style><h1>社区矫正档案</h1>';
      const pdf = await text(await real.print(page(html)));
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true);
      expect(await left()).toEqual([]);
    },
    90_000,
  );
});

/** Whether a process runs; one that has ended and that nobody waited for does not. */
const isRunning = (pid: number): boolean => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
};
