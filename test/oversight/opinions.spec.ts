import { describe, expect, it } from '@jest/globals';
import { type OpinionRow, procuratorateOpinions } from '../../projections/oversight/procuratorate-opinions.view.js';
import { command } from '../../src/kernel/command.js';
import { CloseOpinion, DemandFurtherReply } from '../../src/oversight/domain/opinions/close-opinion.js';
import { opinionEvents } from '../../src/oversight/domain/opinions/events.js';
import { opinionIdOf } from '../../src/oversight/domain/opinions/opinion-id.js';
import { opinionReply } from '../../src/oversight/domain/opinions/opinion-reply.due.js';
import { procuratorateOpinion } from '../../src/oversight/domain/opinions/procuratorate-opinion.js';
import { ReceiveOpinion } from '../../src/oversight/domain/opinions/receive-opinion.js';
import {
  DraftOpinionReply,
  MarkOpinionReplyOverdue,
  ReturnOpinionReply,
  SendOpinionReply,
} from '../../src/oversight/domain/opinions/reply-to-opinion.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, shanghai, story, type World } from '../support/given.js';

const FORM = {
  unitId: 'office-1',
  kind: 'CORRECTION_OPINION',
  procuratorate: '闽侯县人民检察院',
  documentNumber: '侯检纠〔2026〕1号',
  receivedOn: '2026-03-09',
  content: '外出审批不规范',
} as const;
const ID = { opinionId: opinionIdOf(FORM) };
const as = (actor: string, onBehalfOf?: string): World => ({
  by: { actor, role: 'director', unit: 'county-1', ...(onBehalfOf === undefined ? {} : { onBehalfOf }) },
});
const on = (day: string, more: World = as('h-1')): World => ({ at: `${day} 09:00`, ...more });

const RECEIVED = [ReceiveOpinion, FORM, on('2026-03-09')] as const;
const DRAFT = { ...ID, adoption: 'ADOPTED', measures: '已补办手续' } as const;
const DRAFTED = [DraftOpinionReply, DRAFT, on('2026-03-12')] as const;
const RETURNED = [ReturnOpinionReply, { ...ID, remark: '请补充结果' }, on('2026-03-13', as('d-1'))] as const;
const SENT = [SendOpinionReply, { ...ID, replyNumber: '侯司函〔2026〕3号' }, on('2026-03-16', as('d-1'))] as const;
const DEMAND = { ...ID, demandedOn: '2026-03-20', objection: '未说明追责情况' };
const DEMANDED = [DemandFurtherReply, DEMAND, on('2026-03-20')] as const;
const CLOSED = [CloseOpinion, ID, on('2026-03-30', as('d-1'))] as const;

const received = () => story(procuratorateOpinion, RECEIVED);
const drafted = () => story(procuratorateOpinion, RECEIVED, DRAFTED);
const replied = () => story(procuratorateOpinion, RECEIVED, DRAFTED, SENT);
const demanded = () => story(procuratorateOpinion, RECEIVED, DRAFTED, SENT, DEMANDED);
const closed = () => story(procuratorateOpinion, RECEIVED, DRAFTED, SENT, CLOSED);

