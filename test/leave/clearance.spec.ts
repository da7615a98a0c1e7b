import { describe, expect, it } from '@jest/globals';
import { type LeaveEntry, leaveLedger } from '../../projections/leave/leave-ledger.view.js';
import type { Face } from '../../src/kernel/context.js';
import { type DueRow, dueView } from '../../src/kernel/due.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { ApproveLeave } from '../../src/leave/domain/approve-leave.js';
import { CancelLeaveSessions } from '../../src/leave/domain/cancel-leave-sessions.js';
import { leaveClearance } from '../../src/leave/domain/clearance/clearance.due.js';
import { ClearLeave } from '../../src/leave/domain/clearance/clear-leave.js';
import { MarkLeaveNotCleared } from '../../src/leave/domain/clearance/mark-leave-not-cleared.js';
import { NotifyEmergencyLeave } from '../../src/leave/domain/emergency/notify-emergency-leave.js';
import { leave } from '../../src/leave/domain/leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, servingWorker, shanghai, story, type World } from '../support/given.js';

const worker: World = { by: { actor: 'w-1', role: 'social-worker' }, commandId: 'r-1', at: '2026-03-09 08:00' };
const at = (time: string): World => ({ ...worker, at: time });
const head: World = { by: { actor: 'o-1', role: 'office-head' } };
const one = { workerId: 'w-1', requestId: 'r-1' };
const asking = (day: string, toHalf: 'AM' | 'PM' = 'PM') =>
  ({
    workerId: 'w-1',
    kind: 'PERSONAL',
    fromDay: day,
    fromHalf: 'AM',
    toDay: day,
    toHalf,
    reason: '家中有事',
  }) as const;
// Friday the 13th: the next working day is Monday the 16th.
const approved = [
  [RequestLeave, asking('2026-03-13'), worker],
  [ApproveLeave, one, head],
] as const;
const attended = (lastCheckIn: string | null): Readonly<Record<string, Face>> => ({
  worker: servingWorker(),
  'attendance-2026': { id: 'w-1', unit: 'office-1', status: 'open', facts: { lastCheckIn } },
});
const late = (time: string, lastCheckIn: string | null = null): World => ({
  ...{ by: { actor: 'system', role: 'system' }, at: time, references: attended(lastCheckIn) },
});
const marked = (time: string, lastCheckIn: string | null = null) =>
  [MarkLeaveNotCleared, one, late(time, lastCheckIn)] as const;
const stored = (events: readonly DomainEvent[]) => events.map((event, position) => recorded(event, { position }));
type Steps = Parameters<typeof story>[1][];
const due = (...steps: Steps) =>
  foldView<DueRow>(dueView([leaveClearance]), stored(story(leave, ...steps))).get('leave-clearance|r-1')?.dueAt;
const entry = (...steps: Steps) => foldView<LeaveEntry>(leaveLedger, stored(story(leave, ...steps))).get('r-1');

describe('clearing the return from leave', () => {
  it('[LEV-8] is due by the end of the next working day, over a weekend too', () => {
    given(leave, story(leave, approved[0]))
      .when(ApproveLeave, one, head)
      .then({ type: 'LeaveApproved', data: { clearBy: '2026-03-16' } });
    expect(due(...approved)).toBe(shanghai('2026-03-17 00:00'));
    const clear = (time: string) => given(leave, story(leave, ...approved)).when(ClearLeave, one, at(time));
    clear('2026-03-16 23:59').then({ type: 'LeaveCleared', data: { late: false, on: '2026-03-16' } });
    clear('2026-03-17 00:00').then({ type: 'LeaveCleared', data: { late: true, on: '2026-03-17' } });
  });
  it("[LEV-8] [RULE-2] the working days for it are the policy's", () => {
    const rules = { ...FUZHOU_REGIME, leave: { ...FUZHOU_REGIME.leave, clearWithinWorkingDays: 2 } };
    given(leave, story(leave, approved[0]))
      .when(ApproveLeave, one, { ...head, rules })
      .then({ type: 'LeaveApproved', data: { clearBy: '2026-03-17' } });
  });
  it('[LEV-8] comes once, of leave that was taken, and not before it began', () => {
    const cleared = [...approved, [ClearLeave, one, at('2026-03-16 08:30')]] as const;
    given(leave, story(leave, ...cleared))
      .when(ClearLeave, one, at('2026-03-16 09:00'))
      .thenRejected('LEAVE_CLEARED');
    given(leave, story(leave, approved[0])).when(ClearLeave, one, worker).thenRejected('LEAVE_NOT_TAKEN');
    given(leave, story(leave, ...approved))
      .when(ClearLeave, one, at('2026-03-13 08:29'))
      .thenRejected('LEAVE_NOT_BEGUN');
    given(leave, story(leave, ...approved))
      .when(ClearLeave, one, at('2026-03-13 08:30'))
      .then({ type: 'LeaveCleared' });
    expect(due(...cleared)).toBeUndefined();
    expect(entry(...cleared)).toMatchObject({
      status: 'approved',
      clearBy: '2026-03-16',
      clearedOn: '2026-03-16',
      days: 1,
    });
  });
  it('[LEV-8] by who is back early gives back the sessions that have not begun', () => {
    const back = [...approved, [ClearLeave, one, at('2026-03-13 14:29')]] as const;
    expect(story(leave, ...back).at(-1)).toMatchObject({ data: { released: ['2026-03-13:PM'], remainingDays: 0.5 } });
    expect(entry(...back)).toMatchObject({ days: 0.5, cancelledDays: 0.5, sessions: ['2026-03-13:AM'] });
  });
  it('[LEV-8] [LEV-6] is due of emergency leave as well, approved or not yet', () => {
    const period = { fromHalf: 'AM', toDay: '2026-03-09', toHalf: 'PM' } as const;
    const notice = { workerId: 'w-1', kind: 'SICK', ...period, means: 'ORAL', reason: '突发高烧' } as const;
    const notified = [NotifyEmergencyLeave, notice, at('2026-03-09 09:00')] as const;
    expect(due(notified)).toBe(shanghai('2026-03-11 00:00'));
    given(leave, story(leave, notified))
      .when(ClearLeave, one, at('2026-03-10 08:30'))
      .then({ type: 'LeaveCleared', data: { late: false } });
  });
  it('[LEV-8] [LEV-10] moves with what is cancelled, and goes when all is', () => {
    const cancel = (fromHalf: 'AM' | 'PM') =>
      [
        CancelLeaveSessions,
        { ...one, fromDay: '2026-03-12', fromHalf, toDay: '2026-03-13', toHalf: 'PM' },
        worker,
      ] as const;
    const two = [
      [RequestLeave, { ...asking('2026-03-12'), toDay: '2026-03-12' }, worker],
      [ApproveLeave, one, head],
    ] as const;
    expect(due(...two)).toBe(shanghai('2026-03-14 00:00'));
    expect(due(...two, cancel('PM'))).toBe(shanghai('2026-03-14 00:00'));
    expect(due(...two, cancel('AM'))).toBeUndefined();
  });
});

