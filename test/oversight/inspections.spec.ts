import { describe, expect, it } from '@jest/globals';
import { type InspectionRow, inspections } from '../../projections/oversight/inspections.view.js';
import {
  AnswerInspection,
  MarkInspectionAnswerOverdue,
} from '../../src/oversight/domain/inspections/answer-inspection.js';
import { CarryOutInspection } from '../../src/oversight/domain/inspections/carry-out-inspection.js';
import { CloseInspection, ReturnInspectionAnswer } from '../../src/oversight/domain/inspections/close-inspection.js';
import { inspectionAnswer } from '../../src/oversight/domain/inspections/inspection-answer.due.js';
import { inspection } from '../../src/oversight/domain/inspections/inspection.js';
import { CancelInspection, PlanInspection } from '../../src/oversight/domain/inspections/plan-inspection.js';
import { command } from '../../src/kernel/command.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, shanghai, story, type World } from '../support/given.js';

const ID = { inspectionId: 'i-1' };
const director = { by: { actor: 'd-1', role: 'director', unit: 'county-1' } } as const;
const on = (at: string, more: World = director): World => ({ at: `${at} 09:00`, ...more });
const head = { by: { actor: 'h-1', role: 'office-head' } } as const;

const PLAN = { officeId: 'office-1', plannedOn: '2026-03-12', subject: '档案管理' };
const PLANNED = [PlanInspection, PLAN, on('2026-03-09', { ...director, commandId: 'i-1' })] as const;
const REPORT = {
  ...ID,
  carriedOutOn: '2026-03-12',
  inspectors: ['d-1', 'o-7'],
  findings: [
    { matter: '方案未按期评估', rectify: true },
    { matter: '宣传栏规范', rectify: false },
    { matter: '周汇报登记不全', rectify: true },
  ],
  opinion: '总体规范',
};
const SOUND = { ...REPORT, findings: [{ matter: '宣传栏规范', rectify: false }] };
const CARRIED_OUT = [CarryOutInspection, REPORT, on('2026-03-12')] as const;
const ANSWER = {
  ...ID,
  rectifications: [
    { finding: 1, measures: '已补充评估' },
    { finding: 3, measures: '已补登' },
  ],
};
const ANSWERED = [AnswerInspection, ANSWER, on('2026-03-20', head)] as const;
const RETURNED = [ReturnInspectionAnswer, { ...ID, reasons: '未说明结果' }, on('2026-03-23')] as const;
const CLOSED = [CloseInspection, { ...ID, conclusion: '整改到位' }, on('2026-03-24')] as const;
const CANCELLED = [CancelInspection, { ...ID, reason: '并入综合检查' }, on('2026-03-10')] as const;

const planned = () => story(inspection, PLANNED);
const toAnswer = () => story(inspection, PLANNED, CARRIED_OUT);
const sound = () => story(inspection, PLANNED, [CarryOutInspection, SOUND, on('2026-03-12')]);
const answered = () => story(inspection, PLANNED, CARRIED_OUT, ANSWERED);
const closed = () => story(inspection, PLANNED, CARRIED_OUT, ANSWERED, CLOSED);
const cancelled = () => story(inspection, PLANNED, CANCELLED);

