import { describe, expect, it } from '@jest/globals';
import { DecideDismissalCase } from '../../src/dismissals/domain/cases/decide-dismissal-case.js';
import {
  CorrectHospitalStay,
  RecordHospitalStay,
  WithdrawHospitalStay,
} from '../../src/dismissals/domain/hospital/hospital-stay.js';
import {
  NoteAnnualGrade,
  NoteServiceEnd,
  NoteServiceTerms,
  TallySessions,
} from '../../src/dismissals/domain/note-facts.js';
import type { ServiceRecordEvent } from '../../src/dismissals/domain/events.js';
import { serviceRecord } from '../../src/dismissals/domain/service-record.js';
import type { Face } from '../../src/kernel/context.js';
import { addDays } from '../../src/kernel/day.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { type Session, workingSessions } from '../../src/kernel/sessions.js';
import type { SessionChange } from '../../src/kernel/workforce/conduct.js';
import { CALENDAR, given, story, type World } from '../support/given.js';

type Step = Parameters<typeof story>[1];
const w = { workerId: 'w-1' };
const FACE: Face = {
  id: 'w-1',
  unit: 'office-1',
  status: 'serving',
  facts: { appointedOn: '2026-01-05', since: '2026-01-05' },
};
const by = (role: World['by'], at = '2026-12-01 09:00', commandId = 'case-1'): World => ({
  ...{ by: role, at, commandId, references: { worker: FACE } },
});
const system = (commandId?: string): World => by({ actor: 'system', role: 'system', unit: '*' }, undefined, commandId);
const deputy = by({ actor: 'd-1', role: 'deputy-director', unit: 'county-1' });

const PROBATION: Step = [NoteServiceTerms, { ...w, appointedOn: '2026-01-05', probationEnds: '2026-06-30' }, system()];
const APPOINTED: Step = [NoteServiceTerms, { ...w, appointedOn: '2020-01-06', probationEnds: null }, system()];
const sessions = (from: string, days: number): Session[] =>
  workingSessions(CALENDAR, `${from}:AM` as Session, `${addDays(from, 60)}:PM` as Session).slice(0, days * 2);
const said = (of: SessionChange, on: readonly Session[], commandId?: string): Step => [
  TallySessions,
  { ...w, sessions: on, said: of },
  system(commandId),
];
const absent = (from: string, days: number, commandId?: string): Step =>
  said({ change: 'ABSENT' }, sessions(from, days), commandId);
const told = (...steps: Step[]): DomainEvent[] => story(serviceRecord, ...steps);
const types = (events: readonly DomainEvent[]): string[] => events.map(({ type }) => type);
const lastOf = (events: readonly DomainEvent[]): DomainEvent | undefined => events.at(-1);

