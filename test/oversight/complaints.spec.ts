import { describe, expect, it } from '@jest/globals';
import { type ComplaintRow, complaints } from '../../projections/oversight/complaints.view.js';
import { command } from '../../src/kernel/command.js';
import { fold } from '../../src/kernel/decider.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import {
  AnswerComplaint,
  AssignComplaint,
  MarkComplaintOverdue,
} from '../../src/oversight/domain/complaints/answer-complaint.js';
import { CloseComplaint, WithdrawComplaint } from '../../src/oversight/domain/complaints/close-complaint.js';
import { complaintAnswer } from '../../src/oversight/domain/complaints/complaint-answer.due.js';
import { complaint } from '../../src/oversight/domain/complaints/complaint.js';
import { complaintEvents } from '../../src/oversight/domain/complaints/events.js';
import { ReceiveComplaint } from '../../src/oversight/domain/complaints/receive-complaint.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, shanghai, story, type World } from '../support/given.js';

const ID = { complaintId: 'c-1' };
const jurisdiction = ['city-1', 'county-1'];
const as = (actor: string, onBehalfOf?: string): World => ({
  jurisdiction,
  by: { actor, role: 'director', unit: 'county-1', ...(onBehalfOf === undefined ? {} : { onBehalfOf }) },
});
const on = (day: string, more: World = as('d-1')): World => ({ at: `${day} 09:00`, ...more });

const FORM = {
  aboutUnitId: 'office-1',
  respondentId: 'w-1',
  kind: 'COMPLAINT',
  channel: 'LETTER',
  receivedOn: '2026-03-09',
  complainant: '陈某',
  phone: '13900000000',
  content: '来所报到时无人接待',
} as const;
const RECEIVED = [ReceiveComplaint, FORM, { ...on('2026-03-09'), commandId: 'c-1' }] as const;
const ASSIGNED = [AssignComplaint, { ...ID, assigneeId: 'o-5' }, on('2026-03-10')] as const;
const ANSWER = { ...ID, outcome: 'FOUNDED', answer: '已核实' } as const;
const ANSWERED = [AnswerComplaint, ANSWER, on('2026-03-20', as('o-5'))] as const;
const CLOSED = [CloseComplaint, { ...ID, satisfied: true }, on('2026-03-25')] as const;
const WITHDRAWN = [WithdrawComplaint, { ...ID, reason: '来电撤回' }, on('2026-03-11')] as const;

const received = () => story(complaint, RECEIVED);
const assigned = () => story(complaint, RECEIVED, ASSIGNED);
const answered = () => story(complaint, RECEIVED, ASSIGNED, ANSWERED);
const closed = () => story(complaint, RECEIVED, ASSIGNED, ANSWERED, CLOSED);
const withdrawn = () => story(complaint, RECEIVED, WITHDRAWN);

