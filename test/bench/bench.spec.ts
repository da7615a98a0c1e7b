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

  /** Runs scenes in a small size. @returns the names of their figures, in order */
  const figuresOf = async (...scenes: string[]): Promise<string[]> => {
    const json = join(folder, 'figures.json');
    const size = ['--scale', '0.001', '--json', json, '--only', ...scenes];
    const { stdout } = await run(process.execPath, ['--expose-gc', 'dist/bench/main.js', ...size]);
    const figures = JSON.parse(readFileSync(json, 'utf8')) as Figure[];
    for (const figure of figures) {
      expect(Object.keys(figure)).toEqual(['name', 'ratio', 'aim', 'ok']);
      const { name, ratio, aim, ok } = figure;
      expect([name, ratio > 0, aim > 0, typeof ok]).toEqual([name, true, true, 'boolean']);
      expect(stdout).toContain(name);
    }
    return figures.map(({ name }) => name);
  };

  it('sets the product beside the bare drivers, and the embedded servers beside their storage', async () => {
    expect(await figuresOf('commands', 'check-ins', 'catch-up', 'roster', 'event-store', 'documents')).toEqual([
      'commands, 1 in flight: rate',
      'commands, 1 in flight: p99',
      'commands, 64 in flight: rate',
      'commands, 64 in flight: p99',
      'check-ins, ten years of service against none: rate',
      expect.stringMatching(/^check-ins, \d+ workers on a Monday morning: p99$/),
      expect.stringMatching(/^catch-up of \d+ events, all views: rate$/),
      expect.stringMatching(/^catch-up of \d+ events, one view built anew: rate$/),
      expect.stringMatching(/^page of 50 of \d+ rows, HTTP: p99$/),
      expect.stringMatching(/^page of 50 of \d+ rows, ReadStore: p99$/),
      'embedded event store, 64 appends in flight: rate',
      'embedded event store, catch-up: server’s processor time to the client’s',
      expect.stringMatching(/^embedded event store, \d+ events: memory$/),
      expect.stringMatching(/^embedded event store, \d+ events: start after kill -9$/),
      'embedded MongoDB, bulkWrite of 500 upserts, 1 in flight: rate',
      'embedded MongoDB, bulkWrite of 500 upserts, 4 in flight: rate',
      'embedded MongoDB, bulkWrite of 500 upserts: processor time of the bare store to the server’s',
      expect.stringMatching(/^embedded MongoDB, indexed page of 50 of \d+: p99$/),
      expect.stringMatching(/^embedded MongoDB, \d+ documents: memory$/),
      ...['event store, embedded', 'MongoDB, embedded', 'API', 'projections'].map((name) => `memory: ${name}`),
    ]);
  }, 240_000);

  it('sets it beside its peers', async () => {
    expect(await figuresOf('peers')).toEqual([
      ...['register', 'weekly report', 'visit', 'report incident', 'acknowledge incident'].flatMap((command) =>
        ['Emmett', 'CRUD'].map((peer) => `peers, ${command}: rate against ${peer}`),
      ),
      expect.stringMatching(/^peers, two views of \d+ events: rate against Emmett$/),
    ]);
  }, 240_000);

  it('hands out all rows of a dataset', async () => {
    expect(await figuresOf('export')).toEqual(
      ['ndjson', 'csv', 'xlsx'].flatMap((format) => [
        expect.stringMatching(new RegExp(`^export of \\d+ rows, ${format}$`)),
        `API during the export, ${format}: memory`,
      ]),
    );
  }, 240_000);

  it('follows persons whose history grows', async () => {
    expect(await figuresOf('long-lives')).toEqual(
      [1_000, 10_000].map((events) => `a person's commands after ${events} events: rate`),
    );
  }, 240_000);

  it('does what an auditor does', async () => {
    expect(await figuresOf('audit', 'verification')).toEqual([
      expect.stringMatching(/^audit stream of \d+ events: rate$/),
      expect.stringMatching(/^verification of \d+ events: memory$/),
      'as of now, a record of 1000 events, explained: time',
      expect.stringMatching(/^verification of \d+ events: memory$/),
    ]);
  }, 240_000);

  it('serves people while it catches up', async () => {
    expect(await figuresOf('backlog')).toEqual(
      ['due moments', 'follow-ups'].flatMap((what) =>
        ['command', 'page'].map((call) => `while ${what} are caught up with: a ${call}`),
      ),
    );
  }, 240_000);

  it('lets it grow a hundredfold', async () => {
    expect(await figuresOf('growth')).toEqual([
      ...['a command', 'a page of the roster', 'one person', 'catch-up, an event of all views'].map((what) =>
        expect.stringMatching(new RegExp(`^growth from \\d+ to \\d+ events: ${what}$`)),
      ),
      expect.stringMatching(/^rebuild of \d+ events, all views: rate$/),
      expect.stringMatching(/^rebuild of \d+ events: memory$/),
    ]);
  }, 480_000);

  it('lets it go on for long', async () => {
    expect(await figuresOf('sustained')).toEqual([
      ...[
        'rate at the end to the rate at the beginning',
        ...['API', 'projections', 'event store, embedded', 'MongoDB, embedded'].map((name) => `memory of ${name}`),
        'views behind at the end',
      ].map((what) => expect.stringMatching(new RegExp(`^sustained load, \\d+ s: ${what}$`))),
    ]);
  }, 240_000);
});