describe('grounds and the case about them', () => {
  it('[THR-6] [THR-1] two and a half days of absence open nothing, three a case with its working', () => {
    expect(types(told(PROBATION, absent('2026-03-09', 2.5)))).toEqual(['ServiceTermsNoted', 'SessionsTallied']);
    const opened = lastOf(told(PROBATION, absent('2026-03-09', 2.5), absent('2026-03-11', 1)));
    expect(opened).toMatchObject({
      type: 'DismissalCaseOpened',
      data: {
        ...{ workerId: 'w-1', officeId: 'office-1', caseId: 'case-1' },
        grounds: [
          {
            ...{ row: 'PROBATION_ABSENCE_RUN', rule: 'THR-1', policySet: 'test-set', threshold: 3, days: 3 },
            ...{ from: '2026-03-09', to: '2026-03-11', reachedOn: '2026-03-11' },
            sessions: sessions('2026-03-09', 3).map((session) => ({ session, standing: 'ABSENT' })),
          },
        ],
      },
    });
  });
  it('[THR-6] [ATT-4] a correction, and a leave that is approved late, withdraw it; one of several rows only says so', () => {
    const three = told(PROBATION, absent('2026-03-09', 3));
    const [first] = sessions('2026-03-09', 1);
    const gone = { type: 'DismissalCaseWithdrawn', data: { because: 'FACTS_GONE', gone: ['PROBATION_ABSENCE_RUN'] } };
    const worked = { ...w, sessions: [first ?? '2026-03-09:AM'], said: { change: 'WORKED' } } as const;
    given(serviceRecord, three).when(TallySessions, worked, system()).then({ type: 'SessionsTallied' }, gone);
    const late = { ...worked, said: { change: 'LEAVE', requestId: 'r-1', kind: 'SICK' } } as const;
    given(serviceRecord, three).when(TallySessions, late, system()).then({ type: 'SessionsTallied' }, gone);
    const five = told(PROBATION, absent('2026-03-09', 3), absent('2026-03-16', 2));
    expect(lastOf(five)).toMatchObject({
      type: 'DismissalGroundsChanged',
      data: { caseId: 'case-1', added: ['PROBATION_ABSENCE_TOTAL'], gone: [] },
    });
    given(serviceRecord, five)
      .when(TallySessions, worked, system())
      .then(
        { type: 'SessionsTallied' },
        { type: 'DismissalCaseWithdrawn', data: { gone: ['PROBATION_ABSENCE_RUN', 'PROBATION_ABSENCE_TOTAL'] } },
      );
    const six = told(PROBATION, absent('2026-03-09', 3), absent('2026-03-16', 2.5));
    given(serviceRecord, six)
      .when(TallySessions, worked, system())
      .then(
        { type: 'SessionsTallied' },
        { type: 'DismissalGroundsChanged', data: { gone: ['PROBATION_ABSENCE_RUN'] } },
      );
  });
  it('[THR-6] a leave that is given back uncovers the absence that it explained', () => {
    const covered = { change: 'LEAVE', requestId: 'r-1', kind: 'PERSONAL' } as const;
    const explained = told(PROBATION, said(covered, sessions('2026-03-09', 1)), absent('2026-03-09', 3));
    expect(types(explained)).not.toContain('DismissalCaseOpened');
    const back = (requestId: string): object => ({
      ...{ ...w, sessions: sessions('2026-03-09', 1), said: { change: 'LEAVE_RELEASED', requestId } },
    });
    given(serviceRecord, explained)
      .when(TallySessions, back('r-1') as never, system())
      .then({ type: 'SessionsTallied' }, { type: 'DismissalCaseOpened' });
    given(serviceRecord, explained)
      .when(TallySessions, back('r-2') as never, system())
      .thenNothing();
  });
  it('[THR-6] the same fact again changes nothing', () => {
    const once = told(PROBATION, absent('2026-03-09', 2));
    given(serviceRecord, once)
      .when(TallySessions, { ...w, sessions: sessions('2026-03-09', 2), said: { change: 'ABSENT' } }, system())
      .thenNothing();
  });
  it('[THR-6] the status of each day decides: a probation that is cut short takes its ground away, or gives one of the other side', () => {
    const run = told(PROBATION, absent('2026-03-09', 3));
    const confirmed = (probationEnds: string) => ({ ...w, probationEnds });
    given(serviceRecord, run)
      .when(NoteServiceTerms, confirmed('2026-03-10'), system())
      .then({ type: 'ServiceTermsNoted', data: { appointedOn: '2026-01-05' } }, { type: 'DismissalCaseWithdrawn' });
    given(serviceRecord, run)
      .when(NoteServiceTerms, confirmed('2026-03-11'), system())
      .then({ type: 'ServiceTermsNoted' });
    given(serviceRecord, told(PROBATION, absent('2026-03-09', 7)))
      .when(NoteServiceTerms, confirmed('2026-02-28'), system())
      .then(
        { type: 'ServiceTermsNoted' },
        { type: 'DismissalGroundsChanged', data: { added: ['APPOINTED_ABSENCE_RUN'] } },
      );
  });
  it('[THR-6] who was appointed before records were kept is judged by what their own record shows', () => {
    expect(types(told(absent('2026-03-09', 6.5)))).toEqual(['SessionsTallied']);
    expect(types(told(absent('2026-03-09', 7)))).toEqual(['SessionsTallied', 'DismissalCaseOpened']);
  });
  it('[RULE-5] [THR-3] a run goes on over the turn of the year: nothing is lost when the year’s books are closed', () => {
    const run = sessions('2024-12-26', 7);
    expect([run[0], run.at(-1)]).toEqual(['2024-12-26:AM', '2025-01-06:PM']);
    const of = (year: string): Step =>
      said(
        { change: 'ABSENT' },
        run.filter((one) => one.startsWith(year)),
        'over',
      );
    expect(lastOf(told(APPOINTED, of('2024')))?.type).toBe('SessionsTallied');
    expect(lastOf(told(APPOINTED, of('2024'), of('2025')))).toMatchObject({
      type: 'DismissalCaseOpened',
      data: { grounds: [{ row: 'APPOINTED_ABSENCE_RUN', days: 7, from: '2024-12-26', to: '2025-01-06' }] },
    });
  });
});

