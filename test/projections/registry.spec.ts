import { describe, expect, it } from '@jest/globals';
import { DUE } from '../../projections/due/due-moments.view.js';
import { eventSources, views } from '../../projections/registry.js';
import { DECIDERS, DUE_MOMENTS } from '../../src/app.module.js';
import { importsOf, projectSources } from '../rules/source-files.js';

describe('what the projections know', () => {
  it('is the events of every decider, and no others', () => {
    const known = eventSources.map(({ category, events }) => [category, events]);
    const written = DECIDERS.map(({ category, events }) => [category, events]);
    const sorted = (all: unknown[][]) => all.sort(([one], [other]) => String(one).localeCompare(String(other)));
    expect(sorted(known)).toEqual(sorted(written));
  });

  it('is every view that is written, each under a name of its own', () => {
    const sources = projectSources();
    const files = [...sources.keys()].filter((file) => /^projections\/.+\.view\.ts$/.test(file));
    const registry = 'projections/registry.ts';
    const imported = importsOf(registry, sources.get(registry) ?? '').map(({ target }) => target);
    expect(files.length).toBeGreaterThan(10);
    expect(imported.filter((file) => file.endsWith('.view.ts')).sort()).toEqual(files.sort());
    expect(new Set(views.map(({ name }) => name)).size).toBe(files.length);
  });

  it('is what time leads to, the same as the scheduler acts upon, each declared in a file of its own', () => {
    const files = [...projectSources().keys()].filter((file) => /^src\/.+\.due\.ts$/.test(file));
    expect(new Set(DUE)).toEqual(new Set(DUE_MOMENTS));
    expect(DUE.length).toBe(files.length);
  });

  it('folds only events that exist', () => {
    const types = new Set(eventSources.flatMap(({ events }) => Object.keys(events)));
    const unknown = views.flatMap((view) => (view.events as readonly string[]).filter((type) => !types.has(type)));
    expect(unknown).toEqual([]);
  });
});
