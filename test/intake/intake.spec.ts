import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type IntakeApplicationRow, intakeApplications } from '../../projections/intake/intake-applications.view.js';
import { ConcludeApplication } from '../../src/intake/domain/conclude-application.js';
import { applicationEvents } from '../../src/intake/domain/events.js';
import { intakeApplication } from '../../src/intake/domain/intake-application.js';
import { LinkApplication } from '../../src/intake/domain/link-application.js';
import { OpenInvestigation } from '../../src/intake/domain/open-investigation.js';
import { ReceiveApplication } from '../../src/intake/domain/receive-application.js';
import { ReportInvestigation } from '../../src/intake/domain/report-investigation.js';
import { UnlinkApplication } from '../../src/intake/domain/unlink-application.js';
import { WithdrawApplication } from '../../src/intake/domain/withdraw-application.js';
import { command } from '../../src/kernel/command.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';
import { seen } from '../supervisees/people.js';

const ID = { intakeId: 'a-1' };
const FORM = {
  officeId: 'office-1',
  kind: 'COMMISSION',
  source: 'INSTITUTION',
  applicant: '闽侯县人民法院',
  documentNumber: '（2026）闽0121委调3号',
  aboutName: '林某',
  aboutAddress: '甘蔗街道某路1号',
  request: '委托调查评估',
  receivedOn: '2026-03-09',
} as const;
const W1 = { kind: 'SOCIAL_WORKER', personId: 'w-1' } as const;
const O2 = { kind: 'OFFICER', personId: 'o-2' } as const;
const investigating = (...investigators: OpenInvestigation['investigators']) => ({ ...ID, investigators });
const on = (at: string, more: World = {}): World => ({
  at: `${at} 09:00`,
  references: { 'worker:w-1': servingWorker('w-1'), supervisee: seen() },
  ...more,
});
const byWorker = { by: { actor: 'w-1', role: 'social-worker' } } as const;
const REPORT = {
  ...ID,
  finishedOn: '2026-03-12',
  background: '本地户籍',
  family: '与父母同住',
  mentalHealth: '情绪稳定',
  conclusion: '社会危险性低',
  recommendation: 'SUITABLE',
} as const;

const RECEIVED = [ReceiveApplication, FORM, on('2026-03-09', { commandId: 'a-1' })] as const;
const OPENED = [OpenInvestigation, investigating(W1, O2), on('2026-03-10')] as const;
const REPORTED = [ReportInvestigation, REPORT, on('2026-03-12', byWorker)] as const;
const CONCLUDED = [ConcludeApplication, { ...ID, eligible: true, reasons: '符合条件' }, on('2026-03-13')] as const;
const WITHDRAWN = [WithdrawApplication, { ...ID, reason: '委托机关撤回' }, on('2026-03-13')] as const;
const LINKED = [LinkApplication, { ...ID, superviseeId: seen().id }, on('2026-03-20')] as const;

const received = () => story(intakeApplication, RECEIVED);
const opened = () => story(intakeApplication, RECEIVED, OPENED);
const reported = () => story(intakeApplication, RECEIVED, OPENED, REPORTED);
const concluded = () => story(intakeApplication, RECEIVED, OPENED, REPORTED, CONCLUDED);

