import { describe, expect, it } from '@jest/globals';
import { type LeaveEntry, leaveLedger } from '../../projections/leave/leave-ledger.view.js';
import { leaveInbox, type WaitingLeave } from '../../projections/leave/leave-inbox.view.js';
import { type DueRow, dueView } from '../../src/kernel/due.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { ApproveLeave } from '../../src/leave/domain/approve-leave.js';
import { emergencyForm } from '../../src/leave/domain/emergency/form.due.js';
import { LapseEmergencyLeave } from '../../src/leave/domain/emergency/lapse-emergency-leave.js';
import { NotifyEmergencyLeave } from '../../src/leave/domain/emergency/notify-emergency-leave.js';
import { RegulariseLeave } from '../../src/leave/domain/emergency/regularise-leave.js';
import { EndorseLeave } from '../../src/leave/domain/endorse-leave.js';
import { leave } from '../../src/leave/domain/leave.js';
import { RejectLeave } from '../../src/leave/domain/reject-leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { ResubmitLeave } from '../../src/leave/domain/resubmit-leave.js';
import { ReturnLeave } from '../../src/leave/domain/return-leave.js';
import { WithdrawLeave } from '../../src/leave/domain/withdraw-leave.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, servingWorker, shanghai, story, type World } from '../support/given.js';

const worker: World = { by: { actor: 'w-1', role: 'social-worker' }, commandId: 'r-1', at: '2026-03-09 10:00' };
const head: World = { by: { actor: 'o-1', role: 'office-head' }, at: '2026-03-10 10:00' };
const deputy: World = { by: { actor: 'o-2', role: 'deputy-director', unit: 'county-1' }, at: '2026-03-10 11:00' };
const system = (at: string): World => ({ by: { actor: 'system', role: 'system' }, at });
const one = { workerId: 'w-1', requestId: 'r-1' };
// 2026-03-09 is a Monday: the seventh day after it is Monday the 16th.
const notice = {
  workerId: 'w-1',
  kind: 'SICK',
  fromHalf: 'AM',
  toDay: '2026-03-09',
  toHalf: 'PM',
  means: 'TELEPHONE',
  reason: '突发高烧',
} as const;
const ordinary = {
  workerId: 'w-1',
  kind: 'PERSONAL',
  fromDay: '2026-03-10',
  fromHalf: 'AM',
  toDay: '2026-03-10',
  toHalf: 'PM',
  reason: '家中有事',
} as const;
const form = { ...one, reason: '突发高烧，已就医' };
const notified = [NotifyEmergencyLeave, notice, worker] as const;
const regularised = [RegulariseLeave, form, { ...worker, at: '2026-03-10 09:00' }] as const;
const stored = (events: readonly DomainEvent[]) => events.map((event, position) => recorded(event, { position }));
type Steps = Parameters<typeof story>[1][];
const entry = (...steps: Steps) => foldView<LeaveEntry>(leaveLedger, stored(story(leave, ...steps))).get('r-1');
const due = (...steps: Steps) =>
  foldView<DueRow>(dueView([emergencyForm]), stored(story(leave, ...steps))).get('emergency-leave-form|r-1');

