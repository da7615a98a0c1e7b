import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/kernel/day.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { organisation } from '../../src/organisation/domain/organisation.js';
import { DismissSocialWorker } from '../../src/social-workers/domain/departure/dismiss-social-worker.js';
import { EndAppointment } from '../../src/social-workers/domain/departure/end-appointment.js';
import {
  AcceptResignation,
  SubmitResignation,
  WithdrawResignation,
} from '../../src/social-workers/domain/departure/resignation.js';
import type { SocialWorkerEvent } from '../../src/social-workers/domain/events.js';
import { AppointSocialWorker } from '../../src/social-workers/domain/service/appoint-social-worker.js';
import { ConfirmAppointment } from '../../src/social-workers/domain/service/confirm-appointment.js';
import { SignUndertaking } from '../../src/social-workers/domain/service/sign-undertaking.js';
import { socialWorker } from '../../src/social-workers/domain/social-worker.js';
import { ConcludeContract } from '../../src/social-workers/domain/terms/conclude-contract.js';
import { GrantEntitlements } from '../../src/social-workers/domain/terms/grant-entitlements.js';
import { stateOf, told } from '../organisation/town.js';
import { given, story, type World } from '../support/given.js';

const offices = organisation.face?.(stateOf(told()));
const by = (actor: string, role: 'director' | 'social-worker', at = '2026-03-09'): World => ({
  at: `${at} 09:00`,
  by: { actor, role, unit: role === 'director' ? 'east' : 'east-1' },
  references: { offices },
});
const director = (at?: string): World => by('o-1', 'director', at);
/** A director who sees how the worker's dismissal cases stand. */
const withCases = (cases?: Record<string, string>): World => ({
  ...director(),
  references: {
    offices,
    service: cases && { id: 'w-1', unit: 'east-1', status: 'serving', facts: cases },
  },
});
const herself = by('w-1', 'social-worker');
const inHerStead: World = { ...director(), by: { actor: 'o-9', role: 'director', unit: 'east', onBehalfOf: 'w-1' } };

const appointment = { workerId: 'w-1', officeId: 'east-1', name: '王晓梅', appointedOn: '2026-01-05' };
const onProbation = { ...appointment, probationUntil: '2026-03-04' };
const told1 = (fields: object = onProbation): DomainEvent[] =>
  story(socialWorker, [AppointSocialWorker, fields, director()]);
const signed = (on = '2026-01-05'): DomainEvent[] => [
  ...told1(),
  ...given(socialWorker, told1()).when(SignUndertaking, { workerId: 'w-1', signedOn: on }, director()).events(),
];
const factsOf = (events: readonly DomainEvent[]) =>
  socialWorker.face?.(fold(socialWorker, socialWorker.initial, events as SocialWorkerEvent[]))?.facts;

describe('the undertaking of confidentiality', () => {
  it('[HR-3] is signed once, on a day from the appointment up to today', () => {
    const on = (signedOn: string) =>
      given(socialWorker, told1()).when(SignUndertaking, { workerId: 'w-1', signedOn }, director());
    on('2026-01-04').thenRejected('WORKER_DAY_TOO_EARLY');
    on('2026-01-05').then({ type: 'ConfidentialityUndertakingSigned', data: { officeId: 'east-1' } });
    on('2026-03-09').then({ type: 'ConfidentialityUndertakingSigned' });
    on('2026-03-10').thenRejected('WORKER_DAY_IN_FUTURE');
    given(socialWorker, signed())
      .when(SignUndertaking, { workerId: 'w-1', signedOn: '2026-03-09' }, director())
      .thenRejected('WORKER_UNDERTAKING_SIGNED');
    expect(factsOf(signed('2026-02-01'))?.undertakingSignedOn).toBe('2026-02-01');
  });
});