describe('applications and commissions', () => {
  it('[INT-1] are received from institutions and the public, with the day to conclude on', () => {
    given(intakeApplication)
      .when(...RECEIVED)
      .then({ type: 'IntakeApplicationReceived', data: { ...FORM, ...ID, dueOn: '2026-03-23' } });
    const byFamily = { ...FORM, kind: 'APPLICATION', source: 'PUBLIC', applicant: '林某之父' } as const;
    given(intakeApplication)
      .when(ReceiveApplication, byFamily, RECEIVED[2])
      .then({ type: 'IntakeApplicationReceived' });
    given(intakeApplication, received())
      .when(...RECEIVED)
      .thenRejected('APPLICATION_ALREADY_RECEIVED');
  });
  it('[INT-1] a commission comes from an institution, and an office handles it', () => {
    const at = RECEIVED[2];
    given(intakeApplication)
      .when(ReceiveApplication, { ...FORM, source: 'PUBLIC' }, at)
      .thenRejected('APPLICATION_NOT_BY_INSTITUTION');
    given(intakeApplication)
      .when(ReceiveApplication, FORM, { ...at, jurisdiction: ['city-1', 'county-1'] })
      .thenRejected('APPLICATION_NEEDS_OFFICE');
  });
  it('[INT-1] are received today or before, never after', () => {
    const receivedOn = (day: string) =>
      given(intakeApplication).when(ReceiveApplication, { ...FORM, receivedOn: day }, RECEIVED[2]);
    receivedOn('2026-03-06').then({ type: 'IntakeApplicationReceived', data: { dueOn: '2026-03-20' } });
    receivedOn('2026-03-09').then({ type: 'IntakeApplicationReceived' });
    receivedOn('2026-03-10').thenRejected('APPLICATION_DAY_IN_FUTURE');
  });
  it('[INT-1] [RULE-2] [RULE-3] are due by the working days of the policy of the day they came in', () => {
    const rules = { ...FUZHOU_REGIME, application: { concludeWithinWorkingDays: 2, minInvestigators: 2 } };
    given(intakeApplication)
      .when(ReceiveApplication, { ...FORM, receivedOn: '2026-03-06' }, { ...RECEIVED[2], rules })
      .then({ type: 'IntakeApplicationReceived', data: { dueOn: '2026-03-10' } });
    const asked = command(ReceiveApplication, { ...FORM, receivedOn: '2026-03-06' }, metaOf(RECEIVED[2]));
    expect(intakeApplication.factDay?.(asked)).toBe('2026-03-06');
  });
});

describe('the social investigation', () => {
  it('[INT-1] is opened by naming who investigates: enough, nobody twice, social workers of the office', () => {
    const open = (investigators: (typeof W1 | typeof O2)[], world = OPENED[2]) =>
      given(intakeApplication, received()).when(OpenInvestigation, { ...ID, investigators }, world);
    open([W1, O2]).then({
      type: 'SocialInvestigationOpened',
      data: { ...ID, officeId: 'office-1', investigation: 1, investigators: ['w-1', 'o-2'], openedOn: '2026-03-10' },
    });
    open([W1]).thenRejected('INVESTIGATORS_TOO_FEW');
    open([W1, W1]).thenRejected('INVESTIGATOR_TWICE');
    const worker = (record: ReturnType<typeof servingWorker> | undefined) =>
      open([W1, O2], on('2026-03-10', { references: { 'worker:w-1': record } }));
    worker(servingWorker('w-1', 'office-2')).thenRejected('INVESTIGATOR_UNFIT');
    worker({ ...servingWorker('w-1'), status: 'left' }).thenRejected('INVESTIGATOR_UNFIT');
    worker(undefined).thenRejected('INVESTIGATOR_UNFIT');
    const rules = { ...FUZHOU_REGIME, application: { concludeWithinWorkingDays: 10, minInvestigators: 1 } };
    open([W1], on('2026-03-10', { rules })).then({ type: 'SocialInvestigationOpened' });
    given(intakeApplication, opened())
      .when(...OPENED)
      .thenRejected('INVESTIGATION_UNDER_WAY');
    const asked = command(OpenInvestigation, { ...ID, investigators: [W1, O2] }, metaOf({}));
    expect(intakeApplication.references?.(asked, { status: 'none' })).toEqual({
      'worker:w-1': { category: 'socialWorker', id: 'w-1' },
    });
  });
  it('[INT-1] is reported by an investigator: background, family, mental health, conclusion', () => {
    given(intakeApplication, opened())
      .when(...REPORTED)
      .then({ type: 'SocialInvestigationReported', data: { ...REPORT, officeId: 'office-1', investigation: 1 } });
    given(intakeApplication, opened())
      .when(ReportInvestigation, REPORT, on('2026-03-12'))
      .thenRejected('NOT_AN_INVESTIGATOR');
    for (const before of [received(), reported()])
      given(intakeApplication, before)
        .when(...REPORTED)
        .thenRejected('INVESTIGATION_NOT_UNDER_WAY');
  });
  it('[INT-1] ends between the day that it was opened and today', () => {
    const finished = (finishedOn: string) =>
      given(intakeApplication, opened()).when(ReportInvestigation, { ...REPORT, finishedOn }, REPORTED[2]);
    finished('2026-03-09').thenRejected('INVESTIGATION_DAY_TOO_EARLY');
    finished('2026-03-10').then({ type: 'SocialInvestigationReported' });
    finished('2026-03-12').then({ type: 'SocialInvestigationReported' });
    finished('2026-03-13').thenRejected('APPLICATION_DAY_IN_FUTURE');
  });
  it('[INT-1] may be made again before the conclusion, by others', () => {
    const again = [OpenInvestigation, investigating(O2, { ...O2, personId: 'o-3' }), on('2026-03-12')] as const;
    const events = [
      ...reported(),
      ...given(intakeApplication, reported())
        .when(...again)
        .events(),
    ];
    expect(events.at(-1)).toMatchObject({ data: { investigation: 2 } });
    given(intakeApplication, events)
      .when(...REPORTED)
      .thenRejected('NOT_AN_INVESTIGATOR');
  });
});

