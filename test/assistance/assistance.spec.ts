import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AssistanceCase, assistanceCases } from '../../projections/assistance/assistance-cases.view.js';
import { assistance } from '../../src/assistance/domain/assistance.js';
import { CloseAssistance } from '../../src/assistance/domain/close-assistance.js';
import {
  ASSISTANCE_KINDS,
  type AssistanceEvent,
  assistanceEvents,
  OUTCOMES,
} from '../../src/assistance/domain/events.js';
import { OpenAssistance } from '../../src/assistance/domain/open-assistance.js';
import { ReferAssistance } from '../../src/assistance/domain/refer-assistance.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, type World } from '../support/given.js';
import { seen, SUPERVISEE_ID } from '../supervisees/people.js';

const world: World = { at: '2026-03-20 09:00', commandId: 'case-1', references: { supervisee: seen() } };
const ended: World = { ...world, references: { supervisee: seen({ dischargedOn: '2026-03-19' }, 'discharged') } };
const expected: World = { ...world, references: { supervisee: seen({ reportedOn: null }, 'expected') } };
const opening = (changed: Partial<OpenAssistance> = {}, of = world, events: DomainEvent[] = []) =>
  given(assistance, events).when(
    OpenAssistance,
    { superviseeId: SUPERVISEE_ID, kind: 'EMPLOYMENT', on: '2026-03-11', need: '失业三个月', ...changed },
    of,
  );
const opened = () => opening().events();
const referral = { caseId: 'case-1', on: '2026-03-12', body: '人力资源和社会保障局', request: '推荐培训' };
const referring = (changed: Partial<ReferAssistance> = {}, events = opened(), of = world) =>
  given(assistance, events).when(ReferAssistance, { ...referral, ...changed }, of);
const closing = (changed: Partial<CloseAssistance> = {}, events = opened(), of = world) =>
  given(assistance, events).when(
    CloseAssistance,
    { caseId: 'case-1', on: '2026-03-18', outcome: 'RESOLVED', result: '已就业', ...changed },
    of,
  );

