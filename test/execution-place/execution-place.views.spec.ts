import { describe, expect, it } from '@jest/globals';
import {
  executionPlaceTransfers,
  type ExecutionPlaceTransferRow,
} from '../../projections/execution-place/execution-place-transfers.view.js';
import type { WorklistRow } from '../../projections/worklist/task.js';
import { worklist } from '../../projections/worklist/worklist.view.js';
import { RejectExecutionPlaceTransfer } from '../../src/execution-place/domain/decide-transfer.js';
import { executionPlace } from '../../src/execution-place/domain/execution-place.js';
import { overdueReport } from '../../src/execution-place/domain/overdue-report.due.js';
import { endOf } from '../../src/kernel/day.js';
import { type DueRow, dueView } from '../../src/kernel/due.js';
import type { Recorded } from '../../src/kernel/event.js';
import { SUPERVISEE_ID } from '../supervisees/people.js';
import { foldView, recorded } from '../support/fold-view.js';
import { story } from '../support/given.js';
import {
  HERE,
  as,
  head,
  one,
  yes,
  type Step,
  near,
  far,
  endorsed,
  agreed,
  approved,
  withdrawn,
  handed,
  came,
  lapsed,
  mark,
  DECIDED,
} from './moves.js';

describe('what waits while somebody moves', () => {
  const facts = (...steps: Step[]): Recorded[] =>
    story(executionPlace, ...steps).map((event, position) => recorded(event, { position }));
  it('[TRV-1] is waited for from the decision until it is confirmed, found overdue, taken back, or supervision ends', () => {
    const due = (...of: Recorded[]) =>
      foldView<DueRow>(dueView([overdueReport]), of).get(`overdue-report-in-new-place|${SUPERVISEE_ID}`);
    expect(due(...facts(near, endorsed))).toBeUndefined();
    expect(due(...facts(...DECIDED))).toMatchObject({ dueAt: endOf('2026-03-27'), fields: one });
    for (const after of [mark('2026-03-28 00:00'), withdrawn]) expect(due(...facts(...DECIDED, after))).toBeUndefined();
    expect(due(...facts(...DECIDED, handed(), came('2026-03-21')))).toBeUndefined();
    const end = recorded({ type: 'SuperviseeDischarged', data: { superviseeId: SUPERVISEE_ID } }, { position: 9 });
    expect(due(...facts(...DECIDED), end)).toBeUndefined();
  });
  it('[WRK-1] [TRV-1] each step waits for those who take it, where they are', () => {
    const todo = (...steps: Step[]) =>
      [...foldView<WorklistRow>(worklist, facts(...steps)).values()]
        .filter(({ unit }) => unit !== null)
        .map(({ task, unit, dueOn }) => `${task}@${unit}${dueOn === null ? '' : ` ${dueOn}`}`)
        .sort();
    expect(todo(far)).toEqual(['execution-place-decision@office-1']);
    expect(todo(far, endorsed)).toEqual(['execution-place-decision@county-2']);
    expect(todo(far, endorsed, agreed)).toEqual(['execution-place-decision@county-1']);
    const decided = [far, endorsed, agreed, approved];
    expect(todo(...decided)).toEqual(['execution-place-papers@office-1', 'execution-place-report@office-3 2026-03-27']);
    const late = [...decided, handed(), mark('2026-03-28 00:00')];
    expect(todo(...late)).toEqual([
      'execution-place-report@office-3 2026-03-27',
      'execution-place-search@office-1 2026-03-27',
    ]);
    expect(todo(...late, came('2026-03-30'))).toEqual([]);
    expect(todo(...decided, withdrawn)).toEqual([]);
    expect(todo(near, [RejectExecutionPlaceTransfer, yes, as(head)])).toEqual([]);
  });
});

describe('the list of changes', () => {
  const row = (...steps: Step[]) =>
    foldView<ExecutionPlaceTransferRow>(
      executionPlaceTransfers,
      story(executionPlace, ...steps).map((event, position) => recorded(event, { position })),
    ).get('move-1');
  it('[TRV-1] shows whose turn it is, what was decided, and the report; the new place sees it once it is asked', () => {
    expect(row(far)).toMatchObject({
      status: 'pending',
      turn: { posts: ['office-head'], unit: 'office-1' },
      path: HERE,
    });
    expect(row(far, endorsed)).toMatchObject({
      awaiting: 'consent',
      turn: { unit: 'office-3' },
      path: [...HERE, 'county-2', 'office-3'],
    });
    expect(row(near, endorsed)?.path).toEqual(HERE);
    expect(row(...DECIDED)).toMatchObject({ status: 'approved', turn: null, path: [...HERE, 'office-2'] });
    const late = row(...DECIDED, handed(), mark('2026-03-28 00:00'), came('2026-03-30'));
    expect(late).toMatchObject({
      ...{ status: 'reported', papersOn: '2026-03-20', reportedOn: '2026-03-30', daysLate: 3 },
      overdueSince: expect.any(String),
      history: [
        ...[{ action: 'requested' }, { action: 'endorsed', opinion: '同意' }, { action: 'approved' }],
        ...[{ action: 'papers' }, { action: 'reported' }],
      ],
    });
    expect(row(...DECIDED, lapsed)).toMatchObject({
      status: 'lapsed',
      turn: null,
      history: { 3: { action: 'lapsed' } },
    });
    expect(row(near, lapsed)).toMatchObject({ status: 'lapsed', awaiting: null, turn: null });
    expect(row(near, withdrawn)).toMatchObject({ status: 'withdrawn', turn: null });
    expect(row(near, [RejectExecutionPlaceTransfer, yes, as(head)])).toMatchObject({ status: 'rejected', turn: null });
  });
});
