import { describe, expect, it, jest } from '@jest/globals';
import { workingSessions } from '../../src/kernel/sessions.js';
import { WorkCalendar } from '../../src/kernel/work-calendar.js';
import { ApproveLeave } from '../../src/leave/domain/approve-leave.js';
import { CancelLeaveSessions } from '../../src/leave/domain/cancel-leave-sessions.js';
import { EndorseLeave } from '../../src/leave/domain/endorse-leave.js';
import { leave } from '../../src/leave/domain/leave.js';
import { RejectLeave } from '../../src/leave/domain/reject-leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { ResubmitLeave } from '../../src/leave/domain/resubmit-leave.js';
import { ReturnLeave } from '../../src/leave/domain/return-leave.js';
import { WithdrawLeave } from '../../src/leave/domain/withdraw-leave.js';
import { given, servingWorker, story, type World } from '../support/given.js';

const worker: World = { by: { actor: 'w-1', role: 'social-worker' }, commandId: 'r-1', at: '2026-03-09 08:00' };
const head: World = { by: { actor: 'o-1', role: 'office-head' } };
const deputy: World = { by: { actor: 'o-2', role: 'deputy-director', unit: 'county-1' } };
const director: World = { by: { actor: 'o-3', role: 'director', unit: 'county-1' } };
const one = { workerId: 'w-1', requestId: 'r-1' };
const opinion = '同意';

type Span = readonly [fromDay: string, fromHalf: 'AM' | 'PM', toDay: string, toHalf: 'AM' | 'PM'];
const asking = ([fromDay, fromHalf, toDay, toHalf]: Span, more: object = {}) =>
  ({ workerId: 'w-1', kind: 'PERSONAL', fromDay, fromHalf, toDay, toHalf, reason: '家中有事', ...more }) as Omit<
    RequestLeave,
    'meta'
  >;

// 2026-03-10 is a Tuesday, 03-16 the next Monday.
const HALF_DAY: Span = ['2026-03-10', 'AM', '2026-03-10', 'AM'];
const ONE_DAY: Span = ['2026-03-10', 'AM', '2026-03-10', 'PM'];
const ONE_AND_A_HALF: Span = ['2026-03-10', 'AM', '2026-03-11', 'AM'];
const THREE_DAYS: Span = ['2026-03-10', 'AM', '2026-03-12', 'PM'];
const THREE_AND_A_HALF: Span = ['2026-03-10', 'AM', '2026-03-13', 'AM'];
const FIVE_DAYS: Span = ['2026-03-10', 'AM', '2026-03-16', 'PM'];
const FIVE_AND_A_HALF: Span = ['2026-03-10', 'AM', '2026-03-17', 'AM'];

const requested = (span: Span) => story(leave, [RequestLeave, asking(span), worker]);
const endorsedByHead = (span: Span) =>
  story(leave, [RequestLeave, asking(span), worker], [EndorseLeave, { ...one, opinion }, head]);
const endorsedByBoth = (span: Span) =>
  story(
    leave,
    [RequestLeave, asking(span), worker],
    [EndorseLeave, { ...one, opinion }, head],
    [EndorseLeave, { ...one, opinion }, deputy],
  );

