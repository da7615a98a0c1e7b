import { describe, expect, it } from '@jest/globals';
import { leaveInbox, type WaitingLeave } from '../../projections/leave/leave-inbox.view.js';
import { type LeaveEntry, leaveLedger } from '../../projections/leave/leave-ledger.view.js';
import { leaveToClear, leaveToDecide } from '../../projections/worklist/workforce/leave.tasks.js';
import { taskView, type WorklistRow } from '../../projections/worklist/task.js';
import type { Recorded } from '../../src/kernel/event.js';
import { ApproveLeave } from '../../src/leave/domain/approve-leave.js';
import { ClearLeave } from '../../src/leave/domain/clearance/clear-leave.js';
import { leave } from '../../src/leave/domain/leave.js';
import { MoveLeave } from '../../src/leave/domain/move-leave.js';
import { RejectLeave } from '../../src/leave/domain/reject-leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { leaveMovesAlong } from '../../src/leave/leave.reactions.js';
import type { SocialWorkerTransferred } from '../../src/social-workers/domain/events.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, servingWorker, story, type World } from '../support/given.js';

const worker: World = { by: { actor: 'w-1', role: 'social-worker' }, commandId: 'r-1', at: '2026-03-09 08:00' };
const head: World = { by: { actor: 'o-1', role: 'office-head' } };
const there = ['city-1', 'county-1', 'office-2'];
const one = { workerId: 'w-1', requestId: 'r-1' };
const form = {
  workerId: 'w-1',
  kind: 'PERSONAL',
  fromDay: '2026-03-20',
  fromHalf: 'AM',
  toDay: '2026-03-20',
  toHalf: 'PM',
  reason: '家中有事',
} as const;
const moving = { workerId: 'w-1', officeId: 'office-2', fromOfficeId: 'office-1' };
const requested = [RequestLeave, form, worker] as const;
const approved = [ApproveLeave, one, head] as const;
const moved = { type: 'LeaveMoved', data: { ...one, ...moving } };
const move = (at: string, ...steps: Parameters<typeof story>[1][]) => {
  const system: World = { by: { actor: 'system', role: 'system' }, at, jurisdiction: there };
  return given(leave, story(leave, ...steps)).when(MoveLeave, moving, system);
};

describe('leave of who is transferred', () => {
  it('[HR-3] [LEV-10] moves along while it waits, is granted and not over, or is not cleared', () => {
    const cleared = [ClearLeave, one, { ...worker, at: '2026-03-20 17:40' }] as const;
    move('2026-03-18 09:00', requested).then(moved);
    move('2026-03-18 09:00', requested, approved).then(moved);
    move('2026-03-24 09:00', requested, approved).then(moved);
    move('2026-03-24 09:00', requested, approved, cleared).thenNothing();
    move('2026-03-18 09:00', requested, [RejectLeave, { ...one, opinion: '人手不足' }, head]).thenNothing();
  });
  it('[HR-3] is ordered by the transfer, for the office that it says', () => {
    const data = { ...moving, on: '2026-03-18', path: there };
    const event = { type: 'SocialWorkerTransferred', data } as unknown as Recorded<SocialWorkerTransferred>;
    expect(leaveMovesAlong.react(event)).toEqual([{ command: MoveLeave, fields: moving }]);
  });
  it('[HR-3] [SEC-2] is in the inbox, the ledger and the worklist of the new office', () => {
    const facts = [
      ...story(leave, requested).map((event) => recorded(event)),
      recorded(moved, { position: 1, jurisdiction: there }),
    ];
    const at = { officeId: 'office-2', path: there };
    expect(foldView<WaitingLeave>(leaveInbox, facts).get('r-1')).toMatchObject({ ...at, awaiting: 'office-head' });
    expect(foldView<LeaveEntry>(leaveLedger, facts).get('r-1')).toMatchObject({ ...at, status: 'pending' });
    const task = foldView<WorklistRow>(taskView([leaveToDecide]), facts).get('leave-decision|r-1');
    expect(task).toMatchObject({ unit: 'office-2', roles: ['office-head'] });
    const granted = [
      ...story(leave, requested, approved).map((event) => recorded(event)),
      recorded(moved, { position: 2, jurisdiction: there }),
    ];
    const back = foldView<WorklistRow>(taskView([leaveToClear]), granted).get('leave-clearance|r-1');
    expect(back).toMatchObject({ unit: 'office-2', workerId: 'w-1', dueOn: '2026-03-23' });
  });
});

describe('the substitute', () => {
  it("[LEV-1] [ORG-1] may be of an office that was merged with the worker's", () => {
    const path = ['city-1', 'county-1', 'office-1'];
    const merged = { ...servingWorker('w-2', 'office-old'), path };
    const asking = { ...form, substitute: 'w-2' };
    const references = { worker: { ...servingWorker(), path }, substitute: merged };
    given(leave)
      .when(RequestLeave, asking, { ...worker, references })
      .then({ type: 'LeaveRequested' });
    const elsewhere = { ...merged, path: ['city-1', 'county-1', 'office-2'] };
    given(leave)
      .when(RequestLeave, asking, { ...worker, references: { ...references, substitute: elsewhere } })
      .thenRejected('LEAVE_SUBSTITUTE_UNFIT');
  });
});
