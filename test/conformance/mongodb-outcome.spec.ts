import { describe, expect, it } from '@jest/globals';
import { readOutcome, unexpected } from './mongodb-outcome.js';

const json = (passes: number, ...names: string[]): string =>
  JSON.stringify({
    stats: { passes, pending: 2 },
    failures: names.map((fullTitle) => ({ fullTitle, err: { message: 'first\nsecond' } })),
  });

describe("results of the driver's suite", () => {
  it('keep the first line of an error', () => {
    expect(readOutcome('crud', json(3, 'a'), '')).toEqual({
      group: 'crud',
      passed: 3,
      pending: 2,
      failures: [{ name: 'a', error: 'first' }],
    });
  });

  it('are as expected only when each failure has a known cause', () => {
    const outcome = readOutcome('crud', json(3, 'a', 'b'), '');
    expect(unexpected(outcome, { a: 'no collations' })).toEqual(['b']);
    expect(unexpected(outcome, { a: 'no collations', b: 'no views' })).toEqual([]);
  });

  it('have one cause for all whose names begin alike', () => {
    const outcome = readOutcome('crud', json(3, 'views: a', 'views: b', 'views'), '');
    expect(unexpected(outcome, { 'views: *': 'no views' })).toEqual(['views']);
  });

  it('are never as expected when nothing ran', () => {
    expect(unexpected(readOutcome('crud', undefined, 'no server'), {})).toHaveLength(1);
    expect(unexpected(readOutcome('crud', json(0), ''), {})).toHaveLength(1);
  });
});