describe('an inspection of an office', () => {
  it('[GOV-1] is planned for today or later, of an office', () => {
    const plan = (plannedOn: string, world: World = PLANNED[2]) =>
      given(inspection).when(PlanInspection, { ...PLAN, plannedOn }, world);
    plan('2026-03-08').thenRejected('INSPECTION_PLANNED_IN_PAST');
    plan('2026-03-09').then({
      type: 'InspectionPlanned',
      data: { ...ID, officeId: 'office-1', madeOn: '2026-03-09', plannedOn: '2026-03-09' },
    });
    plan('2026-03-12', { ...PLANNED[2], jurisdiction: ['city-1', 'county-1'] }).thenRejected('INSPECTION_NEEDS_OFFICE');
    given(inspection, planned())
      .when(...PLANNED)
      .thenRejected('INSPECTION_ALREADY_PLANNED');
  });

  it('[GOV-1] is carried out between the day of its plan and today', () => {
    const carryOut = (carriedOutOn: string) =>
      given(inspection, planned()).when(CarryOutInspection, { ...REPORT, carriedOutOn }, on('2026-03-12'));
    carryOut('2026-03-08').thenRejected('INSPECTION_BEFORE_PLAN');
    carryOut('2026-03-09').then({ type: 'InspectionCarriedOut' });
    carryOut('2026-03-12').then({ type: 'InspectionCarriedOut' });
    carryOut('2026-03-13').thenRejected('INSPECTION_DAY_IN_FUTURE');
  });

  it('[GOV-1] [RULE-2] numbers what it found; what has to be put right is due by the policy of its day', () => {
    given(inspection, planned())
      .when(...CARRIED_OUT)
      .then({
        type: 'InspectionCarriedOut',
        data: { answerDueOn: '2026-03-27', findings: [{ finding: 1 }, { finding: 2 }, { finding: 3 }] },
      });
    const rules = { ...FUZHOU_REGIME, oversight: { ...FUZHOU_REGIME.oversight, inspectionAnswerDays: 1 } };
    given(inspection, planned())
      .when(CarryOutInspection, REPORT, on('2026-03-12', { ...director, rules }))
      .then({ type: 'InspectionCarriedOut', data: { answerDueOn: '2026-03-13' } });
    const asked = command(CarryOutInspection, REPORT, metaOf(on('2026-03-14')));
    expect(inspection.factDay?.(asked)).toBe('2026-03-12');
    const [, nothing] = sound();
    expect(nothing?.data).not.toHaveProperty('answerDueOn');
  });

  it('[GOV-1] is answered for each finding to put right, once, and for no other', () => {
    given(inspection, toAnswer())
      .when(...ANSWERED)
      .then({ type: 'InspectionAnswered', data: { answeredOn: '2026-03-20', late: false } });
    const answer = (...findings: number[]) =>
      given(inspection, toAnswer()).when(
        AnswerInspection,
        { ...ID, rectifications: findings.map((finding) => ({ finding, measures: '已整改' })) },
        ANSWERED[2],
      );
    answer(3, 1).then({ type: 'InspectionAnswered' });
    for (const unfit of [[1], [1, 2, 3], [1, 1], [1, 3, 3], [1, 4]])
      answer(...unfit).thenRejected('INSPECTION_ANSWER_UNFIT');
  });

  it('[GOV-1] is answered in time up to the last day, late after it', () => {
    const answerOn = (day: string) => given(inspection, toAnswer()).when(AnswerInspection, ANSWER, on(day, head));
    answerOn('2026-03-27').then({ type: 'InspectionAnswered', data: { late: false } });
    answerOn('2026-03-28').then({ type: 'InspectionAnswered', data: { late: true } });
  });

  it('[GOV-1] is overdue once, from the end of the last day', () => {
    const mark = (day: string, events = toAnswer()) =>
      given(inspection, events).when(MarkInspectionAnswerOverdue, ID, { at: `${day} 00:00` });
    mark('2026-03-27').thenNothing();
    mark('2026-03-28').then({ type: 'InspectionAnswerOverdue', data: { dueOn: '2026-03-27' } });
    mark('2026-03-28', [...toAnswer(), ...mark('2026-03-28').events()]).thenNothing();
    for (const events of [[], planned(), sound(), answered(), closed()]) mark('2026-04-30', events).thenNothing();
  });

  it('[GOV-1] an answer that does not do is returned, and due again', () => {
    given(inspection, answered())
      .when(...RETURNED)
      .then({ type: 'InspectionAnswerReturned', data: { answerDueOn: '2026-04-07' } });
    const returned = story(inspection, PLANNED, CARRIED_OUT, ANSWERED, RETURNED);
    given(inspection, returned)
      .when(AnswerInspection, ANSWER, on('2026-04-08', head))
      .then({
        type: 'InspectionAnswered',
        data: { late: true },
      });
    given(inspection, returned)
      .when(...CLOSED)
      .thenRejected('INSPECTION_NOT_TO_CLOSE');
  });

  it('[GOV-1] takes each step from the state that it belongs to, and from no other', () => {
    const all = { planned, toAnswer, sound, answered, closed, cancelled };
    const allowed = (step: readonly [never, object, World], from: readonly string[], code: string) => {
      for (const [name, events] of Object.entries(all))
        if (!from.includes(name))
          given(inspection, events())
            .when(...(step as never as typeof CLOSED))
            .thenRejected(code);
        else
          expect(
            given(inspection, events())
              .when(...(step as never as typeof CLOSED))
              .events(),
          ).toHaveLength(1);
    };
    allowed(CARRIED_OUT as never, ['planned'], 'INSPECTION_NOT_PLANNED');
    allowed(CANCELLED as never, ['planned'], 'INSPECTION_NOT_PLANNED');
    allowed(ANSWERED as never, ['toAnswer'], 'INSPECTION_NOT_TO_ANSWER');
    allowed(RETURNED as never, ['answered'], 'INSPECTION_NOT_ANSWERED');
    allowed(CLOSED as never, ['answered', 'sound'], 'INSPECTION_NOT_TO_CLOSE');
  });

  it('that is not there is not found', () => {
    for (const step of [CARRIED_OUT, CANCELLED, ANSWERED, RETURNED, CLOSED])
      given(inspection)
        .when<never>(step[0] as never, step[1] as never, step[2])
        .thenRejected('NOT_FOUND');
  });
});

