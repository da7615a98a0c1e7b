import { describe, expect, it } from '@jest/globals';
import { type LeaveEntry, leaveLedger } from '../../projections/leave/leave-ledger.view.js';
import { ApproveLeave } from '../../src/leave/domain/approve-leave.js';
import { SubmitLeaveCertificate } from '../../src/leave/domain/certificate/submit-leave-certificate.js';
import { EndorseLeave } from '../../src/leave/domain/endorse-leave.js';
import { leave } from '../../src/leave/domain/leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { ResubmitLeave } from '../../src/leave/domain/resubmit-leave.js';
import { ReturnLeave } from '../../src/leave/domain/return-leave.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';

const worker: World = { by: { actor: 'w-1', role: 'social-worker' }, commandId: 'r-1', at: '2026-03-09 08:00' };
const head: World = { by: { actor: 'o-1', role: 'office-head' } };
const deputy: World = { by: { actor: 'o-2', role: 'deputy-director', unit: 'county-1' } };
const one = { workerId: 'w-1', requestId: 'r-1' };
const opinion = '同意';
const certificate = '闽侯县医院第0310号';

/** From Tuesday morning on; until when makes the days. */
const sick = (toDay: string, toHalf: 'AM' | 'PM', more: object = {}) => ({
  ...{ workerId: 'w-1', kind: 'SICK', fromDay: '2026-03-10', fromHalf: 'AM', toDay, toHalf, reason: '发热' },
  ...more,
});
const requested = (form: object) => [RequestLeave, form, worker] as const;
const endorsed = [EndorseLeave, { ...one, opinion }, head] as const;
const submitted = [SubmitLeaveCertificate, { ...one, certificate }, worker] as const;

describe('the hospital certificate of sick leave', () => {
  it('[LEV-7] is not needed for exactly one working day, and is for half a day more', () => {
    given(leave, story(leave, requested(sick('2026-03-10', 'PM'))))
      .when(ApproveLeave, one, head)
      .then({ type: 'LeaveApproved', data: { days: 1 } });
    given(leave, story(leave, requested(sick('2026-03-11', 'AM')), endorsed))
      .when(ApproveLeave, one, deputy)
      .thenRejected('LEAVE_CERTIFICATE_NEEDED');
  });
  it('[LEV-7] counts working days: Friday afternoon and Monday morning are one day', () => {
    const overTheWeekend = { ...sick('2026-03-16', 'AM'), fromDay: '2026-03-13', fromHalf: 'PM' };
    given(leave, story(leave, requested(overTheWeekend)))
      .when(ApproveLeave, one, head)
      .then({ type: 'LeaveApproved', data: { days: 1 } });
  });
  it('[LEV-7] is given on the form, or later', () => {
    const onTheForm = requested(sick('2026-03-11', 'AM', { certificate }));
    given(leave, story(leave, onTheForm, endorsed))
      .when(ApproveLeave, one, deputy)
      .then({ type: 'LeaveApproved' });
    const without = requested(sick('2026-03-11', 'AM'));
    given(leave, story(leave, without, endorsed))
      .when(SubmitLeaveCertificate, { ...one, certificate }, worker)
      .then({ type: 'LeaveCertificateSubmitted', data: { ...one, officeId: 'office-1', certificate } });
    given(leave, story(leave, without, endorsed, submitted))
      .when(ApproveLeave, one, deputy)
      .then({ type: 'LeaveApproved' });
  });
  it('[LEV-7] stays with a request that is returned and comes again', () => {
    const again = [ResubmitLeave, { ...sick('2026-03-11', 'AM'), requestId: 'r-1' }, worker] as const;
    const returned = [ReturnLeave, { ...one, opinion: '请补充' }, head] as const;
    const steps = [requested(sick('2026-03-12', 'PM')), submitted, returned, again, endorsed] as const;
    given(leave, story(leave, ...steps))
      .when(ApproveLeave, one, deputy)
      .then({ type: 'LeaveApproved', data: { days: 1.5 } });
    const ledger = foldView<LeaveEntry>(
      leaveLedger,
      story(leave, ...steps).map((event, position) => recorded(event, { position })),
    );
    expect(ledger.get('r-1')).toMatchObject({ certificate, status: 'pending' });
    expect(ledger.get('r-1')?.history.map(({ action }) => action)).toContain('certified');
  });
  it('[LEV-7] [RULE-9] is needed as well when one illness is asked for in parts', () => {
    const second: World = { ...worker, commandId: 'r-2' };
    const nextMorning = { ...sick('2026-03-11', 'AM'), fromDay: '2026-03-11' };
    const parts = story(leave, requested(sick('2026-03-10', 'PM')), [RequestLeave, nextMorning, second]);
    given(leave, parts).when(ApproveLeave, one, head).thenRejected('LEAVE_CERTIFICATE_NEEDED');
    const personal = { ...nextMorning, kind: 'PERSONAL' };
    given(leave, story(leave, requested(sick('2026-03-10', 'PM')), [RequestLeave, personal, second]))
      .when(ApproveLeave, one, head)
      .then({ type: 'LeaveApproved' });
  });
  it('[LEV-7] comes with sick leave alone, once, and before the decision', () => {
    given(leave)
      .when(RequestLeave, sick('2026-03-11', 'AM', { kind: 'PERSONAL', certificate }) as never, worker)
      .thenRejected('LEAVE_CERTIFICATE_UNFIT');
    given(leave, story(leave, requested(sick('2026-03-11', 'AM', { kind: 'PERSONAL' }))))
      .when(SubmitLeaveCertificate, { ...one, certificate }, worker)
      .thenRejected('LEAVE_CERTIFICATE_UNFIT');
    given(leave, story(leave, requested(sick('2026-03-11', 'AM')), submitted))
      .when(SubmitLeaveCertificate, { ...one, certificate }, worker)
      .thenRejected('LEAVE_CERTIFICATE_GIVEN');
    given(leave, story(leave, requested(sick('2026-03-10', 'PM')), [ApproveLeave, one, head]))
      .when(SubmitLeaveCertificate, { ...one, certificate }, worker)
      .thenRejected('LEAVE_NOT_PENDING');
    given(leave)
      .when(SubmitLeaveCertificate, { ...one, certificate }, worker)
      .thenRejected('LEAVE_NOT_FOUND');
  });
  it('[LEV-7] [RULE-2] is needed over as many days as the policy says', () => {
    const rules = { ...FUZHOU_REGIME, leave: { ...FUZHOU_REGIME.leave, certificateOverDays: 1.5 } };
    given(leave, story(leave, requested(sick('2026-03-11', 'AM')), endorsed))
      .when(ApproveLeave, one, { ...deputy, rules })
      .then({ type: 'LeaveApproved' });
    given(leave, story(leave, requested(sick('2026-03-11', 'PM')), endorsed))
      .when(ApproveLeave, one, { ...deputy, rules })
      .thenRejected('LEAVE_CERTIFICATE_NEEDED');
  });
});
