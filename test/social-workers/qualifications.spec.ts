import { describe, expect, it } from '@jest/globals';
import {
  type WorkerQualifications,
  workerQualifications,
} from '../../projections/social-workers/worker-qualifications.view.js';
import { command } from '../../src/kernel/command.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import {
  AttainProfessionalLevel,
  RecordProfessionalExamination,
} from '../../src/social-workers/domain/qualifications/professional-level.js';
import { qualification } from '../../src/social-workers/domain/qualifications/qualification.js';
import { RecordQualification } from '../../src/social-workers/domain/qualifications/record-qualification.js';
import { RenewQualification } from '../../src/social-workers/domain/qualifications/renew-qualification.js';
import { WithdrawQualification } from '../../src/social-workers/domain/qualifications/withdraw-qualification.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';

/** Today is 2026-03-09. */
const head: World = { by: { actor: 'o-1', role: 'office-head' } };
const paper = {
  workerId: 'w-1',
  kind: 'PSYCHOLOGY' as const,
  title: '心理咨询师二级',
  number: '19130000',
  issuer: '省人社厅',
  issuedOn: '2024-06-01',
  expiresOn: '2026-06-30',
};
const held = (fields: object = paper): DomainEvent[] => story(qualification, [RecordQualification, fields, head]);
const renewal = { workerId: 'w-1', qualificationId: 'command-1', renewedOn: '2026-03-09', expiresOn: '2028-06-30' };
const withdrawal = { workerId: 'w-1', qualificationId: 'command-1', on: '2026-03-09', reason: '注销' };
const withdrawn = (): DomainEvent[] =>
  story(qualification, [RecordQualification, paper, head], [WithdrawQualification, withdrawal, head]);

describe('a certificate', () => {
  it('[HR-2] is recorded with number, issuer and expiry; one that has expired, too', () => {
    const record = (changed: object) => given(qualification).when(RecordQualification, { ...paper, ...changed }, head);
    record({}).then({
      type: 'QualificationRecorded',
      data: { ...paper, officeId: 'office-1', qualificationId: 'command-1' },
    });
    record({ expiresOn: '2025-01-01' }).then({ type: 'QualificationRecorded' });
    record({ issuedOn: '2026-03-09' }).then({ type: 'QualificationRecorded' });
    record({ issuedOn: '2026-03-10' }).thenRejected('QUALIFICATION_DAY_IN_FUTURE');
    record({ expiresOn: '2024-06-01' }).then({ type: 'QualificationRecorded' });
    record({ expiresOn: '2024-05-31' }).thenRejected('QUALIFICATION_PERIOD_REVERSED');
  });
  it('[HR-2] [SEC-3] keeps its number, and why it was withdrawn, under the worker’s own key', () => {
    expect(qualification.events.QualificationRecorded).toMatchObject({ subject: 'workerId', personal: ['number'] });
    expect(qualification.events.QualificationWithdrawn).toMatchObject({ subject: 'workerId', personal: ['reason'] });
    expect(qualification.events.ProfessionalLevelAttained).toMatchObject({ subject: 'workerId', personal: ['number'] });
  });
  it('[HR-2] is renewed for longer than before', () => {
    const renew = (changed: object, events = held()) =>
      given(qualification, events).when(RenewQualification, { ...renewal, ...changed }, head);
    renew({}).then({ type: 'QualificationRenewed', data: { ...renewal, previouslyExpiresOn: '2026-06-30' } });
    renew({ expiresOn: '2026-06-30' }).thenRejected('QUALIFICATION_NOT_PROLONGED');
    renew({ expiresOn: '2026-07-01' }).then({ type: 'QualificationRenewed' });
    renew({ expiresOn: '2026-03-08' }, held({ ...paper, expiresOn: '2025-01-01' })).thenRejected(
      'QUALIFICATION_NOT_PROLONGED',
    );
    renew({ renewedOn: '2026-03-10' }).thenRejected('QUALIFICATION_DAY_IN_FUTURE');
    renew({ renewedOn: '2024-05-31' }).thenRejected('QUALIFICATION_DAY_TOO_EARLY');
    renew({ renewedOn: '2024-06-01' }).then({ type: 'QualificationRenewed' });
    const { expiresOn: _expiresOn, ...endless } = paper;
    renew({}, held(endless)).thenRejected('QUALIFICATION_WITHOUT_EXPIRY');
    renew({ qualificationId: 'other' }).thenRejected('QUALIFICATION_NOT_FOUND');
    renew({}, withdrawn()).thenRejected('QUALIFICATION_IS_WITHDRAWN');
  });
  it('[HR-2] is withdrawn once, with the day and the reason', () => {
    const withdraw = (changed: object, events = held()) =>
      given(qualification, events).when(WithdrawQualification, { ...withdrawal, ...changed }, head);
    withdraw({}).then({ type: 'QualificationWithdrawn', data: withdrawal });
    withdraw({ on: '2024-05-31' }).thenRejected('QUALIFICATION_DAY_TOO_EARLY');
    withdraw({ on: '2024-06-01' }).then({ type: 'QualificationWithdrawn' });
    withdraw({ on: '2026-03-10' }).thenRejected('QUALIFICATION_DAY_IN_FUTURE');
    withdraw({}, withdrawn()).thenRejected('QUALIFICATION_IS_WITHDRAWN');
  });
});

