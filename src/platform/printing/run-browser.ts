import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Nothing is fetched, kept or shown: the page is turned into a file, and that is all. */
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions'],
  ...['--disable-crash-reporter', '--host-resolver-rules=MAP * ~NOTFOUND'],
  // Else each page would bear the name of the temporary file.
  '--no-pdf-header-footer',
];

/** The paths of one printing, all in a folder that ends with it. */
export interface PrintFiles {
  readonly folder: string;
  readonly html: string;
  readonly pdf: string;
}

/**
 * Lets a browser print a page. It gets nothing of the service's environment, says nothing to its logs, and is gone afterwards with all
 * that it started.
 * @throws Error when it could not be started, was ended by the signal, or ended other than well
 */
export const runBrowser = (browser: string, { folder, html, pdf }: PrintFiles, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const own = [`--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${pdf}`, pathToFileURL(html).href];
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: folder, TMPDIR: folder };
    // A group of its own, so that the processes which a browser starts end with it.
    const child = spawn(browser, [...FLAGS, ...own], { cwd: folder, env, stdio: 'ignore', detached: true });
    const end = (): void => endGroup(child.pid);
    const over = (finish: () => void): void => {
      signal.removeEventListener('abort', end);
      end();
      finish();
    };
    signal.addEventListener('abort', end);
    child.once('error', (error) => over(() => reject(error)));
    child.once('close', (code, by) =>
      over(() => (code === 0 ? resolve() : reject(new Error(`The browser ended with ${code ?? by}`)))),
    );
  });

const endGroup = (pid: number | undefined): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // None of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