describe('a complaint or suggestion from outside', () => {
  it('[GOV-1] is received today or before, under a name or none, with the day to answer by', () => {
    const receive = (receivedOn: string) =>
      given(complaint).when(ReceiveComplaint, { ...FORM, receivedOn }, RECEIVED[2]);
    receive('2026-03-09').then({
      type: 'ComplaintReceived',
      data: { ...FORM, ...ID, unitId: 'county-1', dueOn: '2026-05-08' },
    });
    receive('2026-03-10').thenRejected('COMPLAINT_DAY_IN_FUTURE');
    const { complainant: _, phone: _phone, ...nameless } = FORM;
    const [event] = given(complaint).when(ReceiveComplaint, nameless, RECEIVED[2]).events();
    expect(event?.data).not.toHaveProperty('complainant');
    given(complaint, received())
      .when(...RECEIVED)
      .thenRejected('COMPLAINT_ALREADY_RECEIVED');
  });

  it('[GOV-1] [RULE-2] is due by the policy of the day that it came in', () => {
    const rules = { ...FUZHOU_REGIME, oversight: { ...FUZHOU_REGIME.oversight, complaintAnswerDays: 30 } };
    given(complaint)
      .when(ReceiveComplaint, FORM, { ...RECEIVED[2], rules })
      .then({ type: 'ComplaintReceived', data: { dueOn: '2026-04-08' } });
    expect(complaint.factDay?.(command(ReceiveComplaint, FORM, metaOf(on('2026-03-12'))))).toBe('2026-03-09');
  });

  it('[GOV-1] a complaint goes to the unit above, a suggestion to the unit itself', () => {
    const offices = { id: 'main', unit: '*', status: 'founded', facts: { 'office-1': 'city-1/county-1/office-1' } };
    const unitOf = (kind: 'COMPLAINT' | 'SUGGESTION', aboutUnitId: string) =>
      complaint.unitOf({ status: 'none' }, command(ReceiveComplaint, { ...FORM, kind, aboutUnitId }, metaOf({})), {
        offices,
      });
    expect(unitOf('COMPLAINT', 'office-1')).toBe('county-1');
    expect(unitOf('COMPLAINT', 'county-1')).toBe('city-1');
    expect(unitOf('COMPLAINT', 'city-1')).toBe('city-1');
    expect(unitOf('COMPLAINT', 'office-9')).toBeUndefined();
    expect(unitOf('SUGGESTION', 'office-1')).toBe('office-1');
    expect(complaint.unitOf(fold(complaint, complaint.initial, received() as never), ASSIGNED[1] as never, {})).toBe(
      'county-1',
    );
  });

  it('[SEC-3] what is told of and by who complains is sealed with a key of its own', () => {
    expect(complaintEvents.ComplaintReceived).toMatchObject({
      subject: 'complaintId',
      personal: ['complainant', 'phone', 'address', 'content'],
    });
  });

  it('[GOV-1] is assigned to somebody, and then to another, never to whom it is about', () => {
    const assign = (assigneeId: string, events = received()) =>
      given(complaint, events).when(AssignComplaint, { ...ID, assigneeId }, ASSIGNED[2]);
    assign('o-5').then({ type: 'ComplaintAssigned', data: { assigneeId: 'o-5' } });
    assign('w-1').thenRejected('COMPLAINT_ABOUT_ONESELF');
    assign('o-5', assigned()).thenRejected('COMPLAINT_ALREADY_ASSIGNED');
    assign('o-6', assigned()).then({ type: 'ComplaintAssigned', data: { assigneeId: 'o-6', from: 'o-5' } });
  });

  it('[GOV-1] whoever it is about handles no part of it, nor does anybody for them', () => {
    for (const world of [as('w-1'), as('o-9', 'w-1')]) {
      for (const [step, events] of [
        [ASSIGNED, received()],
        [WITHDRAWN, received()],
        [CLOSED, answered()],
      ] as const)
        given(complaint, events)
          .when<never>(step[0] as never, step[1] as never, on('2026-03-26', world))
          .thenRejected('COMPLAINT_ABOUT_ONESELF');
    }
  });

  it('[GOV-1] is answered by whom it was assigned to, or by somebody for them', () => {
    const answer = (world: World) =>
      given(complaint, assigned()).when(AnswerComplaint, ANSWER, on('2026-03-20', world));
    answer(as('o-6')).thenRejected('COMPLAINT_OF_ANOTHER');
    answer(as('o-6', 'o-5')).then({ type: 'ComplaintAnswered' });
    answer(as('o-5')).then({ type: 'ComplaintAnswered', data: { outcome: 'FOUNDED', answeredOn: '2026-03-20' } });
    given(complaint, received())
      .when(...ANSWERED)
      .thenRejected('COMPLAINT_NOT_ASSIGNED');
  });

  it('[GOV-1] ends as its kind can end', () => {
    const end = (kind: 'COMPLAINT' | 'SUGGESTION', outcome: AnswerComplaint['outcome']) =>
      given(complaint, story(complaint, [ReceiveComplaint, { ...FORM, kind }, RECEIVED[2]], ASSIGNED)).when(
        AnswerComplaint,
        { ...ANSWER, outcome },
        ANSWERED[2],
      );
    for (const outcome of ['FOUNDED', 'PARTLY_FOUNDED', 'UNFOUNDED'] as const) {
      end('COMPLAINT', outcome).then({ type: 'ComplaintAnswered' });
      end('SUGGESTION', outcome).thenRejected('COMPLAINT_OUTCOME_UNFIT');
    }
    for (const outcome of ['ADOPTED', 'NOT_ADOPTED'] as const) {
      end('SUGGESTION', outcome).then({ type: 'ComplaintAnswered' });
      end('COMPLAINT', outcome).thenRejected('COMPLAINT_OUTCOME_UNFIT');
    }
  });

  it('[GOV-1] is answered in time up to the last day, late after it, and overdue once', () => {
    const answerOn = (day: string) => given(complaint, assigned()).when(AnswerComplaint, ANSWER, on(day, as('o-5')));
    answerOn('2026-05-08').then({ type: 'ComplaintAnswered', data: { late: false } });
    answerOn('2026-05-09').then({ type: 'ComplaintAnswered', data: { late: true } });
    const mark = (day: string, events = assigned()) =>
      given(complaint, events).when(MarkComplaintOverdue, ID, { at: `${day} 00:00`, jurisdiction });
    mark('2026-05-08').thenNothing();
    mark('2026-05-09').then({ type: 'ComplaintOverdue', data: { dueOn: '2026-05-08' } });
    mark('2026-05-09', received()).then({ type: 'ComplaintOverdue' });
    const overdue = [...received(), ...mark('2026-05-09', received()).events()];
    mark('2026-05-10', overdue).thenNothing();
    mark('2026-05-10', [
      ...overdue,
      ...given(complaint, overdue)
        .when(...ASSIGNED)
        .events(),
    ]).thenNothing();
    for (const events of [[], answered(), closed(), withdrawn()]) mark('2026-06-30', events).thenNothing();
  });

  it('[GOV-1] takes each step from the state that it belongs to, and from no other', () => {
    const all = { received, assigned, answered, closed, withdrawn };
    const allowed = (step: readonly [unknown, object, World], from: readonly string[], codes: readonly string[]) => {
      for (const [name, events] of Object.entries(all)) {
        const attempt = given(complaint, events()).when<never>(step[0] as never, step[1] as never, step[2]);
        if (from.includes(name)) expect(attempt.events()).toHaveLength(1);
        else attempt.thenRejected(codes[name === 'received' ? 1 : 0] ?? codes[0] ?? '');
      }
    };
    allowed(
      [AssignComplaint, { ...ID, assigneeId: 'o-8' }, ASSIGNED[2]],
      ['received', 'assigned'],
      ['COMPLAINT_NOT_OPEN'],
    );
    allowed(ANSWERED, ['assigned'], ['COMPLAINT_NOT_OPEN', 'COMPLAINT_NOT_ASSIGNED']);
    allowed(WITHDRAWN, ['received', 'assigned'], ['COMPLAINT_NOT_OPEN']);
    allowed(CLOSED, ['answered'], ['COMPLAINT_NOT_ANSWERED']);
  });

  it('that is not there is not found', () => {
    for (const step of [ASSIGNED, ANSWERED, WITHDRAWN, CLOSED])
      given(complaint)
        .when<never>(step[0] as never, step[1] as never, step[2])
        .thenRejected('NOT_FOUND');
  });
});

