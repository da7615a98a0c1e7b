import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PdfPrinter } from '../../../src/platform/printing/pdf-printer.js';
import { PRINTING, sweepPrintings } from '../../../src/platform/printing/sweep-printings.js';
import { fakeBrowser } from '../../support/fake-browser.js';
import { until } from '../../projections/read-side.js';

const HOUR = 3_600_000;
const quiet = { log: () => undefined, warn: () => undefined };
async function* page(): AsyncGenerator<string> {
  yield '<p>林某</p>';
}
const clock = { now: () => '2026-03-09T01:00:00.000Z' };
const NOW = Date.parse(clock.now());

describe('what a killed process left of its printings', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sweeping-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A folder with a page in it, of an age, ms. */
  const leftBehind = async (name: string, ageMs: number, mode = 0o700): Promise<void> => {
    const path = join(folder, name);
    await mkdir(path);
    await writeFile(join(path, 'page.html'), '<p>林某</p>', { mode: 0o600 });
    await mkdir(join(path, 'profile'));
    await chmod(path, mode);
    await utimes(path, new Date(NOW - ageMs), new Date(NOW - ageMs));
  };
  const there = async (): Promise<string[]> => (await readdir(folder)).sort();

  it('[SEC-3] is removed once it is over an hour old, and not before', async () => {
    const [hour, over] = [`${PRINTING}exactly`.slice(0, -1), `${PRINTING}abcDE1`];
    await leftBehind(hour, HOUR);
    await leftBehind(over, HOUR + 1);
    expect(await sweepPrintings(folder, clock)).toEqual([over]);
    expect(await there()).toEqual([hour]);
  });

  it('is told from what others made: other names, folders that others may look into, files and links stay', async () => {
    await leftBehind('printing-abcDE1', 9 * HOUR);
    await leftBehind(`${PRINTING}abcDE1-copy`, 9 * HOUR);
    await leftBehind(`${PRINTING}abcDE1`, 9 * HOUR, 0o755);
    await writeFile(join(folder, `${PRINTING}abcDE2`), '');
    await utimes(join(folder, `${PRINTING}abcDE2`), 0, 0);
    const kept = await mkdtemp(join(tmpdir(), 'kept-'));
    await symlink(kept, join(folder, `${PRINTING}abcDE3`));
    const before = await there();
    expect(await sweepPrintings(folder, clock)).toEqual([]);
    expect(await there()).toEqual(before);
    await rm(kept, { recursive: true });
  });

  it('is what a printer makes, and the next one that starts removes it', async () => {
    const browser = join(folder, 'browser');
    await fakeBrowser(browser, `touch ${folder}/begun; sleep 60`);
    const killed = new PdfPrinter({ browser, folder });
    const printing = expect(killed.print(page())).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await until('the browser has begun', () => existsSync(join(folder, 'begun')));
    const made = (await there()).filter((name) => name.startsWith(PRINTING));
    const next = new PdfPrinter({ browser, folder }, quiet);
    await next.onApplicationBootstrap();
    expect((await there()).filter((name) => name.startsWith(PRINTING))).toEqual(made);
    expect(made).toHaveLength(1);
    const old = new Date(Date.now() - HOUR - 60_000);
    await utimes(join(folder, made[0] ?? ''), old, old);
    await next.onApplicationBootstrap();
    expect((await there()).filter((name) => name.startsWith(PRINTING))).toEqual([]);
    killed.beforeApplicationShutdown();
    await printing;
  });

  it('keeps no printer from starting, whatever the file system says', async () => {
    const said: unknown[] = [];
    const log = { log: () => undefined, warn: (error: unknown) => said.push(error) };
    await new PdfPrinter({ folder: join(folder, 'none') }, log).onApplicationBootstrap();
    expect(said).toMatchObject([{ code: 'ENOENT' }]);
  });
});