describe('emergency leave', () => {
  it('[LEV-6] begins with a notice by word on the day, and is provisional until the form comes within 7 days', () => {
    given(leave)
      .when(NotifyEmergencyLeave, notice, worker)
      .then({
        type: 'EmergencyLeaveNotified',
        data: {
          ...{ kind: 'SICK', from: '2026-03-09:AM', to: '2026-03-09:PM', days: 1, means: 'TELEPHONE' },
          ...{ formDueOn: '2026-03-16', clearBy: '2026-03-10', approver: 'office-head' },
        },
      });
    expect(entry(notified)).toMatchObject({
      ...{ status: 'provisional', awaiting: null, notice: 'TELEPHONE', formDueOn: '2026-03-16', days: 1 },
      history: [{ action: 'notified', actor: 'o-1' }],
    });
  });

  it.each(['SICK', 'BEREAVEMENT', 'PERSONAL'] as const)('[LEV-6] is possible for %s', (kind) => {
    given(leave)
      .when(NotifyEmergencyLeave, { ...notice, kind }, worker)
      .then({ type: 'EmergencyLeaveNotified' });
  });
  it.each(['ANNUAL', 'MARRIAGE', 'MATERNITY', 'WORK_INJURY'] as const)('[LEV-6] is not for %s', (kind) => {
    given(leave)
      .when(NotifyEmergencyLeave, { ...notice, kind }, worker)
      .thenRejected('LEAVE_KIND_NOT_BY_WORD');
  });
  it("[LEV-6] [RULE-2] the kinds and the days for the form are the policy's", () => {
    const emergency = { kinds: ['MARRIAGE' as const], formWithinDays: 3 };
    const rules = { ...FUZHOU_REGIME, leave: { ...FUZHOU_REGIME.leave, emergency } };
    given(leave)
      .when(NotifyEmergencyLeave, notice, { ...worker, rules })
      .thenRejected('LEAVE_KIND_NOT_BY_WORD');
    given(leave)
      .when(NotifyEmergencyLeave, { ...notice, kind: 'MARRIAGE' }, { ...worker, rules })
      .then({ type: 'EmergencyLeaveNotified', data: { formDueOn: '2026-03-12' } });
  });
  it('[LEV-6] is notified on the day itself: of a day off, only the next working day would be left, and that takes the form', () => {
    const saturday = { ...notice, toDay: '2026-03-16' };
    given(leave)
      .when(NotifyEmergencyLeave, saturday, { ...worker, at: '2026-03-14 10:00' })
      .thenRejected('LEAVE_NOTICE_NOT_ON_DAY');
    given(leave)
      .when(NotifyEmergencyLeave, saturday, { ...worker, at: '2026-03-16 23:59' })
      .then({ type: 'EmergencyLeaveNotified', data: { from: '2026-03-16:AM' } });
  });
  it('[LEV-6] cannot overlap other leave, and needs a serving worker', () => {
    const again = { ...worker, commandId: 'r-2' };
    given(leave, story(leave, notified)).when(NotifyEmergencyLeave, notice, again).thenRejected('LEAVE_OVERLAPS');
    given(leave)
      .when(NotifyEmergencyLeave, notice, { ...worker, references: {} })
      .thenRejected('WORKER_NOT_SERVING');
  });

  it('[LEV-6] the form is taken on day 7, not on day 8', () => {
    const day = (at: string) => given(leave, story(leave, notified)).when(RegulariseLeave, form, { ...worker, at });
    day('2026-03-16 23:59').then({ type: 'LeaveRegularised', data: { reason: form.reason, kind: 'SICK', days: 1 } });
    day('2026-03-17 00:00').thenRejected('LEAVE_FORM_LATE');
  });
  it('[LEV-6] the last day rolls over days off: a notice on Saturday the 9th of May, worked, is due on Monday the 18th', () => {
    const saturday = { ...notice, toDay: '2026-05-09' };
    const at = { ...worker, at: '2026-05-09 10:00' };
    given(leave)
      .when(NotifyEmergencyLeave, saturday, at)
      .then({ type: 'EmergencyLeaveNotified', data: { formDueOn: '2026-05-18' } });
    const told = story(leave, [NotifyEmergencyLeave, saturday, at]);
    given(leave, told)
      .when(RegulariseLeave, form, { ...worker, at: '2026-05-18 23:59' })
      .then({ type: 'LeaveRegularised' });
    given(leave, told).when(LapseEmergencyLeave, one, system('2026-05-18 23:59')).thenNothing();
    given(leave, told)
      .when(LapseEmergencyLeave, one, system('2026-05-19 00:00'))
      .then({ type: 'EmergencyLeaveLapsed' });
  });
  it('[LEV-6] the form goes the ordinary way: by tier, certificate and opinions, also after the leave has begun', () => {
    given(leave, story(leave, notified, regularised))
      .when(ApproveLeave, one, head)
      .then({ type: 'LeaveApproved', data: { sessions: ['2026-03-09:AM', '2026-03-09:PM'], by: 'office-head' } });
    const longer = [NotifyEmergencyLeave, { ...notice, toDay: '2026-03-10', toHalf: 'AM' }, worker] as const;
    const asked = story(
      leave,
      longer,
      [RegulariseLeave, form, { ...worker, at: '2026-03-11 09:00' }],
      [EndorseLeave, { ...one, opinion: '情况属实' }, head],
    );
    given(leave, asked).when(ApproveLeave, one, deputy).thenRejected('LEAVE_CERTIFICATE_NEEDED');
    const papers = [
      RegulariseLeave,
      { ...form, certificate: '第0310号' },
      { ...worker, at: '2026-03-11 09:00' },
    ] as const;
    const certified = story(leave, longer, papers, [EndorseLeave, { ...one, opinion: '情况属实' }, head]);
    given(leave, certified)
      .when(ApproveLeave, one, deputy)
      .then({ type: 'LeaveApproved', data: { days: 1.5 } });
  });
  it('[LEV-6] [LEV-10] nobody decides on their own, and it shows in the inbox of whoever has to', () => {
    given(leave, story(leave, notified, regularised))
      .when(ApproveLeave, one, { by: { actor: 'w-1', role: 'office-head' } })
      .thenRejected('LEAVE_OWN');
    const inbox = (...steps: Steps) => foldView<WaitingLeave>(leaveInbox, stored(story(leave, ...steps))).get('r-1');
    expect(inbox(notified)).toBeUndefined();
    expect(inbox(notified, regularised)).toMatchObject({ awaiting: 'office-head', days: 1 });
  });
  it('[LEV-6] only what was taken by word is made good, and once; it is not asked for anew', () => {
    given(leave, story(leave, [RequestLeave, ordinary, worker]))
      .when(RegulariseLeave, form, worker)
      .thenRejected('LEAVE_NOT_TO_REGULARISE');
    given(leave, story(leave, notified, regularised))
      .when(RegulariseLeave, form, worker)
      .thenRejected('LEAVE_NOT_TO_REGULARISE');
    const returned = story(leave, notified, regularised, [ReturnLeave, { ...one, opinion: '请补充' }, head]);
    given(leave, returned)
      .when(ResubmitLeave, { ...ordinary, ...one }, worker)
      .thenRejected('LEAVE_TO_REGULARISE');
  });
});

