import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { verifyExport } from '../../src/audit/verification/verify.js';
import { endAll, Launched } from './launched.js';

/** The shell commands of a document that are marked as parts of its walk, in order. */
const walkIn = (document: string): string =>
  [...readFileSync(document, 'utf8').matchAll(/<!-- walk -->\n+```sh\n([\s\S]*?)```/g)]
    .map((match) => match[1] ?? '')
    .join('');

const withoutComments = (script: string): string => script.replace(/ *# .*$/gm, '');

describe('the walk along one command', () => {
  let folder: string;
  afterEach(async () => {
    await endAll();
    rmSync(folder, { recursive: true });
  });

  it('is the same in both languages', () => {
    folder = mkdtempSync(join(tmpdir(), 'walk-'));
    expect(withoutComments(walkIn('README.zh-CN.md'))).toBe(withoutComments(walkIn('README.md')));
  });

  it('works as it is written, on a service that was just started', async () => {
    folder = mkdtempSync(join(tmpdir(), 'walk-'));
    const service = await Launched.ready({ DATA_DIR: join(folder, 'data') });
    const history = join(folder, 'history.ndjson');
    const script = walkIn('README.md')
      .replaceAll('history.ndjson', history)
      .replaceAll('earlier.ndjson', join(folder, 'earlier.ndjson'))
      .replaceAll('installation.pem', join(folder, 'installation.pem'));
    const { PATH = '', HOME = '' } = process.env;
    const walked = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
      env: { PATH, HOME, API: service.url, DATA_DIR: join(folder, 'data') },
      encoding: 'utf8',
      timeout: 50_000,
    });
    expect([walked.status, walked.stderr]).toEqual([0, expect.stringContaining('Exported')]);
    const answers = walked.stdout.split('\n');
    const parsed = answers.slice(0, 7).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(parsed.slice(0, 3).map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(parsed[3]).toEqual({ id: expect.any(String), revision: 0, position: expect.any(Number) });
    expect(parsed[4]).toEqual(parsed[3]);
    expect(parsed[5]).toMatchObject({ items: [{ superviseeId: parsed[3]?.['id'], name: '林某某' }] });
    expect(parsed[6]).toMatchObject({ unit: 'minhou', supervisees: { total: { in: { REGISTERED: 1 }, closing: 1 } } });
    expect(JSON.parse(answers[7] ?? '')).toMatchObject({ items: [{ name: '***', identityNumber: '***' }] });
    expect(walked.stdout).toContain('Sound:');
    expect(walked.stdout).not.toContain('Without --key');
    const lines = readFileSync(history, 'utf8').trimEnd().split('\n');
    expect((await verifyExport(lines)).finding).toBeNull();
  });
});
