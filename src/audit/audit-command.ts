import { createPublicKey } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { developmentToken } from '../platform/auth/development-token.js';
import { readSettings, type Settings } from '../platform/config/settings.js';
import {
  exportToFile,
  type ExportRequest,
  fetchExport,
  fetchHeads,
  fetchPublicKey,
  linesOf,
  stateReason,
} from './export.js';
import type { AuditFilter } from './history-filter.js';
import { reportOf } from './verification/report.js';
import { continuationText, verdictText } from './verification/verdict-text.js';
import { verifyAgainst } from './verification/verify-against.js';
import { verifyExport } from './verification/verify.js';

export const EXIT = { done: 0, failed: 1, notSound: 2 } as const;

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

export interface ExportOptions extends AuditFilter {
  readonly url?: string;
  readonly token?: string;
  readonly out?: string;
  /** Go on with what an export that broke off left. */
  readonly resume?: boolean;
  /** Why the history of the person of the filter is read; it goes on record first. */
  readonly reason?: string;
  readonly personKind?: string;
}

/** Fetches the history into a file or to stdout. @returns exit code @throws ExportBroken, SettingsError */
export const exportCommand = async (options: ExportOptions, { env, stdout, stderr }: Terminal): Promise<number> => {
  const { url, token, out, resume, reason, personKind = 'supervisee', ...filter } = options;
  const settings = readSettings(env);
  const request: ExportRequest = {
    url: url ?? `http://127.0.0.1:${settings.port}`,
    token: token ?? (await ownToken(settings)),
    filter,
  };
  if (filter.person !== undefined && reason !== undefined)
    await stateReason(request, { kind: personKind, subjectId: filter.person, reason });
  const { events, upTo } =
    out === undefined ? await fetchExport(request, () => stdout) : await exportToFile(request, out, resume);
  const into = out === undefined ? '' : `：${out}`;
  stderr.write(
    `已导出 ${events} 个事件，截至位置 ${upTo}${into} / Exported ${events} events, up to position ${upTo}\n`,
  );
  return EXIT.done;
};

/** Asks for the public key that exports are signed with, into a file or to stdout. @returns exit code */
export const keyCommand = async (
  { url, token, out }: Pick<ExportOptions, 'url' | 'token' | 'out'>,
  { env, stdout }: Terminal,
): Promise<number> => {
  const settings = readSettings(env);
  const access = { url: url ?? `http://127.0.0.1:${settings.port}`, token: token ?? (await ownToken(settings)) };
  const pem = await fetchPublicKey(access);
  if (out === undefined) stdout.write(pem);
  else await writeFile(out, pem);
  return EXIT.done;
};

/** Asks where every stream ends, signed, into a file or to stdout. @returns exit code @throws ExportBroken, SettingsError */
export const headsCommand = async (
  { url, token, out }: Pick<ExportOptions, 'url' | 'token' | 'out'>,
  { env, stdout }: Terminal,
): Promise<number> => {
  const settings = readSettings(env);
  const access = { url: url ?? `http://127.0.0.1:${settings.port}`, token: token ?? (await ownToken(settings)) };
  const heads = await fetchHeads(access);
  if (out === undefined) stdout.write(heads);
  else await writeFile(out, heads);
  return EXIT.done;
};

export interface VerifyOptions {
  /** File to write a report to that a person can read: HTML when its name ends so, else text. */
  readonly report?: string;
  /** File with the installation's public key, PEM. */
  readonly key?: string;
  /** File of an earlier export, of a list of heads, or of an earlier closing line alone: what the export has to begin with. */
  readonly against?: string;
}

/** Checks an export offline. @returns exit code @throws NotComparable; what reading the files throws */
export const verifyCommand = async (file: string, options: VerifyOptions, { stdout }: Terminal): Promise<number> => {
  const { against, report } = options;
  const key = options.key === undefined ? undefined : await publicKeyIn(options.key);
  const checked = await checkedBy(file, against, key);
  stdout.write(`${checked.text}\n`);
  if (report !== undefined) {
    const { sound, text } = checked;
    const about = {
      sound,
      text,
      file,
      ...(against === undefined ? {} : { against }),
      ...(key === undefined ? {} : { key }),
    };
    await writeFile(report, await reportOf(about, report.endsWith('.html')));
  }
  return checked.sound ? EXIT.done : EXIT.notSound;
};

const checkedBy = async (
  file: string,
  against: string | undefined,
  key: string | undefined,
): Promise<{ readonly sound: boolean; readonly text: string }> => {
  if (against === undefined) {
    const verdict = await verifyExport(linesOf(file), key);
    return { sound: verdict.finding === null, text: verdictText(verdict, key !== undefined) };
  }
  const found = await verifyAgainst(
    () => linesOf(file),
    () => linesOf(against),
    key,
  );
  const sound = found.unsound === null && found.verdict.finding === null;
  return { sound, text: continuationText(found, key !== undefined) };
};

/** Where the installation has no issuer yet, whoever reads its data folder may read its history. */
const ownToken = (settings: Settings): Promise<string> => developmentToken(settings, 'auditor', 'auditor-all');

const publicKeyIn = async (file: string): Promise<string> => {
  const pem = await readFile(file, 'utf8');
  try {
    createPublicKey(pem);
  } catch (error) {
    throw new Error(`${file} 不是 PEM 公钥 / ${file} is not a public key in PEM`, { cause: error });
  }
  return pem;
};
