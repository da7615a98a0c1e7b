import { describe, expect, it } from '@jest/globals';
import { type ReturnRow, statisticalReturns } from '../../projections/statistics/statistical-returns.view.js';
import { MOST_TOLD, type Since, type Told, toldOf } from '../../src/statistics/domain/counting/continuity.js';
import { type ReturnDrafted, returnEvents } from '../../src/statistics/domain/returns/events.js';
import { statisticalReturn } from '../../src/statistics/domain/returns/statistical-return.js';
import { DraftReturn } from '../../src/statistics/domain/returns/draft-return.js';
import { foldView, recorded } from '../support/fold-view.js';
import { story } from '../support/given.js';

const LINE = { opening: 1, in: {}, out: {}, closing: 1 };
const of = { unitId: 'office-1', kind: 'BASIC_FACTS', span: '2026-04' } as const;
/** So many facts about March, told in April, the last first. */
const facts = (count: number): Since[] =>
  Array.from({ length: count }, (_, n) => ({ position: count - n, on: '2026-03-31', cause: 'REGISTERED' }));

const draftWith = (told: Told): ReturnDrafted => {
  const continuity = { span: '2026-03', version: 1, breaks: [{ cell: 'total', closed: 0, opens: 1 }], ...told };
  const made = { position: 1_000, asOf: null, figures: { table: { total: LINE, by: {} }, counts: {} } };
  const computed = { ...made, parts: [], texts: null, continuity };
  const [event] = story(statisticalReturn, [DraftReturn, { ...of, computed }, { at: '2026-05-04 09:00' }]);
  return event as ReturnDrafted;
};
const shownOf = (event: ReturnDrafted) =>
  [...foldView<ReturnRow>(statisticalReturns, [recorded(event)]).values()][0]?.versions[0]?.continuity;

describe('what was recorded since the return before', () => {
  it('[STA-1] is told fact by fact up to the most that are, each once, first things first', () => {
    const all = facts(MOST_TOLD);
    const told = toldOf([...all, ...all.slice(0, 3)]);
    expect(told).toEqual({ since: all.toReversed(), recorded: MOST_TOLD });
    expect(shownOf(draftWith(told))).toMatchObject({ recorded: MOST_TOLD, truncated: false });
  });

  it('[STA-1] of one more than that is cut, and says so and how many there are', () => {
    const all = facts(MOST_TOLD + 1);
    const told = toldOf(all);
    expect(told).toEqual({ since: all.toReversed().slice(0, MOST_TOLD), recorded: MOST_TOLD + 1 });
    expect(shownOf(draftWith(told))).toMatchObject({ recorded: MOST_TOLD + 1, truncated: true });
  });

  it('[STA-1] in drafts from before it was counted is what the list has, or cut if it has as many as it may', () => {
    const stored = (count: number): ReturnDrafted => {
      const { data } = draftWith(toldOf(facts(count)));
      const { recorded: _, ...continuity } = data.continuity ?? { recorded: 0 };
      const upcast = returnEvents.ReturnDrafted.upcast?.({ ...data, continuity }, 3);
      return { type: 'ReturnDrafted', data: upcast as ReturnDrafted['data'] };
    };
    expect(shownOf(stored(MOST_TOLD - 1))).toMatchObject({ recorded: MOST_TOLD - 1, truncated: false });
    expect(shownOf(stored(MOST_TOLD))).toMatchObject({ recorded: null, truncated: true });
    const first = { ...draftWith(toldOf([])).data, continuity: undefined };
    expect(returnEvents.ReturnDrafted.upcast?.(first, 2)).toMatchObject({ continuity: null });
  });
});