describe('a return that is not cleared', () => {
  it("[LEV-8] is found when the last day is over: from the next working day on, each day's sessions are named", () => {
    given(leave, story(leave, ...approved))
      .when(...marked('2026-03-16 23:59'))
      .thenNothing();
    given(leave, story(leave, ...approved))
      .when(...marked('2026-03-17 00:00'))
      .then({ type: 'LeaveNotCleared', data: { through: '2026-03-16', sessions: [], next: '2026-03-17' } });
    const first = [...approved, marked('2026-03-17 00:00')] as const;
    expect(due(...first)).toBe(shanghai('2026-03-18 00:00'));
    given(leave, story(leave, ...first))
      .when(...marked('2026-03-17 23:59'))
      .thenNothing();
    const second = [...first, marked('2026-03-18 00:00')] as const;
    expect(story(leave, ...second).at(-1)).toMatchObject({
      data: { through: '2026-03-17', sessions: ['2026-03-17:AM', '2026-03-17:PM'], next: '2026-03-18' },
    });
    expect(due(...second)).toBe(shanghai('2026-03-19 00:00'));
    expect(entry(...second)).toMatchObject({ clearedOn: null, clearedLate: true });
  });
  it('[LEV-8] skips days off: after Friday the 20th comes Monday the 23rd', () => {
    const days = ['17', '18', '19', '20', '21'].map((day) => marked(`2026-03-${day} 00:00`));
    expect(story(leave, ...approved, ...days).at(-1)).toMatchObject({
      data: { through: '2026-03-20', next: '2026-03-23' },
    });
    given(leave, story(leave, ...approved, ...days))
      .when(...marked('2026-03-23 23:59'))
      .thenNothing();
  });
  it('[LEV-8] ends with the clearance, which is late', () => {
    const steps = [...approved, marked('2026-03-17 00:00'), [ClearLeave, one, at('2026-03-17 10:00')]] as const;
    given(leave, story(leave, ...steps))
      .when(...marked('2026-03-18 00:00'))
      .thenNothing();
    expect(due(...steps)).toBeUndefined();
    expect(entry(...steps)).toMatchObject({ clearedOn: '2026-03-17', clearedLate: true });
  });
  it('[LEV-8] looks no further once the worker checked in after the leave: attendance tells the rest', () => {
    const before = given(leave, story(leave, ...approved))
      .when(...marked('2026-03-17 00:00', '2026-03-12:PM'))
      .events();
    expect(before).toMatchObject([{ data: { next: '2026-03-17' } }]);
    const back = given(leave, story(leave, ...approved))
      .when(...marked('2026-03-17 00:00', '2026-03-16:AM'))
      .events();
    expect(back[0]?.data).not.toHaveProperty('next');
  });
  it('[LEV-8] nor once the worker has left', () => {
    const left = (leftOn: string): World => ({
      ...late('2026-03-17 00:00'),
      references: { worker: { ...servingWorker(), status: 'left', facts: { leftOn } } },
    });
    const facts = story(leave, ...approved);
    expect(given(leave, facts).when(MarkLeaveNotCleared, one, left('2026-03-16')).events()[0]?.data).not.toHaveProperty(
      'next',
    );
    expect(given(leave, facts).when(MarkLeaveNotCleared, one, left('2026-03-17')).events()).toMatchObject([
      { data: { next: '2026-03-17' } },
    ]);
  });
  it('is not looked for of leave from before returns were cleared', () => {
    const [asked, granted] = story(leave, ...approved) as [DomainEvent, DomainEvent];
    const { clearBy: _, ...data } = granted.data as { clearBy?: string };
    given(leave, [asked, { ...granted, data }])
      .when(...marked('2026-05-17 00:00'))
      .thenNothing();
  });
});