describe('a professional level', () => {
  const sat = { workerId: 'w-1', level: 'ASSISTANT_SOCIAL_WORKER' as const, satOn: '2025-06-14', passed: true };
  const attained = { workerId: 'w-1', level: 'ASSISTANT_SOCIAL_WORKER' as const, on: '2025-09-01', number: '2025063' };
  const passed = (fields: object = sat): DomainEvent[] =>
    story(qualification, [RecordProfessionalExamination, fields, head]);
  it('[HR-2] is attained when its examination was passed by then', () => {
    const attain = (changed: object, events = passed()) =>
      given(qualification, events).when(AttainProfessionalLevel, { ...attained, ...changed }, head);
    attain({}).then({ type: 'ProfessionalLevelAttained', data: attained });
    attain({ on: '2025-06-14' }).then({ type: 'ProfessionalLevelAttained' });
    attain({ on: '2025-06-13' }).thenRejected('QUALIFICATION_EXAMINATION_MISSING');
    attain({}, passed({ ...sat, passed: false })).thenRejected('QUALIFICATION_EXAMINATION_MISSING');
    attain({ level: 'SOCIAL_WORKER' }).thenRejected('QUALIFICATION_EXAMINATION_MISSING');
    attain({ on: '2026-03-10' }).thenRejected('QUALIFICATION_DAY_IN_FUTURE');
  });
  it('[HR-2] only rises', () => {
    const events = story(
      qualification,
      [RecordProfessionalExamination, sat, head],
      [RecordProfessionalExamination, { ...sat, level: 'SOCIAL_WORKER' }, head],
      [AttainProfessionalLevel, attained, head],
    );
    given(qualification, events)
      .when(AttainProfessionalLevel, attained, head)
      .thenRejected('QUALIFICATION_LEVEL_NOT_HIGHER');
    given(qualification, events)
      .when(AttainProfessionalLevel, { ...attained, level: 'SOCIAL_WORKER' }, head)
      .then({ type: 'ProfessionalLevelAttained', data: { fromLevel: 'ASSISTANT_SOCIAL_WORKER' } });
  });
  it('[HR-2] has examinations that were sat, passed or not', () => {
    const sit = (satOn: string) => given(qualification).when(RecordProfessionalExamination, { ...sat, satOn }, head);
    sit('2026-03-09').then({ type: 'ProfessionalExaminationRecorded' });
    sit('2026-03-10').thenRejected('QUALIFICATION_DAY_IN_FUTURE');
  });
});

describe('qualifications', () => {
  it('[HR-2] are those of a serving worker, and recorded by others', () => {
    for (const references of [{}, { worker: { ...servingWorker(), status: 'left' } }])
      given(qualification)
        .when(RecordQualification, paper, { ...head, references })
        .thenRejected('WORKER_NOT_SERVING');
    for (const by of [{ actor: 'w-1' }, { actor: 'o-9', onBehalfOf: 'w-1' }])
      given(qualification).when(RecordQualification, paper, { by }).thenRejected('QUALIFICATION_OWN');
  });
  it('[SEC-2] belong to the office of the worker', () => {
    const order = command(RecordQualification, paper, metaOf({}));
    expect(qualification.unitOf(qualification.initial, order, { worker: servingWorker('w-1', 'office-2') })).toBe(
      'office-2',
    );
    expect(qualification.unitOf(qualification.initial, order, {})).toBeUndefined();
    expect(qualification.personOf?.(qualification.initial, order)).toBe('w-1');
  });
});

describe('the qualifications on file', () => {
  const rowOf = (...events: DomainEvent[]): WorkerQualifications | undefined =>
    foldView<WorkerQualifications>(
      workerQualifications,
      events.map((event, position) => recorded(event, { position })),
    ).get('w-1');
  it('[HR-2] say when the first certificate that counts expires', () => {
    const second = story(qualification, [
      RecordQualification,
      { ...paper, kind: 'LAW', expiresOn: '2026-05-01' },
      { ...head, commandId: 'command-2' },
    ]);
    expect(rowOf(...held())).toMatchObject({ earliestExpiry: '2026-06-30', kinds: ['PSYCHOLOGY'] });
    expect(rowOf(...held(), ...second)).toMatchObject({ earliestExpiry: '2026-05-01', kinds: ['LAW', 'PSYCHOLOGY'] });
    const [renewed] = given(qualification, held()).when(RenewQualification, renewal, head).events();
    expect(rowOf(...held(), renewed as DomainEvent)).toMatchObject({
      earliestExpiry: '2028-06-30',
      certificates: [{ expiresOn: '2028-06-30', renewals: [{ on: '2026-03-09', previouslyExpiresOn: '2026-06-30' }] }],
    });
    expect(rowOf(...withdrawn())).toMatchObject({
      earliestExpiry: null,
      kinds: [],
      certificates: [{ withdrawn: { on: '2026-03-09', reason: '注销' } }],
    });
  });
  it('[SEC-2] move with their worker', () => {
    const path = ['city-1', 'county-1', 'office-2'];
    const data = { workerId: 'w-1', officeId: 'office-2', fromOfficeId: 'office-1', on: '2026-03-01', path };
    const moved = { type: 'SocialWorkerTransferred', data };
    expect(rowOf(...held(), moved)).toMatchObject({ officeId: 'office-2', path });
    expect(rowOf(moved)).toBeUndefined();
  });
  it('[HR-2] show level and examinations', () => {
    const events = story(
      qualification,
      [
        RecordProfessionalExamination,
        { workerId: 'w-1', level: 'SOCIAL_WORKER', satOn: '2025-06-14', passed: true },
        head,
      ],
      [AttainProfessionalLevel, { workerId: 'w-1', level: 'SOCIAL_WORKER', on: '2025-09-01', number: '1' }, head],
    );
    expect(rowOf(...events)).toMatchObject({
      level: 'SOCIAL_WORKER',
      levels: [{ on: '2025-09-01', number: '1' }],
      examinations: [{ satOn: '2025-06-14', passed: true }],
    });
  });
});
