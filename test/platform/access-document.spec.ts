import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { accessDocument } from '../support/access-document.js';
import { routes } from '../support/service-routes.js';

const FILE = 'docs/access.md';

describe('docs/access.md', () => {
  it('[SEC-2] says of each route who may use it and how far it reaches', () => {
    const now = accessDocument();
    if (process.env['UPDATE'] === '1') writeFileSync(FILE, now);
    expect(readFileSync(FILE, 'utf8')).toBe(now);
  });
  it('names no route without a title', () => {
    expect(routes.filter(({ open, title }) => !open && !/.+ \/ .+/.test(title)).map(({ path }) => path)).toEqual([]);
  });
});