describe('an opinion of a procuratorate', () => {
  it('[GOV-1] is received once, however its number is typed', () => {
    given(procuratorateOpinion)
      .when(...RECEIVED)
      .then({ type: 'OpinionReceived', data: { ...FORM, ...ID, unitId: 'office-1' } });
    expect(opinionIdOf({ ...FORM, documentNumber: ' 侯检纠[２０２６] 1 号' })).toBe(ID.opinionId);
    expect(opinionIdOf({ ...FORM, documentNumber: '侯检纠〔2026〕2号' })).not.toBe(ID.opinionId);
    given(procuratorateOpinion, received())
      .when(...RECEIVED)
      .thenRejected('OPINION_ALREADY_RECEIVED');
    given(procuratorateOpinion)
      .when(ReceiveOpinion, { ...FORM, receivedOn: '2026-03-10' }, RECEIVED[2])
      .thenRejected('OPINION_DAY_IN_FUTURE');
  });

  it('[GOV-1] [RULE-2] has its written reply due within the days of its kind, by the policy of its day', () => {
    const due = (kind: ReceiveOpinion['kind']) =>
      given(procuratorateOpinion).when(ReceiveOpinion, { ...FORM, kind }, RECEIVED[2]);
    due('CORRECTION_OPINION').then({ type: 'OpinionReceived', data: { dueOn: '2026-03-24' } });
    due('PROCURATORIAL_SUGGESTION').then({ type: 'OpinionReceived', data: { dueOn: '2026-05-08' } });
    expect(procuratorateOpinion.factDay?.(command(ReceiveOpinion, FORM, metaOf(on('2026-03-12'))))).toBe('2026-03-09');
    expect(procuratorateOpinion.factDay?.(command(DemandFurtherReply, DEMAND, metaOf(on('2026-03-25'))))).toBe(
      '2026-03-20',
    );
  });

  it('[SEC-3] what it says and what is replied is sealed with a key of its own', () => {
    expect(opinionEvents.OpinionReceived).toMatchObject({ subject: 'opinionId', personal: ['content'] });
    expect(opinionEvents.OpinionReplyDrafted).toMatchObject({
      subject: 'opinionId',
      personal: ['measures', 'reasons'],
    });
  });

  it('[GOV-1] what is not wholly adopted needs reasons; what is has none', () => {
    const draft = (adoption: DraftOpinionReply['adoption'], reasons?: string) =>
      given(procuratorateOpinion, received()).when(
        DraftOpinionReply,
        { ...DRAFT, adoption, ...(reasons === undefined ? {} : { reasons }) },
        DRAFTED[2],
      );
    for (const adoption of ['PARTLY_ADOPTED', 'NOT_ADOPTED'] as const) {
      draft(adoption).thenRejected('OPINION_REASONS_NEEDED');
      draft(adoption, '与规定不符').then({ type: 'OpinionReplyDrafted', data: { adoption, reasons: '与规定不符' } });
    }
    draft('ADOPTED').then({ type: 'OpinionReplyDrafted' });
    draft('ADOPTED', '与规定不符').thenRejected('OPINION_REASONS_NOT_WANTED');
  });

  it('[GOV-1] a leader signs the reply, not who wrote it, nor for whom it was written', () => {
    const send = (world: World, events = drafted()) =>
      given(procuratorateOpinion, events).when(SendOpinionReply, SENT[1], on('2026-03-16', world));
    send(as('h-1')).thenRejected('OPINION_OWN_DRAFT');
    send(as('d-2', 'h-1')).thenRejected('OPINION_OWN_DRAFT');
    send(as('d-1')).then({ type: 'OpinionReplied', data: { adoption: 'ADOPTED', repliedOn: '2026-03-16' } });
    const forAnother = story(procuratorateOpinion, RECEIVED, [
      DraftOpinionReply,
      DRAFT,
      on('2026-03-12', as('o-2', 'd-1')),
    ]);
    send(as('d-1'), forAnother).thenRejected('OPINION_OWN_DRAFT');
  });

  it('[GOV-1] is replied to in time up to the last day, late after it, and overdue once', () => {
    const sendOn = (day: string) =>
      given(procuratorateOpinion, drafted()).when(SendOpinionReply, SENT[1], on(day, as('d-1')));
    sendOn('2026-03-24').then({ type: 'OpinionReplied', data: { late: false } });
    sendOn('2026-03-25').then({ type: 'OpinionReplied', data: { late: true } });
    const mark = (day: string, events: ReturnType<typeof received>) =>
      given(procuratorateOpinion, events).when(MarkOpinionReplyOverdue, ID, { at: `${day} 00:00` });
    for (const events of [received(), drafted()]) {
      mark('2026-03-24', events).thenNothing();
      mark('2026-03-25', events).then({ type: 'OpinionReplyOverdue', data: { dueOn: '2026-03-24' } });
      mark('2026-03-26', [...events, ...mark('2026-03-25', events).events()]).thenNothing();
    }
    mark('2026-04-04', demanded()).thenNothing();
    mark('2026-04-05', demanded()).then({ type: 'OpinionReplyOverdue', data: { dueOn: '2026-04-04' } });
    for (const events of [[], replied(), closed()]) mark('2026-06-30', events).thenNothing();
  });

  it('[GOV-1] the procuratorate may demand another reply, from the day of the reply to today', () => {
    const demand = (demandedOn: string) =>
      given(procuratorateOpinion, replied()).when(DemandFurtherReply, { ...DEMAND, demandedOn }, DEMANDED[2]);
    demand('2026-03-15').thenRejected('OPINION_DEMAND_TOO_EARLY');
    demand('2026-03-16').then({ type: 'FurtherReplyDemanded', data: { dueOn: '2026-03-31' } });
    demand('2026-03-20').then({ type: 'FurtherReplyDemanded', data: { dueOn: '2026-04-04' } });
    demand('2026-03-21').thenRejected('OPINION_DAY_IN_FUTURE');
  });

  it('[GOV-1] takes each step from the state that it belongs to, and from no other', () => {
    const all = { received, drafted, replied, demanded, closed };
    const allowed = (step: readonly [unknown, object, World], from: readonly string[], code: string) => {
      for (const [name, events] of Object.entries(all)) {
        const attempt = given(procuratorateOpinion, events()).when<never>(step[0] as never, step[1] as never, step[2]);
        if (from.includes(name)) expect(attempt.events()).toHaveLength(1);
        else attempt.thenRejected(code);
      }
      given(procuratorateOpinion)
        .when<never>(step[0] as never, step[1] as never, step[2])
        .thenRejected('NOT_FOUND');
    };
    allowed(DRAFTED, ['received', 'demanded'], 'OPINION_NOT_TO_REPLY');
    allowed(RETURNED, ['drafted'], 'OPINION_NO_DRAFT');
    allowed(SENT, ['drafted'], 'OPINION_NO_DRAFT');
    allowed(DEMANDED, ['replied'], 'OPINION_NOT_REPLIED');
    allowed(CLOSED, ['replied'], 'OPINION_NOT_REPLIED');
  });
});