describe('applying for leave', () => {
  it('[LEV-1] records kind, sessions, reason and substitute of the form', () => {
    const references = { worker: servingWorker(), substitute: servingWorker('w-2') };
    given(leave)
      .when(RequestLeave, asking(ONE_AND_A_HALF, { substitute: 'w-2' }), { ...worker, references })
      .then({
        type: 'LeaveRequested',
        data: {
          requestId: 'r-1',
          officeId: 'office-1',
          kind: 'PERSONAL',
          from: '2026-03-10:AM',
          to: '2026-03-11:AM',
          days: 1.5,
          substitute: 'w-2',
          reason: '家中有事',
        },
      });
  });
  it('[LEV-1] is possible until a minute before the first session begins, not when it begins', () => {
    given(leave)
      .when(RequestLeave, asking(ONE_DAY), { ...worker, at: '2026-03-10 08:29' })
      .then({ type: 'LeaveRequested' });
    given(leave)
      .when(RequestLeave, asking(ONE_DAY), { ...worker, at: '2026-03-10 08:30' })
      .thenRejected('LEAVE_BEGUN');
  });
  it('[LEV-1] is approved before departure: not once the first session has begun', () => {
    given(leave, requested(ONE_DAY))
      .when(ApproveLeave, one, { ...head, at: '2026-03-10 08:29' })
      .then({ type: 'LeaveApproved' });
    given(leave, requested(ONE_DAY))
      .when(ApproveLeave, one, { ...head, at: '2026-03-10 08:30' })
      .thenRejected('LEAVE_BEGUN');
  });
  it('counts working sessions only: a holiday week is not leave, a bridging Saturday is', () => {
    given(leave)
      .when(RequestLeave, asking(['2026-10-01', 'AM', '2026-10-07', 'PM']), worker)
      .thenRejected('LEAVE_NO_WORKING_SESSION');
    given(leave)
      .when(RequestLeave, asking(['2026-10-09', 'AM', '2026-10-10', 'PM']), worker)
      .then({ type: 'LeaveRequested', data: { days: 2 } });
  });
  it('[RULE-3] refuses a year whose calendar is not published', () => {
    given(leave)
      .when(RequestLeave, asking(['2031-03-10', 'AM', '2031-03-10', 'PM']), worker)
      .thenRejected('CALENDAR_NOT_PUBLISHED');
  });
  it('refuses a reversed period, an overlap, and a worker not in service', () => {
    given(leave)
      .when(RequestLeave, asking(['2026-03-10', 'PM', '2026-03-10', 'AM']), worker)
      .thenRejected('LEAVE_PERIOD_REVERSED');
    given(leave, requested(ONE_DAY))
      .when(RequestLeave, asking(HALF_DAY), { ...worker, commandId: 'r-2' })
      .thenRejected('LEAVE_OVERLAPS');
    given(leave)
      .when(RequestLeave, asking(ONE_DAY), { ...worker, references: {} })
      .thenRejected('WORKER_NOT_SERVING');
  });
  it('[LEV-1] begins on the day of appointment at the earliest', () => {
    const appointed = (appointedOn: string) => ({ worker: { ...servingWorker(), facts: { appointedOn } } });
    given(leave)
      .when(RequestLeave, asking(ONE_DAY), { ...worker, references: appointed('2026-03-11') })
      .thenRejected('LEAVE_BEFORE_APPOINTMENT');
    given(leave)
      .when(RequestLeave, asking(HALF_DAY), { ...worker, references: appointed('2026-03-10') })
      .then({ type: 'LeaveRequested', data: { days: 0.5 } });
  });
  it('[LEV-1] is not approved for a worker who has left', () => {
    const left = { worker: { ...servingWorker(), status: 'left' } };
    given(leave, requested(ONE_DAY))
      .when(ApproveLeave, { ...one, opinion }, { ...head, references: left })
      .thenRejected('WORKER_NOT_SERVING');
  });
  it('[RULE-3] of thousands of years is refused at the first year without a calendar, at once', () => {
    const calendar = new WorkCalendar([{ year: 2026, version: 1, restDays: [], workingDays: [] }]);
    const looked = jest.spyOn(calendar, 'isWorkingDay');
    expect(() => workingSessions(calendar, '2026-12-30:AM', '9999-12-31:PM')).toThrow('CALENDAR_NOT_PUBLISHED');
    expect(looked.mock.calls.flat()).toEqual(['2026-12-30', '2026-12-31', '2027-01-01']);
  });
  it('refuses a substitute of another office, or oneself', () => {
    const elsewhere = { worker: servingWorker(), substitute: servingWorker('w-2', 'office-2') };
    given(leave)
      .when(RequestLeave, asking(ONE_DAY, { substitute: 'w-2' }), { ...worker, references: elsewhere })
      .thenRejected('LEAVE_SUBSTITUTE_UNFIT');
    const oneself = { worker: servingWorker(), substitute: servingWorker() };
    given(leave)
      .when(RequestLeave, asking(ONE_DAY, { substitute: 'w-1' }), { ...worker, references: oneself })
      .thenRejected('LEAVE_SUBSTITUTE_UNFIT');
  });
});

