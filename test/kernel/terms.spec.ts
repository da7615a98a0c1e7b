import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { term } from '../../src/kernel/terms.js';

/** Names of codes as they are written, in order: code and Chinese. */
const written = [
  ...readFileSync('src/kernel/terms.ts', 'utf8').matchAll(/(?<![\w.])(?:'([\w-]+)'|([A-Za-z_]\w*)): '([^']*)'/g),
];

describe('the glossary of codes', () => {
  it('gives a code one name: one that is given again would take the place of the first', () => {
    const names = new Map<string, Set<string>>();
    for (const [, quoted, bare, name = ''] of written) {
      const code = quoted ?? bare ?? '';
      names.set(code, (names.get(code) ?? new Set()).add(name));
    }
    expect(names.size).toBeGreaterThan(200);
    expect([...names].filter(([, given]) => given.size > 1).map(([code]) => code)).toEqual([]);
  });

  it('is in Chinese', () => {
    expect([term('TELEPHONE'), term('STRICT')]).toEqual(['电话', '严管']);
  });
});