describe('the confirmation after the probation', () => {
  const confirm = { workerId: 'w-1', on: '2026-03-05', opinion: '试用期表现合格' };
  it('[HR-3] says who is appointed from which day on', () => {
    given(socialWorker, signed())
      .when(ConfirmAppointment, confirm, director())
      .then({
        type: 'AppointmentConfirmed',
        data: { ...confirm, officeId: 'east-1', probationUntil: '2026-03-04' },
      });
    const confirmed = story(
      socialWorker,
      [AppointSocialWorker, onProbation, director()],
      [SignUndertaking, { workerId: 'w-1', signedOn: '2026-01-05' }, director()],
      [ConfirmAppointment, { ...confirm, on: '2026-02-20' }, director()],
    );
    expect(factsOf(confirmed)).toMatchObject({ probationEnds: '2026-02-19', confirmedOn: '2026-02-20' });
    given(socialWorker, confirmed)
      .when(ConfirmAppointment, confirm, director())
      .thenRejected('WORKER_NOT_ON_PROBATION');
  });
  it('[HR-3] is refused without the undertaking, and to who signed only later', () => {
    given(socialWorker, told1())
      .when(ConfirmAppointment, confirm, director())
      .thenRejected('WORKER_UNDERTAKING_MISSING');
    given(socialWorker, signed('2026-03-06'))
      .when(ConfirmAppointment, confirm, director())
      .thenRejected('WORKER_UNDERTAKING_MISSING');
    given(socialWorker, signed('2026-03-05'))
      .when(ConfirmAppointment, confirm, director())
      .then({ type: 'AppointmentConfirmed' });
  });
  it('[HR-3] comes from the second day of the probation to the day after its end, and not before its day', () => {
    const on = (day: string, at?: string) =>
      given(socialWorker, signed()).when(ConfirmAppointment, { ...confirm, on: day }, director(at));
    on('2026-01-05').thenRejected('WORKER_DAY_TOO_EARLY');
    on('2026-01-06').then({ type: 'AppointmentConfirmed' });
    on('2026-03-05').then({ type: 'AppointmentConfirmed' });
    on('2026-03-06').thenRejected('WORKER_PROBATION_OVER');
    on('2026-03-05', '2026-03-04').thenRejected('WORKER_DAY_IN_FUTURE');
  });
  it('[HR-3] is of who was on probation', () => {
    given(socialWorker, told1(appointment))
      .when(ConfirmAppointment, confirm, director())
      .thenRejected('WORKER_NOT_ON_PROBATION');
  });
});

describe('the terms of service', () => {
  const contract = { workerId: 'w-1', contractNumber: '1号', from: '2026-01-05', until: '2026-12-31' };
  const first = (fields: object = contract): DomainEvent[] => [
    ...told1(),
    ...given(socialWorker, told1())
      .when(ConcludeContract, fields as typeof contract, director())
      .events(),
  ];
  it('[HR-3] are contracts that follow one another without overlap', () => {
    const conclude = (changed: object, events = told1()) =>
      given(socialWorker, events).when(ConcludeContract, { ...contract, ...changed }, director());
    conclude({}).then({ type: 'ContractConcluded', data: { ...contract, officeId: 'east-1' } });
    conclude({ from: '2026-01-04' }).thenRejected('WORKER_DAY_TOO_EARLY');
    conclude({ until: '2026-01-04' }).thenRejected('WORKER_CONTRACT_REVERSED');
    conclude({ until: '2026-01-05' }).then({ type: 'ContractConcluded' });
    conclude({ from: '2026-12-31', until: '2027-12-31' }, first()).thenRejected('WORKER_CONTRACT_OVERLAPS');
    conclude({ from: '2027-01-01', until: '2027-12-31' }, first()).then({
      type: 'ContractConcluded',
      data: { previousUntil: '2026-12-31' },
    });
    const { until: _until, ...endless } = contract;
    conclude({ from: '2040-01-01', until: '2041-01-01' }, first(endless)).thenRejected('WORKER_CONTRACT_OVERLAPS');
    expect(factsOf(first())?.contractUntil).toBe('2026-12-31');
    expect(factsOf(first(endless))?.contractUntil).toBeNull();
  });
  it('[HR-3] are entitlements, with the day from which accumulated years of work count', () => {
    const fields = {
      workerId: 'w-1',
      payGrade: '三级',
      insurances: ['MEDICAL', 'PENSION'] as ('MEDICAL' | 'PENSION')[],
      workSince: '2021-07-01',
      from: '2026-01-05',
    };
    const grant = (changed: object, events = told1()) =>
      given(socialWorker, events).when(GrantEntitlements, { ...fields, ...changed }, director());
    grant({}).then({ type: 'EntitlementsGranted', data: { ...fields, insurances: ['PENSION', 'MEDICAL'] } });
    grant({ from: '2026-01-04' }).thenRejected('WORKER_DAY_TOO_EARLY');
    grant({ workSince: '2026-01-05' }).then({ type: 'EntitlementsGranted' });
    grant({ workSince: '2026-01-06' }).thenRejected('WORKER_WORK_SINCE_LATE');
    const granted = [...told1(), ...grant({}).events()];
    expect(factsOf(granted)?.workSince).toBe('2021-07-01');
    grant({ workSince: '2020-07-01' }, granted).then({
      type: 'EntitlementsGranted',
      data: { workSince: '2020-07-01', previousWorkSince: '2021-07-01' },
    });
  });
  it('[SEC-3] are kept under the worker’s own key where they tell about the person', () => {
    const { ContractConcluded, EntitlementsGranted, ResignationSubmitted, AppointmentConfirmed } = socialWorker.events;
    expect(ContractConcluded).toMatchObject({ subject: 'workerId', personal: ['contractNumber'] });
    expect(EntitlementsGranted).toMatchObject({ subject: 'workerId', personal: ['payGrade'] });
    expect(ResignationSubmitted).toMatchObject({ subject: 'workerId', personal: ['reason'] });
    expect(AppointmentConfirmed).toMatchObject({ subject: 'workerId', personal: ['opinion'] });
  });
});