describe('what is known of an inspection', () => {
  const rowOf = (events: ReturnType<typeof planned>): InspectionRow | undefined =>
    foldView<InspectionRow>(
      inspections,
      events.map((event, position) => recorded(event, { position, actor: 'd-1' })),
    ).get('i-1');

  it('[GOV-1] is followed to its answer and its end', () => {
    expect(rowOf(toAnswer())).toMatchObject({ status: 'to-answer', answerDueOn: '2026-03-27', overdue: false });
    expect(rowOf(sound())).toMatchObject({ status: 'carried-out', answerDueOn: null });
    expect(rowOf(closed())).toMatchObject({
      status: 'closed',
      findings: [{ finding: 1, measures: '已补充评估' }, { measures: null }, { measures: '已补登' }],
      answers: [{ answeredOn: '2026-03-20', late: false, by: 'd-1' }],
      closedOn: '2026-03-24',
      conclusion: '整改到位',
    });
    expect(rowOf(cancelled())).toMatchObject({ status: 'cancelled', conclusion: '并入综合检查' });
    const returned = story(inspection, PLANNED, CARRIED_OUT, ANSWERED, RETURNED);
    expect(rowOf(returned)).toMatchObject({ status: 'to-answer', answerDueOn: '2026-04-07', returns: [{ by: 'd-1' }] });
  });

  it('[GOV-1] awaits its answer to the end of the last day', () => {
    const waiting = (events: ReturnType<typeof planned>) =>
      events.reduce<{ answerDueOn: string } | null>(
        (before, event) =>
          (inspectionAnswer.events as readonly string[]).includes(event.type)
            ? inspectionAnswer.project(before, recorded(event) as never, 'i-1')
            : before,
        null,
      );
    const due = waiting(toAnswer());
    expect(due && inspectionAnswer.due(due, 'i-1')).toEqual({ at: shanghai('2026-03-28 00:00'), fields: ID });
    for (const events of [planned(), sound(), answered(), closed()]) expect(waiting(events)).toBeNull();
  });
});
