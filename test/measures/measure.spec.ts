import { describe, expect, it } from '@jest/globals';
import { type MeasureRow, measures } from '../../projections/measures/measures.view.js';
import type { CommandClass } from '../../src/kernel/command.js';
import { Rejection } from '../../src/kernel/rejection.js';
import type { Principal } from '../../src/kernel/roles.js';
import {
  DecideMeasure,
  EndorseMeasure,
  RefuseMeasure,
  ReturnMeasure,
} from '../../src/measures/domain/measure/decide-measure.js';
import { DraftReward, DraftSanction, RedraftMeasure } from '../../src/measures/domain/measure/draft-measure.js';
import { measureEvents, REWARDS, SANCTIONS, SENT_ON } from '../../src/measures/domain/measure/events.js';
import { measure } from '../../src/measures/domain/measure/measure.js';
import { RecordAnswerToMeasure, SendMeasure } from '../../src/measures/domain/measure/send-measure.js';
import { seen, SUPERVISEE_ID } from '../supervisees/people.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';

const now: World = { at: '2026-04-02 09:00', references: { supervisee: seen() }, commandId: 'm-1' };
const as = (actor: string, role: Principal['role'], at = now): World => ({ ...at, by: { actor, role } });
const worker = as('w-1', 'social-worker');
const head = as('o-1', 'office-head');
const deputy = as('o-2', 'deputy-director');
const director = as('o-3', 'director');
const told = { superviseeId: SUPERVISEE_ID, happenedOn: '2026-04-01', facts: '未经批准外出', grounds: '第二十七条' };
const opinion = { measureId: 'm-1', opinion: '同意' };
const paper = { measureId: 'm-1', body: '仓山区人民法院', documentNumber: '（2026）仓矫撤字第2号', on: '2026-04-02' };
type Step = readonly [CommandClass, object, World];
const drafted = (kind = 'ADMONITION', world = worker): Step => [DraftSanction, { ...told, kind }, world];
const endorsed: Step = [EndorseMeasure, opinion, head];
const decided: Step = [DecideMeasure, opinion, deputy];
const outcome = (before: readonly Step[], [type, fields, world]: Step): string => {
  try {
    const events = given(measure, story(measure, ...before))
      .when(type, fields, world)
      .events();
    return events.map((event) => event.type).join();
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
};

describe('a sanction or a reward', () => {
  it.each(SANCTIONS)('[SAN-1] %s is drafted with facts and grounds, endorsed, decided by the county', (kind) => {
    given(measure)
      .when(DraftSanction, { ...told, kind }, worker)
      .then({
        type: 'MeasureDrafted',
        data: { measureId: 'm-1', kind, draftedBy: ['w-1'], endorser: 'office-head', facts: told.facts },
      });
    given(measure, story(measure, drafted(kind)))
      .when(...(endorsed as [never, never, World]))
      .then({ type: 'MeasureEndorsed', data: { deciders: ['deputy-director', 'director'] } });
    given(measure, story(measure, drafted(kind), endorsed))
      .when(DecideMeasure, opinion, director)
      .then({ type: 'MeasureDecided', data: { kind, by: 'director', opinion: '同意', officeId: 'office-1' } });
  });
  it.each(REWARDS)('[RWD-1] %s is proposed with grounds, and decided by the county', (kind) => {
    const proposed: Step = [DraftReward, { ...told, kind }, worker];
    expect(outcome([proposed, endorsed], decided)).toBe('MeasureDecided');
    expect(outcome([proposed, endorsed], [DecideMeasure, opinion, as('w-2', 'social-worker')])).toBe(
      'MEASURE_NOT_YOUR_TURN',
    );
  });
  it('[SAN-1] whose turn it is: the head endorses, the county decides, a social worker nothing', () => {
    const draft = [drafted()];
    expect(outcome(draft, decided)).toBe('MEASURE_NOT_YOUR_TURN');
    expect(outcome(draft, [DecideMeasure, opinion, head])).toBe('MEASURE_NEEDS_ENDORSEMENT');
    expect(outcome([...draft, endorsed], [DecideMeasure, opinion, head])).toBe('MEASURE_NOT_YOUR_TURN');
    expect(outcome([...draft, endorsed], [EndorseMeasure, opinion, deputy])).toBe('MEASURE_NOT_PENDING');
    for (const type of [EndorseMeasure, ReturnMeasure, RefuseMeasure, DecideMeasure])
      expect(outcome(draft, [type, opinion, as('w-2', 'social-worker')])).toBe('MEASURE_NOT_YOUR_TURN');
    expect(outcome([...draft, endorsed, decided], decided)).toBe('MEASURE_NOT_PENDING');
    expect(outcome([], decided)).toBe('MEASURE_NOT_FOUND');
    expect(outcome(draft, drafted())).toBe('MEASURE_ALREADY_DRAFTED');
  });
  it('[SAN-1] nobody decides their own draft, nor a delegate for who drafted; the head’s own goes to the county', () => {
    const own = drafted('WARNING', head);
    expect(outcome([own], endorsed)).toBe('MEASURE_OWN_DRAFT');
    expect(outcome([own], decided)).toBe('MeasureDecided');
    const acting: World = { ...now, by: { actor: 'o-1', role: 'deputy-director', onBehalfOf: 'o-2' } };
    expect(outcome([own], [DecideMeasure, opinion, acting])).toBe('MEASURE_OWN_DRAFT');
    const forDrafter: World = { ...now, by: { actor: 'o-9', role: 'office-head', onBehalfOf: 'w-1' } };
    expect(outcome([drafted()], [EndorseMeasure, opinion, forDrafter])).toBe('MEASURE_OWN_DRAFT');
  });
  it('[SAN-1] is returned and drafted anew, or refused', () => {
    const returned: Step = [ReturnMeasure, opinion, head];
    const again: Step = [RedraftMeasure, { measureId: 'm-1', ...told, superviseeId: undefined }, worker];
    expect(outcome([drafted()], returned)).toBe('MeasureReturned');
    expect(outcome([drafted()], again)).toBe('MEASURE_NOT_RETURNED');
    expect(outcome([], again)).toBe('MEASURE_NOT_FOUND');
    expect(outcome([drafted(), returned], decided)).toBe('MEASURE_NOT_PENDING');
    expect(outcome([drafted(), returned], again)).toBe('MeasureRedrafted');
    expect(outcome([drafted(), returned, again, endorsed], decided)).toBe('MeasureDecided');
    expect(outcome([drafted(), endorsed], [RefuseMeasure, opinion, deputy])).toBe('MeasureRefused');
  });
  it('[SAN-1] answers what happened from the registration to today, of somebody on record', () => {
    const on = (happenedOn: string) => outcome([], [DraftSanction, { ...told, kind: 'WARNING', happenedOn }, worker]);
    expect(on('2026-03-09')).toBe('MeasureDrafted');
    expect(on('2026-03-08')).toBe('DAY_BEFORE_REGISTRATION');
    expect(on('2026-04-02')).toBe('MeasureDrafted');
    expect(on('2026-04-03')).toBe('DAY_IN_FUTURE');
    const gone: World = { ...worker, references: { supervisee: seen({ dischargedOn: '2026-04-01' }, 'discharged') } };
    const coming: World = { ...worker, references: { supervisee: seen({ reportedOn: null }, 'expected') } };
    expect(outcome([], drafted('WARNING', gone))).toBe('NOT_UNDER_SUPERVISION');
    expect(outcome([], drafted('WARNING', coming))).toBe('NOT_UNDER_SUPERVISION');
    expect(
      outcome([drafted(), endorsed], [DecideMeasure, opinion, { ...deputy, references: gone.references ?? {} }]),
    ).toBe('NOT_UNDER_SUPERVISION');
  });
  it('[SAN-1] what another body decides is sent to it, and its answer recorded; nothing else is', () => {
    const sent: Step = [SendMeasure, paper, deputy];
    const answer = (on: string): Step => [RecordAnswerToMeasure, { ...paper, on, answer: 'GRANTED' }, deputy];
    for (const kind of SENT_ON.filter((one) => (SANCTIONS as readonly string[]).includes(one))) {
      const before = [drafted(kind), endorsed, decided];
      expect(outcome(before.slice(0, 2), sent)).toBe('MEASURE_NOT_DECIDED');
      expect(outcome(before, sent)).toBe('MeasureSent');
      expect(outcome(before, answer('2026-04-02'))).toBe('MEASURE_NOT_SENT');
      expect(outcome([...before, sent], answer('2026-04-02'))).toBe('MeasureAnswered');
      expect(outcome([...before, sent], answer('2026-04-01'))).toBe('MEASURE_PAPER_TOO_EARLY');
      expect(outcome([...before, sent], answer('2026-04-03'))).toBe('MEASURE_PAPER_IN_FUTURE');
      expect(outcome([...before, sent], sent)).toBe('MEASURE_NOT_DECIDED');
    }
    const before = [drafted('REVOCATION_PROPOSAL'), endorsed, decided];
    expect(outcome(before, [SendMeasure, { ...paper, on: '2026-04-03' }, deputy])).toBe('MEASURE_PAPER_IN_FUTURE');
    expect(outcome([drafted('WARNING'), endorsed, decided], sent)).toBe('MEASURE_NOT_SENT_ON');
    expect(outcome([], sent)).toBe('MEASURE_NOT_FOUND');
    expect(outcome([], answer('2026-04-02'))).toBe('MEASURE_NOT_FOUND');
  });
  it('[SEC-3] facts, grounds and opinions are sealed', () => {
    expect(measureEvents.MeasureDrafted).toMatchObject({ subject: 'superviseeId', personal: ['facts', 'grounds'] });
    expect(measureEvents.MeasureDecided).toMatchObject({ subject: 'superviseeId', personal: ['opinion'] });
  });
});

describe('the list of measures', () => {
  const row = (...steps: Step[]) => {
    const facts = story(measure, ...steps).map((event, position) => recorded(event, { position, onBehalfOf: 'o-7' }));
    return foldView<MeasureRow>(measures, facts).get('m-1');
  };
  it('[SAN-1] shows who has to act, each decision with whom, when, opinion and for whom, and the answer', () => {
    expect(row(drafted())).toMatchObject({ status: 'drafted', awaiting: ['office-head'], reward: false });
    expect(row(drafted('WARNING', head))).toMatchObject({
      status: 'endorsed',
      awaiting: ['deputy-director', 'director'],
    });
    expect(row(drafted(), endorsed)).toMatchObject({ status: 'endorsed', awaiting: ['deputy-director', 'director'] });
    const sent: Step = [SendMeasure, paper, deputy];
    const answered: Step = [RecordAnswerToMeasure, { ...paper, answer: 'DENIED' }, deputy];
    expect(row(drafted('REVOCATION_PROPOSAL'), endorsed, decided, sent, answered)).toMatchObject({
      ...{ status: 'answered', awaiting: [], sent: { body: paper.body }, answer: { answer: 'DENIED' } },
      history: [
        { action: 'drafted' },
        { action: 'endorsed', opinion: '同意', onBehalfOf: 'o-7', at: expect.any(String) },
        { action: 'decided', opinion: '同意' },
        { action: 'sent' },
        { action: 'answered' },
      ],
    });
    const again: Step = [RedraftMeasure, { measureId: 'm-1', ...told, superviseeId: undefined, facts: '补充' }, worker];
    const returned: Step = [ReturnMeasure, opinion, head];
    expect(row(drafted(), returned)).toMatchObject({ status: 'returned', awaiting: [] });
    expect(row(drafted(), returned, again)).toMatchObject({ status: 'drafted', facts: '补充', history: [{}, {}, {}] });
    expect(row(drafted(), [RefuseMeasure, opinion, head])).toMatchObject({ status: 'refused', awaiting: [] });
    expect(row([DraftReward, { ...told, kind: 'COMMENDATION' }, worker])).toMatchObject({ reward: true });
  });
});