describe('who approves', () => {
  it('[LEV-2] the office head approves half a day and exactly one day', () => {
    for (const span of [HALF_DAY, ONE_DAY])
      given(leave, requested(span))
        .when(ApproveLeave, one, head)
        .then({ type: 'LeaveApproved', data: { by: 'office-head' } });
  });
  it('[LEV-3] half a day more goes to the deputy director, after the head has endorsed', () => {
    given(leave, requested(ONE_AND_A_HALF)).when(ApproveLeave, one, head).thenRejected('LEAVE_NEEDS_ENDORSEMENT');
    given(leave, requested(ONE_AND_A_HALF)).when(ApproveLeave, one, deputy).thenRejected('LEAVE_NOT_YOUR_TURN');
    given(leave, requested(ONE_AND_A_HALF))
      .when(EndorseLeave, { ...one, opinion }, head)
      .then({ type: 'LeaveEndorsed', data: { by: 'office-head', awaiting: 'deputy-director', opinion } });
    for (const span of [ONE_AND_A_HALF, THREE_DAYS])
      given(leave, endorsedByHead(span))
        .when(ApproveLeave, one, deputy)
        .then({ type: 'LeaveApproved', data: { by: 'deputy-director', beyondDelegation: false } });
  });
  it('[LEV-4] over three and up to five days: head and deputy director endorse, the director approves', () => {
    given(leave, endorsedByHead(THREE_AND_A_HALF))
      .when(ApproveLeave, one, deputy)
      .thenRejected('LEAVE_NEEDS_ENDORSEMENT');
    for (const span of [THREE_AND_A_HALF, FIVE_DAYS])
      given(leave, endorsedByBoth(span))
        .when(ApproveLeave, one, director)
        .then({ type: 'LeaveApproved', data: { by: 'director', beyondDelegation: false } });
  });
  it('[LEV-5] over five days goes the same way, marked beyond delegation, with a guidance request linked', () => {
    given(leave)
      .when(RequestLeave, asking(FIVE_DAYS), worker)
      .then({ type: 'LeaveRequested', data: { beyondDelegation: false } });
    given(leave)
      .when(RequestLeave, asking(FIVE_AND_A_HALF), worker)
      .then({ type: 'LeaveRequested', data: { beyondDelegation: true, guidanceRequestId: 'r-1' } });
    given(leave, endorsedByBoth(FIVE_AND_A_HALF))
      .when(ApproveLeave, one, director)
      .then({ type: 'LeaveApproved', data: { days: 5.5, beyondDelegation: true } });
  });
  it('chooses the tier by the unbroken run of requests, so that splitting does not lower it', () => {
    const second = { ...worker, commandId: 'r-2' };
    given(leave, requested(ONE_DAY))
      .when(RequestLeave, asking(['2026-03-11', 'AM', '2026-03-11', 'AM']), second)
      .then({ type: 'LeaveRequested', data: { days: 0.5, runDays: 1.5, approver: 'deputy-director' } });
    given(leave, requested(ONE_DAY))
      .when(RequestLeave, asking(['2026-03-11', 'PM', '2026-03-11', 'PM']), second)
      .then({ type: 'LeaveRequested', data: { days: 0.5, runDays: 0.5, approver: 'office-head' } });
  });
  it('[LEV-2] counts what is left of a leave that was cancelled in part as the separate runs that it is', () => {
    const tuesdayToFriday: Span = ['2026-03-10', 'AM', '2026-03-13', 'PM'];
    const [fromDay, fromHalf, toDay, toHalf] = ['2026-03-11', 'AM', '2026-03-12', 'PM'] as const;
    const cancelled = story(
      leave,
      [RequestLeave, asking(tuesdayToFriday), worker],
      [EndorseLeave, { ...one, opinion }, head],
      [EndorseLeave, { ...one, opinion }, deputy],
      [ApproveLeave, { ...one, opinion }, director],
      [CancelLeaveSessions, { ...one, fromDay, fromHalf, toDay, toHalf }, worker],
    );
    const second = { ...worker, commandId: 'r-2' };
    given(leave, cancelled)
      .when(RequestLeave, asking(['2026-03-16', 'AM', '2026-03-16', 'PM']), second)
      .then({ type: 'LeaveRequested', data: { days: 1, runDays: 2, approver: 'deputy-director' } });
    given(leave, cancelled)
      .when(RequestLeave, asking(['2026-03-11', 'PM', '2026-03-11', 'PM']), second)
      .then({ type: 'LeaveRequested', data: { days: 0.5, runDays: 0.5, approver: 'office-head' } });
    // From Wednesday to Thursday everything is closed again.
    given(leave, cancelled)
      .when(RequestLeave, asking(['2026-03-11', 'AM', '2026-03-12', 'PM']), second)
      .then({ type: 'LeaveRequested', data: { days: 2, runDays: 4 } });
  });
});