describe('what is known of an opinion', () => {
  const rowOf = (events: ReturnType<typeof received>): OpinionRow | undefined =>
    foldView<OpinionRow>(
      procuratorateOpinions,
      events.map((event, position) => recorded(event, { position, actor: 'h-1' })),
    ).get(ID.opinionId);

  it('[GOV-1] is followed to the reply that it was left at', () => {
    expect(rowOf(drafted())).toMatchObject({ status: 'drafted', draft: { adoption: 'ADOPTED', draftedBy: 'h-1' } });
    const returned = story(procuratorateOpinion, RECEIVED, DRAFTED, RETURNED);
    expect(rowOf(returned)).toMatchObject({ status: 'received', remarks: [{ remark: '请补充结果' }] });
    expect(rowOf(demanded())).toMatchObject({
      status: 'received',
      draft: null,
      dueOn: '2026-04-04',
      replies: [{ replyNumber: '侯司函〔2026〕3号', measures: '已补办手续', late: false }],
      demands: [{ demandedOn: '2026-03-20' }],
    });
    expect(rowOf(closed())).toMatchObject({ status: 'closed', closedOn: '2026-03-30' });
  });

  it('[GOV-1] awaits its reply to the end of the last day, again when another is demanded', () => {
    const last = (events: ReturnType<typeof received>) => recorded(events.at(-1) ?? { type: '', data: {} }) as never;
    const atOf = (events: ReturnType<typeof received>) => {
      const waiting = opinionReply.project(null, last(events), ID.opinionId);
      return waiting && opinionReply.due(waiting, ID.opinionId)?.at;
    };
    expect(atOf(received())).toBe(shanghai('2026-03-25 00:00'));
    expect(atOf(demanded())).toBe(shanghai('2026-04-05 00:00'));
    expect(atOf(replied())).toBeNull();
  });
});