describe('emergency leave that is not made good', () => {
  it('[LEV-6] lapses when the last day for the form is over, once, by itself', () => {
    expect(due(notified)).toMatchObject({ dueAt: shanghai('2026-03-17 00:00'), fields: one });
    const at = (time: string) => given(leave, story(leave, notified)).when(LapseEmergencyLeave, one, system(time));
    at('2026-03-16 23:59').thenNothing();
    at('2026-03-17 00:00').then({
      type: 'EmergencyLeaveLapsed',
      data: { uncovered: ['2026-03-09:AM', '2026-03-09:PM'], formDueOn: '2026-03-16' },
    });
    const lapsed = [LapseEmergencyLeave, one, system('2026-03-17 00:00')] as const;
    given(leave, story(leave, notified, lapsed))
      .when(LapseEmergencyLeave, one, system('2026-03-18 00:00'))
      .thenNothing();
    expect(due(notified, lapsed)).toBeUndefined();
    expect(entry(notified, lapsed)).toMatchObject({ status: 'lapsed', formDueOn: null });
  });
  it('[LEV-6] does not lapse once the form came, however long the decision takes; a form returned is due again', () => {
    expect(due(notified, regularised)).toBeUndefined();
    given(leave, story(leave, notified, regularised))
      .when(LapseEmergencyLeave, one, system('2026-03-30 00:00'))
      .thenNothing();
    const returned = [ReturnLeave, { ...one, opinion: '请补充' }, head] as const;
    const steps = [notified, regularised, returned] as const;
    expect(due(...steps)).toMatchObject({ dueAt: shanghai('2026-03-18 00:00') });
    expect(entry(...steps)).toMatchObject({ status: 'returned', formDueOn: '2026-03-17' });
    given(leave, story(leave, ...steps))
      .when(RegulariseLeave, form, { ...worker, at: '2026-03-17 23:59' })
      .then({ type: 'LeaveRegularised' });
    given(leave, story(leave, ...steps))
      .when(LapseEmergencyLeave, one, system('2026-03-18 00:00'))
      .then({ type: 'EmergencyLeaveLapsed' });
  });
  it('[LEV-6] says what is left without cover when it is rejected or withdrawn; other leave leaves nothing', () => {
    const uncovered = ['2026-03-09:AM', '2026-03-09:PM'];
    given(leave, story(leave, notified, regularised))
      .when(RejectLeave, { ...one, opinion: '情况不实' }, head)
      .then({ type: 'LeaveRejected', data: { kind: 'SICK', uncovered } });
    for (const steps of [[notified], [notified, regularised]] as const)
      given(leave, story(leave, ...steps))
        .when(WithdrawLeave, one, worker)
        .then({ type: 'LeaveWithdrawn', data: { uncovered } });
    const asked = story(leave, [RequestLeave, ordinary, worker]);
    const [withdrawn] = given(leave, asked).when(WithdrawLeave, one, worker).events();
    expect(withdrawn?.data).toEqual({ ...one, officeId: 'office-1' });
  });
  it('needs a worker who still serves to be made good', () => {
    const left = { worker: { ...servingWorker(), status: 'left' } };
    given(leave, story(leave, notified))
      .when(RegulariseLeave, form, { ...worker, references: left })
      .thenRejected('WORKER_NOT_SERVING');
  });
});
