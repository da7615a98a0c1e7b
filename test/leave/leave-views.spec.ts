import { describe, expect, it } from '@jest/globals';
import { type LeaveEntry, leaveLedger } from '../../projections/leave/leave-ledger.view.js';
import { leaveInbox, type WaitingLeave } from '../../projections/leave/leave-inbox.view.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { ApproveLeave } from '../../src/leave/domain/approve-leave.js';
import { CancelLeaveSessions } from '../../src/leave/domain/cancel-leave-sessions.js';
import { EndorseLeave } from '../../src/leave/domain/endorse-leave.js';
import { leave } from '../../src/leave/domain/leave.js';
import { RejectLeave } from '../../src/leave/domain/reject-leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { ResubmitLeave } from '../../src/leave/domain/resubmit-leave.js';
import { ReturnLeave } from '../../src/leave/domain/return-leave.js';
import { WithdrawLeave } from '../../src/leave/domain/withdraw-leave.js';
import { foldView, recorded, type Stored } from '../support/fold-view.js';
import { story, type World } from '../support/given.js';

const worker: World = { by: { actor: 'w-1', role: 'social-worker' }, commandId: 'r-1' };
const head: World = { by: { actor: 'o-1', role: 'office-head' } };
const deputy: World = { by: { actor: 'o-2', role: 'deputy-director', unit: 'county-1' } };
const one = { workerId: 'w-1', requestId: 'r-1' };
const form = {
  workerId: 'w-1',
  kind: 'PERSONAL',
  fromDay: '2026-03-10',
  fromHalf: 'AM',
  toDay: '2026-03-11',
  toHalf: 'PM',
  reason: '家中有事',
} as const;

const requested = [RequestLeave, form, worker] as const;
const endorsed = [EndorseLeave, { ...one, opinion: '情况属实' }, head] as const;
const approved = [ApproveLeave, { ...one, opinion: '同意' }, deputy] as const;
const returned = [ReturnLeave, { ...one, opinion: '请补充' }, head] as const;
const given: (readonly [event: DomainEvent, stored: Stored])[] = story(leave, requested, endorsed, approved).map(
  (event, position) =>
    [
      event,
      [
        { position, at: '2026-03-09 08:00', actor: 'w-1', role: 'social-worker' },
        { position, at: '2026-03-09 09:00', actor: 'o-1', role: 'office-head' },
        { position, at: '2026-03-09 10:00', actor: 'o-9', role: 'deputy-director', onBehalfOf: 'o-2' },
      ][position] ?? {},
    ] as const,
);
const stored = (events: readonly DomainEvent[]) => events.map((event, position) => recorded(event, { position }));
const ledger = (...steps: Parameters<typeof story>[1][]) =>
  foldView<LeaveEntry>(leaveLedger, stored(story(leave, ...steps))).get('r-1');
const inbox = (...steps: Parameters<typeof story>[1][]) =>
  foldView<WaitingLeave>(leaveInbox, stored(story(leave, ...steps))).get('r-1');