describe('a departure', () => {
  const resignation = { workerId: 'w-1', lastDay: '2026-03-20', reason: '搬家' };
  const resigned = (): DomainEvent[] => [
    ...told1(),
    ...given(socialWorker, told1()).when(SubmitResignation, resignation, herself).events(),
  ];
  const accept = { workerId: 'w-1', on: '2026-03-20', reason: '同意' };
  it('[HR-3] is asked for by the worker, once, for a day that has not passed', () => {
    const ask = (lastDay: string) =>
      given(socialWorker, told1()).when(SubmitResignation, { ...resignation, lastDay }, herself);
    ask('2026-03-08').thenRejected('WORKER_DAY_PASSED');
    ask('2026-03-09').then({ type: 'ResignationSubmitted' });
    given(socialWorker, resigned())
      .when(SubmitResignation, resignation, herself)
      .thenRejected('WORKER_RESIGNATION_PENDING');
  });
  it('[HR-3] is taken back while nobody has accepted it', () => {
    given(socialWorker, resigned())
      .when(WithdrawResignation, { workerId: 'w-1' }, herself)
      .then({ type: 'ResignationWithdrawn', data: { lastDay: '2026-03-20' } });
    const stays = [
      ...resigned(),
      ...given(socialWorker, resigned()).when(WithdrawResignation, { workerId: 'w-1' }, herself).events(),
    ];
    for (const events of [told1(), stays])
      given(socialWorker, events)
        .when(WithdrawResignation, { workerId: 'w-1' }, herself)
        .thenRejected('WORKER_NOT_RESIGNING');
    given(socialWorker, stays)
      .when(AcceptResignation, accept, director('2026-03-20'))
      .thenRejected('WORKER_NOT_RESIGNING');
  });
  it('[HR-3] is accepted by the county, on the last day or after it', () => {
    const on = (at: string) => given(socialWorker, resigned()).when(AcceptResignation, accept, director(at));
    on('2026-03-19').thenRejected('WORKER_DAY_IN_FUTURE');
    on('2026-03-20').then({
      type: 'AppointmentEnded',
      data: { on: '2026-03-20', cause: 'RESIGNATION', reason: '同意', officeId: 'east-1' },
    });
    given(socialWorker, resigned())
      .when(AcceptResignation, { ...accept, on: '2026-01-04' }, director())
      .thenRejected('WORKER_DAY_TOO_EARLY');
  });
  it('[HR-3] by dismissal is a decision of the county, with its grounds and the case that it rests on', () => {
    const dismissal = { workerId: 'w-1', on: '2026-03-09', reason: '连续旷工', dismissalCaseId: 'case-1' };
    given(socialWorker, told1())
      .when(DismissSocialWorker, dismissal, withCases({ 'case-1': 'dismissed' }))
      .then({ type: 'AppointmentEnded', data: { ...dismissal, cause: 'DISMISSAL' } });
    given(socialWorker, told1())
      .when(DismissSocialWorker, { ...dismissal, on: '2026-03-10' }, director())
      .thenRejected('WORKER_DAY_IN_FUTURE');
    const left = [
      ...told1(),
      ...given(socialWorker, told1())
        .when(DismissSocialWorker, { ...dismissal, dismissalCaseId: undefined }, director())
        .events(),
    ];
    expect(factsOf(left)?.leftOn).toBe('2026-03-09');
    given(socialWorker, left).when(DismissSocialWorker, dismissal, director()).thenRejected('WORKER_NOT_SERVING');
    given(socialWorker, left).when(SubmitResignation, resignation, herself).thenRejected('WORKER_NOT_SERVING');
  });
  it('[HR-3] [THR-6] names a case of this worker that was decided for dismissal, or none', () => {
    const dismissal = { workerId: 'w-1', on: '2026-03-09', reason: '连续旷工' };
    const on = (cases: Record<string, string> | undefined, dismissalCaseId?: string, by: World['by'] = director().by) =>
      given(socialWorker, told1()).when(
        DismissSocialWorker,
        { ...dismissal, ...(dismissalCaseId === undefined ? {} : { dismissalCaseId }) },
        { ...withCases(cases), by },
      );
    on({}).then({ type: 'AppointmentEnded' });
    on({ 'case-1': 'dismissed' }, 'case-1').then({ type: 'AppointmentEnded', data: { dismissalCaseId: 'case-1' } });
    for (const status of ['open', 'withdrawn', 'kept'])
      on({ 'case-1': status }, 'case-1').thenRejected('WORKER_CASE_UNFIT');
    on({ 'case-1': 'dismissed' }, 'case-2').thenRejected('WORKER_CASE_UNFIT');
    on({}, 'constructor').thenRejected('WORKER_CASE_UNFIT');
    on(undefined, 'case-1').thenRejected('WORKER_CASE_UNFIT');
    // What follows from the decision comes from the case itself, of which another process may not have heard yet.
    on(undefined, 'case-1', { actor: 'system', role: 'system', unit: '*' }).then({ type: 'AppointmentEnded' });
  });
  it('[HR-3] tells its cause', () => {
    given(socialWorker, told1())
      .when(EndAppointment, { workerId: 'w-1', on: '2026-03-09', reason: '期满', cause: 'CONTRACT_EXPIRY' }, director())
      .then({ type: 'AppointmentEnded', data: { cause: 'CONTRACT_EXPIRY' } });
  });
});