describe('what is known of a complaint', () => {
  const rowOf = (events: ReturnType<typeof received>): ComplaintRow | undefined =>
    foldView<ComplaintRow>(
      complaints,
      events.map((event, position) => recorded(event, { position, jurisdiction, actor: 'd-1' })),
    ).get('c-1');

  it('[GOV-1] is followed to its answer and its end', () => {
    expect(rowOf(received())).toMatchObject({
      status: 'received',
      path: jurisdiction,
      unitId: 'county-1',
      dueOn: '2026-05-08',
    });
    expect(rowOf(assigned())).toMatchObject({ status: 'assigned', assigneeId: 'o-5' });
    expect(rowOf(closed())).toMatchObject({
      status: 'closed',
      answer: { outcome: 'FOUNDED', late: false, text: '已核实' },
      closing: { closedOn: '2026-03-25', satisfied: true, remark: null },
    });
    expect(rowOf(withdrawn())).toMatchObject({ status: 'withdrawn', withdrawal: { withdrawnOn: '2026-03-11' } });
  });

  it('[GOV-1] awaits its answer to the end of the last day', () => {
    const [first] = received();
    const waiting = first && complaintAnswer.project(null, recorded(first) as never, 'c-1');
    expect(waiting && complaintAnswer.due(waiting, 'c-1')).toEqual({ at: shanghai('2026-05-09 00:00'), fields: ID });
    for (const last of [answered().at(-1), withdrawn().at(-1)])
      expect(last && complaintAnswer.project(waiting ?? null, recorded(last) as never, 'c-1')).toBeNull();
  });
});
