import { describe, expect, it } from '@jest/globals';
import { type DueRow, dueView } from '../../../src/kernel/due.js';
import type { Recorded } from '../../../src/kernel/event.js';
import { fact } from '../../projections/ledger-view.js';
import { foldView } from '../../support/fold-view.js';
import { alarm, week } from './alarm.js';

const view = dueView([alarm, { ...alarm, name: 'echo', events: ['Touched'], version: 3 }]);
const rows = (...facts: Parameters<typeof fact>[]) =>
  foldView<DueRow>(
    view,
    facts.map((one) => fact(...one) as Recorded),
  );

describe('the view of what is due', () => {
  it('keeps each record of each kind, with its moment and the fact that set it', () => {
    const found = rows(['Touched', ['a', 'b'], 1]);
    expect([...found.keys()]).toEqual(['alarm|a', 'alarm|b', 'echo|a', 'echo|b']);
    expect(found.get('echo|b')).toEqual({
      ...{ kind: 'echo', key: 'b', path: ['city', 'county', 'office-1'], dueAt: week(1), fields: { of: 'b', n: 1 } },
      ...{ causationId: 'event-1', correlationId: 'command-1', waiting: { at: week(1), fields: { of: 'b', n: 1 } } },
    });
  });
  it('moves a moment, names the fact that moved it, and keeps the one that did not', () => {
    expect(rows(['Touched', ['a'], 1], ['Touched', ['a'], 2]).get('alarm|a')).toMatchObject({
      ...{ dueAt: week(2), causationId: 'event-2' },
    });
    expect(rows(['Touched', ['a'], 1], ['Passed', ['a'], 5]).get('alarm|a')).toMatchObject({
      ...{ dueAt: week(1), causationId: 'event-1' },
    });
  });
  it('drops what is waited for no more, of the kind that the fact is for', () => {
    expect([...rows(['Touched', ['a'], 1], ['Removed', ['a'], 2]).keys()]).toEqual(['echo|a']);
    expect([...rows(['Removed', ['a'], 2]).keys()]).toEqual([]);
  });
  it('keeps what is known of a record that nothing is due of, and instants in one form', () => {
    const mute = dueView([{ ...alarm, due: () => null }]);
    const [row] = foldView<DueRow>(mute, [fact('Touched', ['a'], 1)]).values();
    expect(row).toMatchObject({ dueAt: null, fields: null, waiting: { at: week(1) } });
    const zoned = dueView([{ ...alarm, due: () => ({ at: '2026-03-09T00:00:00+08:00', fields: {} }) }]);
    const [other] = foldView<DueRow>(zoned, [fact('Touched', ['a'], 1)]).values();
    expect(other?.dueAt).toBe('2026-03-08T16:00:00.000Z');
  });
  it('is another version whenever one of the kinds is, or one is added', () => {
    expect([dueView([]).version, dueView([alarm]).version, view.version]).toEqual([1, 2, 5]);
    expect(() => dueView([alarm, alarm])).toThrow('share a name');
  });
});