it('[HR-3] nobody decides on their own service, nor has it done for them', () => {
  const confirm = { workerId: 'w-1', on: '2026-03-05', opinion: '好' };
  const end = { workerId: 'w-1', on: '2026-03-09', reason: '期满' };
  for (const world of [{ ...director(), by: { actor: 'w-1', role: 'director' as const, unit: 'east' } }, inHerStead]) {
    given(socialWorker, signed()).when(ConfirmAppointment, confirm, world).thenRejected('WORKER_OWN');
    given(socialWorker, signed()).when(EndAppointment, end, world).thenRejected('WORKER_OWN');
    given(socialWorker, signed()).when(DismissSocialWorker, end, world).thenRejected('WORKER_OWN');
    given(socialWorker, signed()).when(AcceptResignation, end, world).thenRejected('WORKER_OWN');
    given(socialWorker, signed())
      .when(ConcludeContract, { workerId: 'w-1', contractNumber: '1', from: '2026-01-05' }, world)
      .thenRejected('WORKER_OWN');
    given(socialWorker, signed())
      .when(
        GrantEntitlements,
        { workerId: 'w-1', payGrade: '1', insurances: [], workSince: '2026-01-05', from: '2026-01-05' },
        world,
      )
      .thenRejected('WORKER_OWN');
  }
});

it('[HR-3] whenever somebody is confirmed, each day of service is of the probation or after it, never both', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 59 }), (days) => {
      const on = addDays('2026-01-05', days);
      const fields = { workerId: 'w-1', on, opinion: '好' };
      const events = [
        ...signed(),
        ...given(socialWorker, signed()).when(ConfirmAppointment, fields, director('2026-03-05')).events(),
      ];
      const { probationEnds, confirmedOn, appointedOn } = factsOf(events) ?? {};
      expect([confirmedOn, addDays(String(probationEnds), 1)]).toEqual([on, on]);
      expect(String(probationEnds) >= String(appointedOn) && String(probationEnds) <= '2026-03-04').toBe(true);
    }),
  );
});