describe('the conclusion', () => {
  it('[INT-1] is eligible or not, with reasons; in time or late', () => {
    const conclude = (day: string) =>
      given(intakeApplication, reported()).when(ConcludeApplication, CONCLUDED[1], on(day));
    conclude('2026-03-23').then({
      type: 'IntakeApplicationConcluded',
      data: { ...ID, eligible: true, reasons: '符合条件', concludedOn: '2026-03-23', late: false },
    });
    conclude('2026-03-24').then({ type: 'IntakeApplicationConcluded', data: { late: true } });
  });
  it('[INT-1] eligible needs an investigation, not eligible does not; none while one is under way', () => {
    given(intakeApplication, received())
      .when(...CONCLUDED)
      .thenRejected('APPLICATION_NEEDS_INVESTIGATION');
    const not = { ...ID, eligible: false, reasons: '不在本县居住' };
    given(intakeApplication, received())
      .when(ConcludeApplication, not, on('2026-03-10'))
      .then({ type: 'IntakeApplicationConcluded', data: { eligible: false } });
    given(intakeApplication, opened())
      .when(ConcludeApplication, not, on('2026-03-10'))
      .thenRejected('INVESTIGATION_UNDER_WAY');
  });
  it('[INT-1] is not made by who ever investigated, nor on behalf of them', () => {
    const as = (by: World['by']) =>
      given(intakeApplication, reported()).when(ConcludeApplication, CONCLUDED[1], on('2026-03-13', { by: by ?? {} }));
    as({ actor: 'o-2' }).thenRejected('APPLICATION_OWN_INVESTIGATION');
    as({ actor: 'o-5', onBehalfOf: 'o-2' }).thenRejected('APPLICATION_OWN_INVESTIGATION');
    as({ actor: 'o-5' }).then({ type: 'IntakeApplicationConcluded' });
  });
  it('[INT-1] or a withdrawal ends it: nothing more is done with it', () => {
    const withdrawn = story(intakeApplication, RECEIVED, OPENED, WITHDRAWN);
    expect(withdrawn.at(-1)).toMatchObject({ type: 'IntakeApplicationWithdrawn', data: { withdrawnOn: '2026-03-13' } });
    for (const before of [concluded(), withdrawn]) {
      given(intakeApplication, before)
        .when(...OPENED)
        .thenRejected('APPLICATION_CLOSED');
      given(intakeApplication, before)
        .when(...REPORTED)
        .thenRejected('APPLICATION_CLOSED');
      given(intakeApplication, before)
        .when(...CONCLUDED)
        .thenRejected('APPLICATION_CLOSED');
      given(intakeApplication, before)
        .when(...WITHDRAWN)
        .thenRejected('APPLICATION_CLOSED');
    }
  });
  it('[INT-1] eligible is linked to the supervisee of the office once the decision is here', () => {
    given(intakeApplication, concluded())
      .when(...LINKED)
      .then({ type: 'IntakeApplicationLinked', data: { ...ID, superviseeId: seen().id } });
    given(intakeApplication, reported())
      .when(...LINKED)
      .thenRejected('APPLICATION_NOT_ELIGIBLE');
    const linked = [
      ...concluded(),
      ...given(intakeApplication, concluded())
        .when(...LINKED)
        .events(),
    ];
    given(intakeApplication, linked)
      .when(...LINKED)
      .thenRejected('APPLICATION_ALREADY_LINKED');
    for (const supervisee of [undefined, { ...seen(), unit: 'office-2' }])
      given(intakeApplication, concluded())
        .when(LinkApplication, LINKED[1], on('2026-03-20', { references: { supervisee } }))
        .thenRejected('APPLICATION_SUPERVISEE_UNFIT');
  });
  it('[INT-1] [TRV-1] [SEC-2] goes with the person from then on, and is of the office that it came to until then', () => {
    const supervisee = { ...seen(), unit: 'office-2' };
    const unitOf = (events: readonly DomainEvent[], references = { supervisee }) => {
      const state = fold(intakeApplication, intakeApplication.initial, events as never);
      const again = command(LinkApplication, { ...ID, superviseeId: 's-9' }, metaOf({}));
      return [intakeApplication.references?.(again, state), intakeApplication.unitOf(state, again, references)];
    };
    const of = (id: string) => ({ supervisee: { category: 'supervisee', id } });
    expect(unitOf(concluded())).toEqual([of('s-9'), 'office-1']);
    const linked = story(intakeApplication, RECEIVED, OPENED, REPORTED, CONCLUDED, LINKED);
    expect(unitOf(linked)).toEqual([of(seen().id), 'office-2']);
  });
  it('[INT-1] linked to the wrong person is told to be not theirs, with the reason, and linked anew', () => {
    const wrong = [UnlinkApplication, { ...ID, reason: '同名误关联' }, on('2026-03-21')] as const;
    given(intakeApplication, concluded())
      .when(...wrong)
      .thenRejected('APPLICATION_NOT_LINKED');
    const linked = story(intakeApplication, RECEIVED, OPENED, REPORTED, CONCLUDED, LINKED);
    given(intakeApplication, linked)
      .when(...wrong)
      .then({ type: 'IntakeApplicationUnlinked', data: { ...ID, superviseeId: seen().id, reason: '同名误关联' } });
    const freed = story(intakeApplication, RECEIVED, OPENED, REPORTED, CONCLUDED, LINKED, wrong);
    given(intakeApplication, freed)
      .when(...wrong)
      .thenRejected('APPLICATION_NOT_LINKED');
    const other = { ...seen(), id: 's-9' };
    given(intakeApplication, freed)
      .when(LinkApplication, { ...ID, superviseeId: 's-9' }, on('2026-03-21', { references: { supervisee: other } }))
      .then({ type: 'IntakeApplicationLinked', data: { ...ID, superviseeId: 's-9' } });
    const { facts } =
      intakeApplication.face?.(fold(intakeApplication, intakeApplication.initial, freed as never)) ?? {};
    expect(facts).toEqual({ eligible: true, superviseeId: null, unlinkedFrom: seen().id });
    expect(rowOf(freed)).toMatchObject({ superviseeId: null, wrongLinks: [{ reason: '同名误关联', by: 'o-1' }] });
  });
  it('shows what became of it to other records', () => {
    const face = (events: readonly DomainEvent[]) =>
      intakeApplication.face?.(fold(intakeApplication, intakeApplication.initial, events as never));
    expect(face([])).toBeUndefined();
    expect(face(reported())).toMatchObject({
      id: 'a-1',
      unit: 'office-1',
      status: 'investigated',
      facts: { eligible: null },
    });
    expect(face(concluded())).toMatchObject({ status: 'concluded', facts: { eligible: true, superviseeId: null } });
  });
  it('of an application that is not there is not found', () => {
    for (const [type, fields, world] of [OPENED, REPORTED, CONCLUDED, WITHDRAWN, LINKED])
      given(intakeApplication)
        .when<never>(type as never, fields as never, world)
        .thenRejected('NOT_FOUND');
  });
});