describe('the leave ledger', () => {
  it('[LEV-10] shows each decision: who, when, as which post, with what opinion, for whom', () => {
    const entry = foldView<LeaveEntry>(
      leaveLedger,
      given.map(([event, at]) => recorded(event, at)),
    ).get('r-1');
    expect(entry).toMatchObject({
      workerId: 'w-1',
      officeId: 'office-1',
      path: ['city-1', 'county-1', 'office-1'],
      kind: 'PERSONAL',
      from: '2026-03-10:AM',
      to: '2026-03-11:PM',
      days: 2,
      beyondDelegation: false,
      requestedAt: '2026-03-09T00:00:00.000Z',
      status: 'approved',
      awaiting: null,
    });
    expect(entry?.history).toEqual([
      { action: 'requested', actor: 'w-1', role: 'social-worker', at: '2026-03-09T00:00:00.000Z' },
      {
        action: 'endorsed',
        actor: 'o-1',
        role: 'office-head',
        by: 'office-head',
        at: '2026-03-09T01:00:00.000Z',
        opinion: '情况属实',
      },
      {
        action: 'approved',
        actor: 'o-9',
        role: 'deputy-director',
        onBehalfOf: 'o-2',
        by: 'deputy-director',
        at: '2026-03-09T02:00:00.000Z',
        opinion: '同意',
      },
    ]);
  });
  it('[LEV-3] shows whose turn it is', () => {
    expect(ledger(requested)).toMatchObject({ status: 'pending', awaiting: 'office-head' });
    expect(ledger(requested, endorsed)).toMatchObject({ status: 'pending', awaiting: 'deputy-director' });
  });
  it('[LEV-5] marks leave beyond delegation, with its guidance request', () => {
    const long = [RequestLeave, { ...form, toDay: '2026-03-17', toHalf: 'AM' }, worker] as const;
    expect(ledger(long)).toMatchObject({ beyondDelegation: true, guidanceRequestId: 'r-1' });
  });
  it('[LEV-10] follows a request that is returned, comes again, is rejected or withdrawn', () => {
    expect(ledger(requested, returned)).toMatchObject({ status: 'returned', awaiting: null });
    const again = [ResubmitLeave, { ...form, requestId: 'r-1', toDay: '2026-03-10' }, worker] as const;
    const entry = ledger(requested, returned, again);
    expect(entry).toMatchObject({ status: 'pending', awaiting: 'office-head', days: 1 });
    expect(entry?.history.map(({ action }) => action)).toEqual(['requested', 'returned', 'resubmitted']);
    expect(ledger(requested, [RejectLeave, { ...one, opinion: '人手不足' }, head])).toMatchObject({
      status: 'rejected',
      awaiting: null,
    });
    expect(ledger(requested, [WithdrawLeave, one, worker])).toMatchObject({ status: 'withdrawn', awaiting: null });
  });
  it('[LEV-5] what an earlier form said is gone from one that comes again', () => {
    const long = [RequestLeave, { ...form, toDay: '2026-03-17', toHalf: 'AM' }, worker] as const;
    const again = [ResubmitLeave, { ...form, requestId: 'r-1' }, worker] as const;
    expect(ledger(long, returned, again)).not.toHaveProperty('guidanceRequestId');
  });
  it('[LEV-10] shows what stays of leave that is cancelled in part, and cancelled leave as that', () => {
    const cancel = (toDay: string) =>
      [CancelLeaveSessions, { ...one, fromDay: '2026-03-10', fromHalf: 'AM', toDay, toHalf: 'PM' }, worker] as const;
    expect(ledger(requested, endorsed, approved, cancel('2026-03-10'))).toMatchObject({
      status: 'approved',
      days: 1,
      cancelledDays: 1,
      sessions: ['2026-03-11:AM', '2026-03-11:PM'],
    });
    expect(ledger(requested, endorsed, approved, cancel('2026-03-11'))).toMatchObject({
      status: 'cancelled',
      days: 0,
      cancelledDays: 2,
      sessions: [],
    });
  });
});

describe('the inbox', () => {
  it('[LEV-3] holds a request for the post whose turn it is', () => {
    expect(inbox(requested)).toMatchObject({ requestId: 'r-1', awaiting: 'office-head', approver: 'deputy-director' });
    expect(inbox(requested, endorsed)).toMatchObject({
      awaiting: 'deputy-director',
      path: ['city-1', 'county-1', 'office-1'],
    });
  });
  it('[LEV-10] lets go of it once it is decided, returned or withdrawn', () => {
    expect(inbox(requested, endorsed, approved)).toBeUndefined();
    expect(inbox(requested, returned)).toBeUndefined();
    expect(inbox(requested, [RejectLeave, { ...one, opinion: '人手不足' }, head])).toBeUndefined();
    expect(inbox(requested, [WithdrawLeave, one, worker])).toBeUndefined();
    const again = [ResubmitLeave, { ...form, requestId: 'r-1' }, worker] as const;
    expect(inbox(requested, returned, again)).toMatchObject({ awaiting: 'office-head' });
  });
});
