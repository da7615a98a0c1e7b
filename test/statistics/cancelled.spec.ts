import { describe, expect, it } from '@jest/globals';
import { type Found, withoutCancelled } from '../../src/statistics/returns/cancelled.js';

const WITHIN = 'TRANSFERRED_WITHIN_COUNTY';
const row = (superviseeId: string, figure: 'in' | 'out' | 'closing', cause = WITHIN, cell = 'total'): Found =>
  ({ unitId: 'office-1', one: { superviseeId, division: undefined, cell, figure, cause } }) as unknown as Found;
const left = async (...rows: Found[]): Promise<string[]> => {
  async function* all() {
    yield* rows;
  }
  const found: string[] = [];
  for await (const { one } of withoutCancelled(all(), [WITHIN]))
    found.push(`${one.superviseeId} ${'figure' in one ? one.figure : ''}`);
  return found;
};

describe('the rows behind the figures of a county', () => {
  it('[STA-6] [TRV-1] leave out who went from one of its offices to another', async () => {
    expect(await left(row('s-1', 'out'), row('s-1', 'in'), row('s-2', 'closing'))).toEqual(['s-2 closing']);
  });
  it('[STA-6] keep who left it or came into it otherwise', async () => {
    expect(await left(row('s-1', 'out', 'PARDON'), row('s-1', 'in', 'TRANSFERRED_WITHIN_CITY'))).toEqual([
      's-1 out',
      's-1 in',
    ]);
  });
  it('[STA-6] are as many as the figures say where one office’s return does not know of it yet: the same person’s cancel first', async () => {
    expect(await left(row('s-1', 'out'), row('s-2', 'out'), row('s-2', 'in'))).toEqual(['s-1 out']);
    expect(await left(row('s-1', 'out'), row('s-2', 'in'), row('s-3', 'in'))).toHaveLength(1);
  });
  it('[STA-6] cancel within a cell alone', async () => {
    expect(await left(row('s-1', 'out', WITHIN, 'MALE'), row('s-1', 'in', WITHIN, 'FEMALE'))).toHaveLength(2);
  });
});
