import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Change, changesBetween, plain } from '../../src/audit/as-of/changes.js';

/** A state with changes made to it, as a reader of the explanation would. */
const applied = (before: unknown, changes: readonly Change[]): unknown => {
  const root = { '': structuredClone(before) } as Record<string, unknown>;
  for (const { path, to } of changes) {
    const names = path === '' ? [''] : ['', ...path.split('.')];
    let at = root as Record<string, unknown> | unknown[];
    for (const name of names.slice(0, -1)) at = (at as Record<string, unknown>)[name] as Record<string, unknown>;
    const last = names.at(-1) ?? '';
    if (to !== undefined) (at as Record<string, unknown>)[last] = to;
    else if (Array.isArray(at)) at.length = Math.min(at.length, Number(last));
    else delete at[last];
  }
  return root[''];
};

const names = fc.constantFrom('a', 'b', 'c', 'status');
const states = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, 1, 'x', 'sealed:1:a:b:c'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe('what a fact changed', () => {
  it('[AUD-2] is all that makes the one state into the other, and nothing else', () => {
    fc.assert(
      fc.property(states, states, (before, after) => {
        const changes = changesBetween(before, after);
        expect(applied(before, changes)).toEqual(after);
        for (const { from, to } of changes) expect(from).not.toBe(to);
      }),
      { numRuns: 500 },
    );
  });

  it('is nothing between a state and itself', () => {
    fc.assert(fc.property(states, (state) => expect(changesBetween(state, structuredClone(state))).toEqual([])));
  });

  it('names the deepest fields, and looks into maps and sets as into objects', () => {
    const before = { status: 'open', nominees: new Map([['w-1', { stage: 'named' }]]), voters: new Set(['a']) };
    const after = { status: 'open', nominees: new Map([['w-1', { stage: 'approved' }]]), voters: new Set(['a', 'b']) };
    expect(changesBetween(before, after)).toEqual([
      { path: 'nominees.w-1.stage', from: 'named', to: 'approved' },
      { path: 'voters.b', to: true },
    ]);
    expect(plain(after)).toEqual({
      status: 'open',
      nominees: { 'w-1': { stage: 'approved' } },
      voters: { a: true, b: true },
    });
  });

  it('does not look into what both share', () => {
    const shared = {
      get never(): never {
        throw new Error('looked into');
      },
    };
    expect(changesBetween({ shared, n: 1 }, { shared, n: 2 })).toEqual([{ path: 'n', from: 1, to: 2 }]);
  });
});