describe('the decision', () => {
  const keep = { ...w, caseId: 'case-1', outcome: 'KEEP', reasons: '情节轻微' } as const;
  const open = told(PROBATION, absent('2026-03-09', 3));
  const deciding = (fields: object, world: World = deputy, events = open) =>
    given(serviceRecord, events).when(DecideDismissalCase, { ...keep, ...fields }, world);

  it('[THR-6] is a person’s, with reasons, on the grounds as they are; never one’s own', () => {
    deciding({}).then({
      type: 'DismissalCaseDecided',
      data: { caseId: 'case-1', outcome: 'KEEP', by: 'd-1', grounds: [{ row: 'PROBATION_ABSENCE_RUN' }] },
    });
    deciding({ outcome: 'DISMISS' }).then({ type: 'DismissalCaseDecided', data: { on: '2026-12-01' } });
    const own = by({ actor: 'd-2', onBehalfOf: 'w-1', role: 'director', unit: 'county-1' });
    deciding({}, own).thenRejected('DISMISSAL_CASE_OWN');
    deciding({ caseId: 'case-2' }).thenRejected('NOT_FOUND');
  });
  it('[THR-6] a dismissal has a last day of service that has come; who is kept has none', () => {
    deciding({ on: '2026-12-01' }).thenRejected('DISMISSAL_DAY_UNFIT');
    deciding({ outcome: 'DISMISS', on: '2026-12-02' }).thenRejected('DISMISSAL_DAY_UNFIT');
    deciding({ outcome: 'DISMISS', on: '2026-01-04' }).thenRejected('DISMISSAL_DAY_UNFIT');
    deciding({ outcome: 'DISMISS', on: '2026-01-05' }).then({ type: 'DismissalCaseDecided' });
  });
  it('[THR-6] is shown to whoever ends the appointment, as is how every case stands', () => {
    const cases = (events: readonly DomainEvent[]) =>
      serviceRecord.face?.(fold(serviceRecord, serviceRecord.initial, events as ServiceRecordEvent[]))?.facts;
    expect(cases(open)).toEqual({ 'case-1': 'open' });
    expect(cases([...open, ...deciding({}).events()])).toEqual({ 'case-1': 'kept' });
    expect(cases([...open, ...deciding({ outcome: 'DISMISS' }).events()])).toEqual({ 'case-1': 'dismissed' });
  });
  it('[THR-6] comes once, and not after the case was withdrawn', () => {
    const decided = [...open, ...deciding({}).events()];
    deciding({}, deputy, decided).thenRejected('DISMISSAL_CASE_CLOSED');
    const withdrawn = [
      ...open,
      ...given(serviceRecord, open)
        .when(TallySessions, { ...w, sessions: sessions('2026-03-09', 1), said: { change: 'WORKED' } }, system())
        .events(),
    ];
    deciding({}, deputy, withdrawn).thenRejected('DISMISSAL_CASE_CLOSED');
  });
  it('[THR-6] to keep somebody settles what it was about: no case comes of it again, but with a further absence one does', () => {
    const kept = [...open, ...deciding({}).events()];
    const next = (step: Step): DomainEvent[] =>
      given(serviceRecord, kept)
        .when(...(step as [never, never, World]))
        .events();
    expect(types(next(said({ change: 'LEAVE', requestId: 'r-9', kind: 'ANNUAL' }, sessions('2026-05-11', 1))))).toEqual(
      ['SessionsTallied'],
    );
    expect(types(next(absent('2026-03-16', 1)))).toEqual(['SessionsTallied']);
    const again = next(absent('2026-03-12', 0.5, 'case-2'));
    expect(lastOf(again)).toMatchObject({
      type: 'DismissalCaseOpened',
      data: { caseId: 'case-2', grounds: [{ row: 'PROBATION_ABSENCE_RUN', days: 3.5 }] },
    });
  });
  it('[THR-6] is not needed any more when the worker has left; nothing opens a case then', () => {
    const left = { ...w, on: '2026-03-31' };
    given(serviceRecord, open)
      .when(NoteServiceEnd, left, system())
      .then({ type: 'ServiceEndNoted' }, { type: 'DismissalCaseWithdrawn', data: { because: 'SERVICE_ENDED' } });
    const gone = told(PROBATION, [NoteServiceEnd, left, system()], absent('2026-03-09', 5));
    expect(types(gone)).toEqual(['ServiceTermsNoted', 'ServiceEndNoted', 'SessionsTallied']);
  });
});

