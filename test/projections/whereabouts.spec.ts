import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventSources, views } from '../../projections/registry.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { asToday, goldenEvents } from '../golden/golden-events.js';

/** Views that name supervisees and are read otherwise, and why that is safe. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'supervisee-roster': 'takes the transfer itself: its rows are where the person is',
  'transferred-supervisees': 'is what the others are read by',
  'supervisee-courses': 'is counted and not shown; whom a return names is asked of it',
  'file-entries': 'a personal file is opened by the roster; a work file is of what the office did',
  'open-files': 'says who opened what, and is read with the file',
  'due-moments': 'is read by the scheduler',
};

/** Queries that name nobody, though the rows they are made of do. */
const NAMING_NOBODY = ['activities/activities.queries.ts list'];

/** Counts by office what moves with the transfer, and shows no row. */
const COUNTING = 'staffing/staffing.queries.ts';

const catalogue = new EventCatalogue(eventSources, '');
const facts = goldenEvents().map((event) => asToday(catalogue, event));

/** Whether a row, however deep, names a supervisee. */
const names = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, one]) => (name === 'superviseeId' && one !== null) || names(one));
};

/** Names of the views in which the facts leave a row that names a supervisee. */
const naming = views
  .filter((view) => {
    const rows = new Map<string, object | null>();
    // Golden events are one of each kind, in no order: a second round gives rows to what came before them.
    for (const event of [...facts, ...facts].filter(({ type }) => (view.events as string[]).includes(type)))
      for (const key of view.keys(event)) {
        try {
          rows.set(key, view.project(rows.get(key) ?? null, event, key) as object | null);
        } catch {
          // What does not follow on what came before is no row.
          continue;
        }
        if (names(rows.get(key))) return true;
      }
    return false;
  })
  .map(({ name }) => name);

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(
    (file) => file.endsWith('.ts') && !file.includes('platform') && !file.includes('datasets') && file !== COUNTING,
  )
  .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }))
  .filter(({ text }) => text.includes('ReadStore'));

/** Text of each query of a controller: its route and what it does. */
const queriesIn = (text: string): string[] => text.split('@GetQuery(').slice(1);
const methodOf = (query: string): string => /async (\w+)\(/.exec(query)?.[1] ?? query.slice(0, 80);

describe('views that name supervisees', () => {
  it('[SEC-2] [TRV-1] are read by where the person is now, every one', () => {
    expect(naming.length).toBeGreaterThan(15);
    const otherwise: string[] = [];
    for (const view of naming.filter((name) => !Object.hasOwn(OTHERWISE, name))) {
      const readers = sources.filter((one) => one.text.includes(`'${view}'`));
      expect([view, readers.length > 0]).toEqual([view, true]);
      for (const { file, text } of readers) {
        const queries = queriesIn(text);
        expect([view, file, queries.length > 0]).toEqual([view, file, true]);
        for (const query of queries)
          if (!/this\.whereabouts\.of\(principal, /.test(query)) otherwise.push(`${file} ${methodOf(query)}`);
      }
    }
    expect([...new Set(otherwise)].sort()).toEqual(NAMING_NOBODY);
  });
  it('are all among those that the exceptions say', () => {
    expect(Object.keys(OTHERWISE).filter((name) => !naming.includes(name))).toEqual([]);
  });
});