describe('assistance', () => {
  it.each(ASSISTANCE_KINDS)('[AID-1] with %s is a case that is opened', (kind) => {
    opening({ kind }).then({
      type: 'AssistanceOpened',
      data: { caseId: 'case-1', superviseeId: SUPERVISEE_ID, officeId: 'office-1', kind, need: '失业三个月' },
    });
  });
  it('[AID-1] is referred, to one body or to more', () => {
    const once = [...opened(), ...referring().events()];
    referring().then({
      type: 'AssistanceReferred',
      data: { ...referral, kind: 'EMPLOYMENT', superviseeId: SUPERVISEE_ID },
    });
    referring({ body: '工会' }, once).then({ type: 'AssistanceReferred', data: { body: '工会' } });
  });
  it.each(OUTCOMES)('[AID-1] is closed with an outcome, referred or not: %s', (outcome) => {
    closing({ outcome }).then({
      type: 'AssistanceClosed',
      data: { openedOn: '2026-03-11', outcome, result: '已就业' },
    });
    closing({ outcome }, [...opened(), ...referring().events()]).then({ type: 'AssistanceClosed' });
  });
  it('[AID-1] nothing more is done with a closed case, nor with one that is not there, and none is opened twice', () => {
    const closed = [...opened(), ...closing().events()];
    referring({ on: '2026-03-18' }, closed).thenRejected('ASSISTANCE_CLOSED');
    closing({}, closed).thenRejected('ASSISTANCE_CLOSED');
    referring({}, []).thenRejected('NOT_FOUND');
    closing({}, []).thenRejected('NOT_FOUND');
    opening({}, world, opened()).thenRejected('ASSISTANCE_ALREADY_OPENED');
  });
  it('[AID-1] steps are from the registration to today, each on or after the one before', () => {
    opening({ on: '2026-03-09' }).then({ type: 'AssistanceOpened' });
    opening({ on: '2026-03-08' }).thenRejected('DAY_BEFORE_REGISTRATION');
    opening({ on: '2026-03-20' }).then({ type: 'AssistanceOpened' });
    opening({ on: '2026-03-21' }).thenRejected('DAY_IN_FUTURE');
    referring({ on: '2026-03-11' }).then({ type: 'AssistanceReferred' });
    referring({ on: '2026-03-10' }).thenRejected('ASSISTANCE_OUT_OF_ORDER');
    referring({ on: '2026-03-21' }).thenRejected('DAY_IN_FUTURE');
    const referred = [...opened(), ...referring().events()];
    closing({ on: '2026-03-12' }, referred).then({ type: 'AssistanceClosed' });
    closing({ on: '2026-03-11' }, referred).thenRejected('ASSISTANCE_OUT_OF_ORDER');
    closing({ on: '2026-03-21' }, referred).thenRejected('DAY_IN_FUTURE');
  });
  it.each<[string, World]>([
    ['before the registration', expected],
    ['after the end', ended],
  ])('[AID-1] is for people under supervision, not %s', (_, of) => {
    opening({}, of).thenRejected('NOT_UNDER_SUPERVISION');
    referring({}, opened(), of).thenRejected('NOT_UNDER_SUPERVISION');
    closing({}, opened(), of).thenRejected('NOT_UNDER_SUPERVISION');
  });
  it('[AID-1] each step of a case looks at the person whose case it is', () => {
    const state = opened().reduce(
      (before, event) => assistance.evolve(before, event as AssistanceEvent),
      assistance.initial,
    );
    const step = Object.assign(new ReferAssistance(), referral, { meta: metaOf({}) });
    expect(assistance.references?.(step, state)).toEqual({ supervisee: { category: 'supervisee', id: SUPERVISEE_ID } });
    expect(assistance.references?.(step, assistance.initial)).toEqual({});
  });
  it('[SEC-3] needs, requests and results are sealed with the key of the person', () => {
    const sealed = Object.values(assistanceEvents).map(({ subject, personal }) => [subject, personal]);
    expect(sealed).toEqual([
      ['superviseeId', ['need']],
      ['superviseeId', ['request']],
      ['superviseeId', ['result']],
    ]);
  });
});

describe('the list of cases', () => {
  const rowOf = (events: DomainEvent[]) =>
    foldView<AssistanceCase>(
      assistanceCases,
      events.map((event, position) => recorded(event, { position, actor: 'w-1' })),
    ).get('case-1');

  it('[AID-1] shows what is needed, who was asked, and what came of it', () => {
    const referred = [...opened(), ...referring().events()];
    expect(rowOf(referred)).toMatchObject({
      ...{ status: 'open', kind: 'EMPLOYMENT', openedOn: '2026-03-11', need: '失业三个月', outcome: null },
      referrals: [{ on: '2026-03-12', body: '人力资源和社会保障局', by: 'w-1' }],
    });
    expect(rowOf([...referred, ...closing({}, referred).events()])).toMatchObject({
      ...{ status: 'closed', closedOn: '2026-03-18', outcome: 'RESOLVED' },
      closing: { result: '已就业', by: 'w-1' },
    });
  });
  it('[AID-1] whatever is ordered, a case is open until it is closed, and has each referral of that time', () => {
    const orders = fc.array(fc.constantFrom<'refer' | 'close'>('refer', 'close'), { maxLength: 8 });
    fc.assert(
      fc.property(orders, (ordered) => {
        const facts = ordered.reduce<DomainEvent[]>((events, order) => {
          const next = order === 'refer' ? referring({ on: '2026-03-18' }, events) : closing({}, events);
          try {
            return [...events, ...next.events()];
          } catch {
            return events;
          }
        }, opened());
        const until = ordered.indexOf('close');
        const row = rowOf(facts);
        expect(row?.status).toBe(until < 0 ? 'open' : 'closed');
        expect(row?.referrals).toHaveLength(until < 0 ? ordered.length : until);
      }),
    );
  });
});
