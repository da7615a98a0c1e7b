import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = new URL('../../', import.meta.url).pathname;
const SKIPPED = new Set(['node_modules', 'dist', 'data', 'demo-data', 'coverage', '.git']);

const documents = (folder = ROOT): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name) || entry.isSymbolicLink()) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return documents(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });

/** Targets of a document's links that are files of the project. */
const targets = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? '').replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));

describe('the documents', () => {
  it('point at files that are there', () => {
    const found = documents();
    expect(found.length).toBeGreaterThan(8);
    const broken = found.flatMap((path) =>
      targets(readFileSync(path, 'utf8'))
        .filter((target) => !existsSync(join(dirname(path), target)))
        .map((target) => `${relative(ROOT, path)} → ${target}`),
    );
    expect(broken).toEqual([]);
  });
  it('are searched for links to files, and only for those', () => {
    expect(targets('[a](b/c.md) [d](https://x.org) [e](#f) [g](h.md#i) `[j]`')).toEqual(['b/c.md', 'h.md']);
  });
});
