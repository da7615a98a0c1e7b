import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { SystemClock } from '../../platform/clock.js';
import { lineIn } from './verify.js';

/** What was checked, and what was found. */
export interface Checked {
  readonly sound: boolean;
  /** The verdict in words. */
  readonly text: string;
  readonly file: string;
  readonly against?: string;
  /** PEM of the key that signatures were checked with, where one was given. */
  readonly key?: string;
}

/** What an export holds, as it says itself. */
interface Census {
  readonly events: number;
  readonly first: string;
  readonly last: string;
  readonly categories: ReadonlyMap<string, number>;
  readonly sha256: string;
}

type Row = readonly [zh: string, en: string, value: string];

const NONE = '—';

/** Reads a file once more, for its checksum and for what it is about. */
const censusOf = async (file: string): Promise<Census> => {
  const sum = createHash('sha256');
  const bytes = createReadStream(file);
  bytes.on('data', (chunk) => sum.update(chunk));
  const categories = new Map<string, number>();
  let [events, first, last] = [0, NONE, NONE];
  for await (const text of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = lineIn(text);
    if (!line || 'signature' in line) continue;
    events += 1;
    last = line.meta.recordedAt;
    if (first === NONE) first = last;
    const category = line.stream.slice(0, Math.max(0, line.stream.indexOf('-')));
    categories.set(category, (categories.get(category) ?? 0) + 1);
  }
  return { events, first, last, categories, sha256: sum.digest('hex') };
};

const fingerprintOf = (pem: string | undefined): string =>
  pem === undefined ? NONE : createHash('sha256').update(pem.trim()).digest('hex');

/**
 * A report of a check that a person can read and file: what was checked, by its checksum, with what, when, and what was found.
 * @param html a page to print; else text
 */
export const reportOf = async (checked: Checked, html: boolean): Promise<string> => {
  const census = await censusOf(checked.file);
  const against = checked.against === undefined ? undefined : await censusOf(checked.against);
  const rows: Row[] = [
    ['核验时间', 'Checked at', new SystemClock().now()],
    ['文件', 'File', basename(checked.file)],
    ['文件 SHA-256', 'SHA-256 of the file', census.sha256],
    ['事件数', 'Events', String(census.events)],
    ['最早记录', 'First recorded', census.first],
    ['最晚记录', 'Last recorded', census.last],
    ['对照', 'Held against', checked.against === undefined ? NONE : basename(checked.against)],
    ['对照文件 SHA-256', 'SHA-256 of that', against?.sha256 ?? NONE],
    ['公钥指纹', 'Fingerprint of the key', fingerprintOf(checked.key)],
  ];
  const kinds = [...census.categories]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]): Row => [name, name, String(count)]);
  return html ? page(checked, rows, kinds) : text(checked, rows, kinds);
};

const TITLE = '历史核验报告 / Report on a check of the history';
const VERDICTS = { sound: '结论：可信 / Verdict: sound', unsound: '结论：不可信 / Verdict: NOT SOUND' } as const;
const verdictOf = ({ sound }: Checked): string => (sound ? VERDICTS.sound : VERDICTS.unsound);

const text = (checked: Checked, rows: readonly Row[], kinds: readonly Row[]): string =>
  [
    TITLE,
    '',
    verdictOf(checked),
    checked.text,
    '',
    ...rows.map(([zh, en, value]) => `${zh} / ${en}: ${value}`),
    '',
    '按类别 / By kind of record',
    ...kinds.map(([name, , count]) => `  ${name}: ${count}`),
    '',
  ].join('\n');

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (value: string): string => value.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
const cells = (parts: readonly string[]): string =>
  `<tr>${parts.map((part) => `<td>${escaped(part)}</td>`).join('')}</tr>`;

const page = (checked: Checked, rows: readonly Row[], kinds: readonly Row[]): string => `<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>${TITLE}</title>
<style>body{font:14px/1.6 sans-serif;max-width:48em;margin:2em auto}td{border:1px solid #999;padding:.2em .6em;word-break:break-all}
table{border-collapse:collapse;width:100%}.found{padding:.6em;border:2px solid ${checked.sound ? '#070' : '#b00'}}</style></head><body>
<h1>${TITLE}</h1>
<div class="found"><h2>${verdictOf(checked)}</h2>${checked.text
  .split('\n')
  .map((line) => `<p>${escaped(line)}</p>`)
  .join('')}</div>
<h2>核验对象 / What was checked</h2><table>${rows.map(([zh, en, value]) => cells([`${zh} / ${en}`, value])).join('\n')}</table>
<h2>按类别 / By kind of record</h2><table>${kinds.map(([name, , count]) => cells([name, count])).join('\n')}</table>
</body></html>
`;
