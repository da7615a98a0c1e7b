import { describe, expect, it } from '@jest/globals';
import { Blocked, byKey, foldKey, passOver } from '../../projections/runner/rows/fold.js';
import { fact, ledger } from './ledger-view.js';

const view = ledger();

describe('folding facts onto a row', () => {
  it('keeps the position of the last fact that changed the row', () => {
    const facts = [fact('Touched', ['a'], 1), fact('Touched', ['a'], 2), fact('Passed', ['a'], 3)];
    expect(foldKey(view, 'a', undefined, facts).kept).toEqual({ _id: 'a', taken: [1, 2], _position: 17 });
  });

  it('passes by facts that the row has taken', () => {
    const { kept } = foldKey(view, 'a', undefined, [fact('Touched', ['a'], 1), fact('Touched', ['a'], 2)]);
    const again = [fact('Touched', ['a'], 1), fact('Touched', ['a'], 2), fact('Touched', ['a'], 3)];
    expect(foldKey(view, 'a', kept, again).kept).toEqual({ _id: 'a', taken: [1, 2, 3], _position: 24 });
  });

  it('leaves the row object alone when nothing changed', () => {
    const before = { _id: 'a', taken: [1], _position: 10 };
    expect(foldKey(view, 'a', before, [fact('Passed', ['a'], 2)]).kept).toBe(before);
  });

  it('leaves the place of a deleted row marked, so that an old fact cannot bring it back', () => {
    const { kept } = foldKey(view, 'a', undefined, [fact('Touched', ['a'], 1), fact('Removed', ['a'], 2)]);
    expect(kept).toEqual({ _id: 'a', _position: 17, _deleted: true });
    expect(foldKey(view, 'a', kept, [fact('Touched', ['a'], 1)]).kept).toBe(kept);
    expect(foldKey(view, 'a', kept, [fact('Touched', ['a'], 3)]).kept).toEqual({ _id: 'a', taken: [3], _position: 24 });
  });

  it('stops before the first fact that fails, with what came before taken', () => {
    const failing = ledger(1, (event) => event.data.n === 2);
    const facts = [fact('Touched', ['a'], 1), fact('Touched', ['a'], 2), fact('Touched', ['a'], 3)];
    const { kept, failure } = foldKey(failing, 'a', undefined, facts);
    expect(kept).toEqual({ _id: 'a', taken: [1], _position: 10 });
    expect(failure?.event.position).toBe(17);
    expect(failure?.error.message).toBe('Cannot take 2');
  });

  it('passes over a fact by position alone', () => {
    expect(passOver('a', { _id: 'a', taken: [1], _position: 10 }, 17)).toEqual({ _id: 'a', taken: [1], _position: 17 });
    expect(passOver('a', undefined, 17)).toEqual({ _id: 'a', _position: 17, _deleted: true });
  });
});

describe('sorting facts by key', () => {
  it('gives a fact to each of its keys once, in order', () => {
    const facts = [fact('Touched', ['a', 'b', 'a'], 1), fact('Touched', ['b'], 2)];
    const numbers = [...byKey(view, facts)].map(([key, of]) => [key, of.map(({ revision }) => revision)]);
    expect(numbers).toEqual([
      ['a', [1]],
      ['b', [1, 2]],
    ]);
  });

  it('is blocked by a key that is not a text', () => {
    const odd = { ...view, keys: () => [undefined as unknown as string] };
    expect(() => byKey(odd, [fact('Touched', ['a'], 1)])).toThrow(Blocked);
  });

  it('is blocked, with the place, where keys fails', () => {
    const odd = {
      ...view,
      keys: () => {
        throw new Error('no worker');
      },
    };
    expect(() => byKey(odd, [fact('Touched', ['a'], 1)])).toThrow(
      'Cannot tell which rows Touched at 10 touches: no worker',
    );
  });
});
