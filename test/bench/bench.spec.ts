import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Figure } from '../../bench/measure/figures.js';

const run = promisify(execFile);

describe('the benchmark', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-spec-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs every scene against servers of its own and writes a figure for each line of its table', async () => {
    const json = join(folder, 'figures.json');
    const { stdout } = await run(process.execPath, [
      '--expose-gc',
      'dist/bench/main.js',
      '--scale',
      '0.002',
      '--json',
      json,
    ]);
    const figures = JSON.parse(readFileSync(json, 'utf8')) as Figure[];
    expect(figures.map(({ name }) => name)).toEqual([
      'commands, 1 in flight: rate',
      'commands, 1 in flight: p99',
      'commands, 64 in flight: rate',
      'commands, 64 in flight: p99',
      expect.stringMatching(/^catch-up of \d+ events, all views: rate$/),
      expect.stringMatching(/^catch-up of \d+ events, one view built anew: rate$/),
      expect.stringMatching(/^page of 50 of \d+ rows, HTTP: p99$/),
      expect.stringMatching(/^page of 50 of \d+ rows, ReadStore: p99$/),
      'embedded event store, 64 appends in flight: rate',
      'embedded event store, catch-up: server’s processor time to the client’s',
      expect.stringMatching(/^embedded event store, \d+ events: memory$/),
      expect.stringMatching(/^embedded event store, \d+ events: start after kill -9$/),
      'embedded MongoDB, bulkWrite of 500 upserts: rate',
      expect.stringMatching(/^embedded MongoDB, indexed page of 50 of \d+: p99$/),
      expect.stringMatching(/^embedded MongoDB, \d+ documents: memory$/),
      ...['register', 'weekly report', 'visit', 'report incident', 'acknowledge incident'].flatMap((command) =>
        ['Emmett', 'CRUD'].map((peer) => `peers, ${command}: rate against ${peer}`),
      ),
      expect.stringMatching(/^peers, two views of \d+ events: rate against Emmett$/),
      ...['event store, embedded', 'MongoDB, embedded', 'API', 'projections'].map((name) => `memory: ${name}`),
    ]);
    for (const figure of figures) {
      expect(Object.keys(figure)).toEqual(['name', 'ratio', 'aim', 'ok']);
      expect([figure.name, figure.ratio > 0, figure.aim > 0, typeof figure.ok]).toEqual([
        figure.name,
        true,
        true,
        'boolean',
      ]);
      expect(stdout).toContain(figure.name);
    }
  }, 240_000);
});