describe('other grounds', () => {
  const graded = (grade: string, year = '2025', on = '2026-01-08'): Step => [
    NoteAnnualGrade,
    { ...w, year, on, grade },
    system(),
  ];
  it('[APP-4] an annual appraisal of 不合格 opens a case, an appeal that changes it withdraws it; other grades open none', () => {
    expect(types(told(APPOINTED, graded('BASICALLY_COMPETENT')))).toEqual(['ServiceTermsNoted']);
    const failed = told(APPOINTED, graded('NOT_COMPETENT'));
    expect(lastOf(failed)).toMatchObject({
      type: 'DismissalCaseOpened',
      data: { grounds: [{ row: 'NOT_COMPETENT', rule: 'APP-4', year: '2025', reachedOn: '2026-01-08' }] },
    });
    expect(types(told(APPOINTED, graded('NOT_COMPETENT'), graded('NOT_COMPETENT')))).toHaveLength(3);
    expect(lastOf(told(APPOINTED, graded('NOT_COMPETENT'), graded('COMPETENT')))).toMatchObject({
      type: 'DismissalCaseWithdrawn',
      data: { gone: ['NOT_COMPETENT'] },
    });
  });

  const head = by({ actor: 'o-1', role: 'office-head' }, '2026-12-01 09:00', 'stay-1');
  const paper = { hospital: '闽侯县医院', evidence: '出院小结第0310号' };
  const stay = (to: string, cause = 'NON_WORK_INJURY'): Step => [
    RecordHospitalStay,
    { ...w, from: '2026-03-02', to, cause, ...paper },
    head,
  ];
  it('[THR-5] 59 days in hospital open nothing, 60 do; an injury from work, and an illness, never', () => {
    expect(types(told(APPOINTED, stay('2026-04-29')))).toEqual(['ServiceTermsNoted', 'HospitalStayRecorded']);
    expect(lastOf(told(APPOINTED, stay('2026-04-30')))).toMatchObject({
      type: 'DismissalCaseOpened',
      data: { grounds: [{ row: 'HOSPITAL_YEAR', days: 60, stays: [{ from: '2026-03-02', to: '2026-04-30' }] }] },
    });
    for (const cause of ['WORK_INJURY', 'ILLNESS'])
      expect(lastOf(told(APPOINTED, stay('2026-06-30', cause)))?.type).toBe('HospitalStayRecorded');
  });
  it('[THR-5] a stay that is put right or taken back withdraws the case', () => {
    const sixty = told(APPOINTED, stay('2026-04-30'));
    const right = {
      ...w,
      stayId: 'stay-1',
      from: '2026-03-02',
      to: '2026-04-29',
      cause: 'NON_WORK_INJURY',
      reason: '误',
    } as const;
    given(serviceRecord, sixty)
      .when(CorrectHospitalStay, right, head)
      .then(
        { type: 'HospitalStayCorrected', data: { before: { to: '2026-04-30' } } },
        { type: 'DismissalCaseWithdrawn' },
      );
    given(serviceRecord, sixty)
      .when(CorrectHospitalStay, { ...right, to: '2026-04-30' }, head)
      .thenRejected('STAY_UNCHANGED');
    given(serviceRecord, sixty)
      .when(WithdrawHospitalStay, { ...w, stayId: 'stay-1', reason: '登记对象有误' }, head)
      .then({ type: 'HospitalStayWithdrawn' }, { type: 'DismissalCaseWithdrawn' });
    given(serviceRecord, sixty)
      .when(WithdrawHospitalStay, { ...w, stayId: 'stay-2', reason: '误' }, head)
      .thenRejected('STAY_NOT_FOUND');
  });
  it('[THR-5] a stay is of days that have passed, in service', () => {
    const recording = (from: string, to: string) =>
      given(serviceRecord, told(APPOINTED)).when(
        RecordHospitalStay,
        { ...w, ...paper, from, to, cause: 'NON_WORK_INJURY' },
        head,
      );
    recording('2026-03-02', '2026-03-01').thenRejected('STAY_REVERSED');
    recording('2026-11-20', '2026-12-02').thenRejected('STAY_IN_FUTURE');
    recording('2026-11-20', '2026-12-01').then({ type: 'HospitalStayRecorded' });
    recording('2026-01-04', '2026-02-01').thenRejected('STAY_BEFORE_APPOINTMENT');
  });
});