describe('what else can be done with a request', () => {
  it('[LEV-10] is rejected or returned with an opinion by whoever has to decide', () => {
    given(leave, requested(ONE_DAY))
      .when(RejectLeave, { ...one, opinion: '人手不足' }, head)
      .then({ type: 'LeaveRejected', data: { by: 'office-head', opinion: '人手不足' } });
    given(leave, endorsedByHead(THREE_DAYS))
      .when(ReturnLeave, { ...one, opinion: '请补充' }, deputy)
      .then({ type: 'LeaveReturned', data: { by: 'deputy-director' } });
  });
  it('[LEV-10] comes again after it was returned, from the start of its way', () => {
    const returned = story(
      leave,
      [RequestLeave, asking(THREE_DAYS), worker],
      [ReturnLeave, { ...one, opinion: '请补充' }, head],
    );
    given(leave, returned).when(ApproveLeave, one, head).thenRejected('LEAVE_NOT_PENDING');
    given(leave, returned)
      .when(ResubmitLeave, { ...asking(THREE_DAYS), requestId: 'r-1' }, worker)
      .then({ type: 'LeaveResubmitted', data: { requestId: 'r-1' } });
    given(leave, requested(THREE_DAYS))
      .when(ResubmitLeave, { ...asking(THREE_DAYS), requestId: 'r-1' }, worker)
      .thenRejected('LEAVE_NOT_RETURNED');
  });
  it('[LEV-10] is withdrawn by the worker while undecided, not after', () => {
    given(leave, requested(ONE_DAY)).when(WithdrawLeave, one, worker).then({ type: 'LeaveWithdrawn' });
    const approved = story(leave, [RequestLeave, asking(ONE_DAY), worker], [ApproveLeave, one, head]);
    given(leave, approved).when(WithdrawLeave, one, worker).thenRejected('LEAVE_NOT_PENDING');
  });
  it('[LEV-10] is cancelled in part for sessions that have not begun', () => {
    const approved = story(leave, [RequestLeave, asking(ONE_DAY), worker], [ApproveLeave, one, head]);
    const afternoon = { ...one, fromDay: '2026-03-10', fromHalf: 'PM', toDay: '2026-03-10', toHalf: 'PM' } as const;
    given(leave, approved)
      .when(CancelLeaveSessions, afternoon, { ...worker, at: '2026-03-10 14:29' })
      .then({
        type: 'LeavePartCancelled',
        data: { cancelled: ['2026-03-10:PM'], cancelledDays: 0.5, remainingDays: 0.5 },
      });
    given(leave, approved)
      .when(CancelLeaveSessions, afternoon, { ...worker, at: '2026-03-10 14:30' })
      .thenRejected('LEAVE_BEGUN');
    given(leave, approved)
      .when(CancelLeaveSessions, { ...afternoon, fromDay: '2026-03-11', toDay: '2026-03-11' }, worker)
      .thenRejected('LEAVE_SESSION_NOT_COVERED');
    given(leave, requested(ONE_DAY)).when(CancelLeaveSessions, afternoon, worker).thenRejected('LEAVE_NOT_APPROVED');
  });
  it('[LEV-10] nobody decides on their own leave, in person or through a delegate', () => {
    const own = { by: { actor: 'w-1', role: 'office-head' } } as const;
    given(leave, requested(ONE_DAY)).when(ApproveLeave, one, own).thenRejected('LEAVE_OWN');
    given(leave, requested(ONE_DAY))
      .when(ApproveLeave, one, { by: { actor: 'o-9', role: 'office-head', onBehalfOf: 'w-1' } })
      .thenRejected('LEAVE_OWN');
  });
  it('an unknown request is refused by name', () => {
    given(leave).when(ApproveLeave, one, head).thenRejected('LEAVE_NOT_FOUND');
  });
  it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])('%s is the id of no request', (requestId) => {
    const asked = requested(ONE_DAY);
    given(leave, asked)
      .when(ApproveLeave, { ...one, requestId }, head)
      .thenRejected('LEAVE_NOT_FOUND');
    given(leave, asked)
      .when(
        CancelLeaveSessions,
        { ...one, requestId, fromDay: '2026-03-10', fromHalf: 'AM', toDay: '2026-03-10', toHalf: 'AM' },
        head,
      )
      .thenRejected('LEAVE_NOT_FOUND');
  });
  it.each(['constructor', '__proto__'])('a request may be called %s: it is a request like any other', (commandId) => {
    const id = { ...one, requestId: commandId };
    const asked = story(leave, [RequestLeave, asking(ONE_DAY), { ...worker, commandId }]);
    given(leave, asked).when(ApproveLeave, id, head).then({ type: 'LeaveApproved' });
    given(leave, story(leave, [RequestLeave, asking(ONE_DAY), { ...worker, commandId }], [ApproveLeave, id, head]))
      .when(ApproveLeave, id, head)
      .thenRejected('LEAVE_NOT_PENDING');
  });
});
