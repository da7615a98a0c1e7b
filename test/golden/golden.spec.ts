import { describe, expect, it } from '@jest/globals';
import { eventSources, views } from '../../projections/registry.js';
import { DECIDERS } from '../../src/app.module.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { asToday, goldenEvents, kindOf } from './golden-events.js';

const golden = goldenEvents();
const catalogue = new EventCatalogue(eventSources);
const definitions = eventSources.flatMap(({ events }) => Object.entries(events));

/** Runs over all golden events. @returns what does not load, with why */
const failures = (load: (event: (typeof golden)[number]) => void): string[] =>
  golden.flatMap((event) => {
    try {
      load(event);
      return [];
    } catch (error) {
      return [`${kindOf(event)}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });

/** Every event that was ever stored has to load for good: one of each type and version is kept as it was stored then. */
describe('events as they were stored', () => {
  it('are kept of every type, in every version that it has had (else: npm run golden)', () => {
    const kept = new Set(golden.map(kindOf));
    const missing = definitions.flatMap(([type, { version }]) =>
      kept.has(`${type}@${version}`) ? [] : [`${type}@${version}`],
    );
    expect(missing).toEqual([]);
    expect(golden.length).toBeGreaterThan(150);
  });

  it('are known, and brought to the shape of today', () => {
    expect(failures((event) => expect(asToday(catalogue, event).data).toBeDefined())).toEqual([]);
  });

  it('are taken by their deciders', () => {
    const deciders = new Map(DECIDERS.map((one) => [one.category, one]));
    const fails = failures((event) => {
      const of = deciders.get(event.stream.slice(0, event.stream.indexOf('-')));
      if (!of) throw new Error(`${event.stream} is nobody's`);
      of.evolve(of.initial, asToday(catalogue, event));
    });
    expect(fails).toEqual([]);
  });

  it('are taken by every view that folds them', () => {
    let folded = 0;
    const fails = failures((event) => {
      const today = asToday(catalogue, event);
      for (const view of views) {
        if (!(view.events as readonly string[]).includes(event.type)) continue;
        for (const key of view.keys(today)) {
          folded += 1;
          view.project(null, today, key);
        }
      }
    });
    expect(fails).toEqual([]);
    expect(folded).toBeGreaterThan(golden.length);
  });

  it('are refused when they are of a type that nobody knows any more', () => {
    const [first] = golden;
    if (!first) throw new Error('There are no golden events');
    expect(() => asToday(catalogue, { ...first, type: 'SuperviseeRenamed' })).toThrow('not known to this version');
  });
});