describe('what is told of a prospective person', () => {
  it('[SEC-3] is sealed with a key of their own, which may be destroyed', () => {
    const sealed = Object.entries(applicationEvents).map(([type, { subject, personal }]) => [type, subject, personal]);
    expect(sealed).toEqual([
      [
        'IntakeApplicationReceived',
        'intakeId',
        ['applicant', 'aboutName', 'aboutIdentityNumber', 'aboutAddress', 'request'],
      ],
      ['SocialInvestigationOpened', undefined, undefined],
      ['SocialInvestigationReported', 'intakeId', ['background', 'family', 'mentalHealth', 'conclusion']],
      ['IntakeApplicationConcluded', 'intakeId', ['reasons']],
      ['IntakeApplicationWithdrawn', 'intakeId', ['reason']],
      ['IntakeApplicationLinked', undefined, undefined],
      ['IntakeApplicationUnlinked', 'intakeId', ['reason']],
    ]);
  });
});

const rowOf = (events: readonly DomainEvent[]) =>
  foldView<IntakeApplicationRow>(
    intakeApplications,
    events.map((event) => recorded(event)),
  ).get('a-1');

describe('the application as it is read', () => {
  it('[INT-1] tells its whole way', () => {
    expect(rowOf(received())).toMatchObject({
      ...{ ...ID, ...FORM, status: 'received', dueOn: '2026-03-23', aboutIdentityNumber: null, receivedBy: 'o-1' },
      ...{ investigations: [], conclusion: null, withdrawal: null, superviseeId: null },
    });
    expect(rowOf(opened())).toMatchObject({
      status: 'investigating',
      investigations: [{ investigation: 1, investigators: ['w-1', 'o-2'], finishedOn: null, conclusion: null }],
    });
    const { intakeId: _id, ...found } = REPORT;
    expect(rowOf(reported())).toMatchObject({
      status: 'investigated',
      investigations: [{ ...found, reportedBy: 'o-1' }],
    });
    expect(rowOf(story(intakeApplication, RECEIVED, OPENED, REPORTED, CONCLUDED, LINKED))).toMatchObject({
      status: 'concluded',
      conclusion: { eligible: true, concludedOn: '2026-03-13', late: false, reasons: '符合条件', by: 'o-1' },
      superviseeId: seen().id,
    });
    expect(rowOf(story(intakeApplication, RECEIVED, WITHDRAWN))).toMatchObject({
      status: 'withdrawn',
      withdrawal: { withdrawnOn: '2026-03-13', reason: '委托机关撤回', by: 'o-1' },
    });
  });
  it('[INT-1] whatever is tried, it says what the record itself says, and is concluded or withdrawn once at most', () => {
    const act = fc.constantFrom(RECEIVED, OPENED, REPORTED, CONCLUDED, WITHDRAWN, LINKED);
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        let events: DomainEvent[] = [];
        for (const [type, fields, world] of acts)
          try {
            events = [
              ...events,
              ...given(intakeApplication, events)
                .when<never>(type as never, fields as never, world)
                .events(),
            ];
          } catch (error) {
            if (!(error instanceof Rejection)) throw error;
          }
        const state = fold(intakeApplication, intakeApplication.initial, events as never);
        expect(rowOf(events)?.status ?? 'none').toBe(state.status);
        const ends = events.filter(({ type }) => /Concluded$|Withdrawn$/.test(type));
        expect(ends.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
