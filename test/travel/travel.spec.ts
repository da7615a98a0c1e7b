import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type TravelPermitRow, travelPermits } from '../../projections/travel/travel-permits.view.js';
import type { CommandClass } from '../../src/kernel/command.js';
import { addDays, endOf } from '../../src/kernel/day.js';
import { type DueRow, dueView } from '../../src/kernel/due.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { Rejection } from '../../src/kernel/rejection.js';
import type { Principal } from '../../src/kernel/roles.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { ConfirmReturn } from '../../src/travel/domain/confirm-return.js';
import { ApproveTravel, EndorseTravel, RejectTravel } from '../../src/travel/domain/decide-travel.js';
import { travelEvents } from '../../src/travel/domain/events.js';
import { MarkReturnOverdue } from '../../src/travel/domain/mark-return-overdue.js';
import { overdueReturn } from '../../src/travel/domain/overdue-return.due.js';
import { RequestTravel } from '../../src/travel/domain/request-travel.js';
import { travel } from '../../src/travel/domain/travel.js';
import { WithdrawTravel } from '../../src/travel/domain/withdraw-travel.js';
import { seen, SUPERVISEE_ID } from '../supervisees/people.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';

const person = { supervisee: seen({ termTo: '2027-03-01' }) };
const worker: Partial<Principal> = { actor: 'w-1', role: 'social-worker' };
const head: Partial<Principal> = { actor: 'o-1', role: 'office-head' };
const deputy: Partial<Principal> = { actor: 'o-2', role: 'deputy-director', unit: 'county-1' };
const now: World = { at: '2026-03-20 09:00', references: person, commandId: 'permit-1' };
const as = (by: Partial<Principal>, at = now): World => ({ ...at, by });
const one = { superviseeId: SUPERVISEE_ID, permitId: 'permit-1' };
const journey = (from: string, to: string) => ({
  superviseeId: SUPERVISEE_ID,
  from,
  to,
  destination: '厦门市',
  reason: '探望母亲',
});
const yes = { ...one, opinion: '同意' };
type Step = readonly [CommandClass, object, World];
const asked = (from = '2026-03-23', to = '2026-03-29'): Step => [RequestTravel, journey(from, to), as(worker)];
const approved: Step = [ApproveTravel, yes, as(head)];
const outcome = (before: readonly Step[], [type, fields, world]: Step): string => {
  try {
    const events = given(travel, story(travel, ...before))
      .when(type, fields, world)
      .events();
    return events.map((event) => event.type).join();
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
};
const asking = (from: string, to: string, world: World = as(worker), ...before: Step[]) =>
  outcome(before, [RequestTravel, journey(from, to), { ...world, commandId: 'permit-2' }]);

describe('a permit to travel', () => {
  it('[TRV-1] [RULE-1] 7 days, both ends counted, are the office head’s; 8 are endorsed and the county’s', () => {
    const request = (to: string) => given(travel).when(RequestTravel, journey('2026-03-23', to), as(worker));
    request('2026-03-29').then({
      type: 'TravelRequested',
      data: { permitId: 'permit-1', days: 7, endorsers: [], approver: 'office-head', requestedBy: ['w-1'] },
    });
    request('2026-03-30').then({
      type: 'TravelRequested',
      data: { days: 8, endorsers: ['office-head'], approver: 'deputy-director' },
    });
  });
  it('[TRV-1] goes its way: the head endorses, then the county approves', () => {
    const longer = asked('2026-03-23', '2026-03-30');
    const endorsed: Step = [EndorseTravel, yes, as(head)];
    expect(outcome([longer], approved)).toBe('TRAVEL_NEEDS_ENDORSEMENT');
    expect(outcome([longer], [ApproveTravel, yes, as(deputy)])).toBe('TRAVEL_NOT_YOUR_TURN');
    expect(outcome([longer, endorsed], approved)).toBe('TRAVEL_NOT_YOUR_TURN');
    given(travel, story(travel, longer, endorsed))
      .when(ApproveTravel, yes, as(deputy))
      .then({ type: 'TravelApproved', data: { ...one, days: 8, by: 'deputy-director', opinion: '同意' } });
    expect(outcome([asked()], endorsed)).toBe('TRAVEL_NOT_YOUR_TURN');
    expect(outcome([asked()], [RejectTravel, yes, as(head)])).toBe('TravelRejected');
    expect(outcome([asked(), approved], approved)).toBe('TRAVEL_NOT_PENDING');
    expect(outcome([], approved)).toBe('TRAVEL_NOT_FOUND');
  });
  it('[TRV-1] is not decided by who asked, nor by who acts for them', () => {
    const byHead: Step = [RequestTravel, journey('2026-03-23', '2026-03-24'), as(head)];
    expect(outcome([byHead], approved)).toBe('TRAVEL_OWN_REQUEST');
    const delegate = { actor: 'o-9', role: 'office-head', onBehalfOf: 'o-1' } as const;
    expect(outcome([byHead], [ApproveTravel, yes, as(delegate)])).toBe('TRAVEL_OWN_REQUEST');
    expect(outcome([byHead], [ApproveTravel, yes, as({ actor: 'o-9', role: 'office-head' })])).toBe('TravelApproved');
  });
  it('[TRV-1] is asked for before departure and within the term, of somebody who is there', () => {
    expect(asking('2026-03-20', '2026-03-20')).toBe('TravelRequested');
    expect(asking('2026-03-19', '2026-03-20')).toBe('TRAVEL_BEGUN');
    expect(asking('2026-03-24', '2026-03-23')).toBe('TRAVEL_REVERSED');
    const end = as(worker, { ...now, at: '2027-02-26 09:00' });
    expect(asking('2027-02-27', '2027-03-01', end)).toBe('TravelRequested');
    expect(asking('2027-02-27', '2027-03-02', end)).toBe('TRAVEL_BEYOND_TERM');
    const status = (face: ReturnType<typeof seen>) =>
      asking('2026-03-23', '2026-03-24', as(worker, { ...now, references: { supervisee: face } }));
    expect(status(seen({}, 'detained'))).toBe('TRAVEL_PERSON_ABSENT');
    expect(status(seen({ reportedOn: null }, 'expected'))).toBe('NOT_UNDER_SUPERVISION');
    expect(status(seen({ dischargedOn: '2026-03-19' }, 'discharged'))).toBe('NOT_UNDER_SUPERVISION');
    const late = { ...now, at: '2026-03-24 09:00' };
    expect(outcome([asked()], [ApproveTravel, yes, as(head, late)])).toBe('TRAVEL_BEGUN');
  });
  it('[TRV-1] [RULE-2] more days than the last tier gives nobody may permit', () => {
    const [tier] = FUZHOU_REGIME.travel.tiers;
    const rules = { ...FUZHOU_REGIME, travel: { tiers: tier ? [tier] : [] } };
    expect(asking('2026-03-23', '2026-03-30', { ...as(worker), rules })).toBe('TRAVEL_TOO_LONG');
  });
  it('[TRV-1] permits do not overlap, and the next waits for the return from the last', () => {
    for (const [from, to, expected] of [
      ['2026-03-21', '2026-03-22', 'TravelRequested'],
      ['2026-03-21', '2026-03-23', 'TRAVEL_OVERLAPS'],
      ['2026-03-29', '2026-03-30', 'TRAVEL_OVERLAPS'],
      ['2026-03-30', '2026-03-31', 'TravelRequested'],
    ] as const)
      expect([from, asking(from, to, as(worker), asked(), approved)]).toEqual([from, expected]);
    const after = as(worker, { ...now, at: '2026-03-30 09:00' });
    expect(asking('2026-04-01', '2026-04-02', after, asked(), approved)).toBe('TRAVEL_RETURN_OUTSTANDING');
    const withdrawn: Step = [WithdrawTravel, one, as(worker)];
    expect(asking('2026-03-23', '2026-03-24', as(worker), asked(), withdrawn)).toBe('TravelRequested');
  });
  it('[TRV-1] is taken back until the day of departure', () => {
    const back = (at: string, ...before: Step[]) => outcome(before, [WithdrawTravel, one, as(worker, { ...now, at })]);
    expect(back('2026-03-23 09:00', asked(), approved)).toBe('TravelWithdrawn');
    expect(back('2026-03-24 09:00', asked(), approved)).toBe('TRAVEL_BEGUN');
    expect(back('2026-03-24 09:00', asked())).toBe('TravelWithdrawn');
    expect(back('2026-03-20 09:00', asked(), [RejectTravel, yes, as(head)])).toBe('TRAVEL_NOT_PENDING');
  });
  it('[TRV-1] never are two permits for one day, whatever is asked for', () => {
    const span = fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 6 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const taken: [string, string][] = [];
        spans.reduce<DomainEvent[]>((events, [start, length], at) => {
          const [from, to] = [addDays('2026-03-20', start), addDays('2026-03-20', start + length)];
          const world = { ...as(worker), commandId: `permit-${at}` };
          const free = taken.every(([first, last]) => to < first || from > last);
          const ask = given(travel, events).when(RequestTravel, journey(from, to), world);
          if (!free) ask.thenRejected('TRAVEL_OVERLAPS');
          if (!free) return events;
          taken.push([from, to]);
          return [...events, ...ask.events()];
        }, []);
      }),
    );
  });
  it('[SEC-3] where to, why and opinions are sealed', () => {
    expect(travelEvents.TravelRequested.personal).toEqual(['destination', 'reason']);
    expect(travelEvents.TravelApproved).toMatchObject({ subject: 'superviseeId', personal: ['opinion'] });
  });
});

describe('the return', () => {
  const back = (on: string, at: string, ...before: Step[]): string =>
    outcome(before, [ConfirmReturn, { ...one, on }, as(worker, { ...now, at })]);
  it('[TRV-1] is confirmed from the departure to today, late after the last day', () => {
    expect(back('2026-03-22', '2026-03-29 09:00', asked(), approved)).toBe('RETURN_BEFORE_DEPARTURE');
    expect(back('2026-03-30', '2026-03-29 09:00', asked(), approved)).toBe('RETURN_IN_FUTURE');
    expect(back('2026-03-29', '2026-03-29 09:00', asked())).toBe('TRAVEL_NOT_APPROVED');
    const confirm = (on: string) =>
      given(travel, story(travel, asked(), approved)).when(
        ConfirmReturn,
        { ...one, on },
        as(worker, { ...now, at: '2026-04-10 09:00' }),
      );
    confirm('2026-03-29').then({ type: 'TravelReturnConfirmed', data: { daysLate: 0 } });
    confirm('2026-03-30').then({ type: 'TravelReturnConfirmed', data: { daysLate: 1 } });
  });
  const mark = (at: string): Step => [MarkReturnOverdue, one, { ...now, at, by: { role: 'system' } }];
  it('[TRV-1] is overdue once, from the end of the last day', () => {
    expect(outcome([asked(), approved], mark('2026-03-29 23:59'))).toBe('');
    expect(outcome([asked(), approved], mark('2026-03-30 00:00'))).toBe('TravelReturnOverdue');
    expect(outcome([asked(), approved, mark('2026-03-30 00:00')], mark('2026-03-31 00:00'))).toBe('');
    expect(outcome([asked()], mark('2026-03-30 00:00'))).toBe('');
  });
  it('[TRV-1] [DIS-1] is nobody’s concern any more once supervision has ended, nor is the permit', () => {
    const gone: World = { ...now, references: { supervisee: seen({ dischargedOn: '2026-03-25' }, 'terminated') } };
    const system: World = { ...gone, at: '2026-03-30 00:00', by: { role: 'system' } };
    expect(outcome([asked(), approved], [MarkReturnOverdue, one, system])).toBe('');
    for (const [type, by] of [
      [EndorseTravel, head],
      [ApproveTravel, head],
      [RejectTravel, head],
      [WithdrawTravel, worker],
    ] as const)
      expect(outcome([asked()], [type, yes, as(by, gone)])).toBe('NOT_UNDER_SUPERVISION');
    const facts = story(travel, asked(), approved).map((event, position) => recorded(event, { position }));
    const end = recorded({ type: 'SuperviseeDischarged', data: { superviseeId: SUPERVISEE_ID } }, { position: 9 });
    expect([...foldView<DueRow>(dueView([overdueReturn]), [...facts, end]).values()]).toEqual([]);
  });
  it('[TRV-1] is waited for from the approval, until it is confirmed, found overdue, or the travel is taken back', () => {
    const due = (...steps: Step[]) =>
      foldView<DueRow>(
        dueView([overdueReturn]),
        story(travel, ...steps).map((event, position) => recorded(event, { position })),
      ).get(`overdue-return|${SUPERVISEE_ID}`);
    expect(due(asked())).toBeUndefined();
    expect(due(asked(), approved)).toMatchObject({ dueAt: endOf('2026-03-29'), fields: one });
    expect(due(asked(), approved, mark('2026-03-30 00:00'))).toBeUndefined();
    expect(due(asked(), approved, [WithdrawTravel, one, as(worker)])).toBeUndefined();
    const earlier: Step[] = [asked(), approved];
    const second = { ...as(worker), commandId: 'permit-2' };
    const next: Step[] = [
      [RequestTravel, journey('2026-03-21', '2026-03-22'), second],
      [ApproveTravel, { ...one, permitId: 'permit-2' }, as(head)],
    ];
    expect(due(...earlier, ...next)).toMatchObject({ dueAt: endOf('2026-03-22'), fields: { permitId: 'permit-2' } });
  });
});

describe('the list of permits', () => {
  const row = (...steps: Step[]) =>
    foldView<TravelPermitRow>(
      travelPermits,
      story(travel, ...steps).map((event, position) => recorded(event, { position })),
    ).get('permit-1');
  it('[TRV-1] shows whose turn it is, what was decided with what opinion, and the return', () => {
    expect(row(asked())).toMatchObject({ status: 'pending', awaiting: 'office-head', days: 7, destination: '厦门市' });
    const confirmed: Step = [
      ConfirmReturn,
      { ...one, on: '2026-03-31' },
      as(worker, { ...now, at: '2026-03-31 09:00' }),
    ];
    const overdue: Step = [MarkReturnOverdue, one, { ...now, at: '2026-03-30 00:00' }];
    expect(row(asked(), approved, overdue)).toMatchObject({
      status: 'approved',
      awaiting: null,
      overdueSince: expect.any(String),
    });
    expect(row(asked(), approved, overdue, confirmed)).toMatchObject({
      ...{ status: 'returned', returnedOn: '2026-03-31', daysLate: 2, overdueSince: expect.any(String) },
      history: [{ action: 'requested' }, { action: 'approved', opinion: '同意' }, { action: 'returned' }],
    });
    expect(row(asked(), [RejectTravel, yes, as(head)])).toMatchObject({ status: 'rejected', awaiting: null });
    expect(row(asked(), [WithdrawTravel, one, as(worker)])).toMatchObject({ status: 'withdrawn', awaiting: null });
    const longer = asked('2026-03-23', '2026-03-30');
    expect(row(longer, [EndorseTravel, yes, as(head)])).toMatchObject({ awaiting: 'deputy-director' });
  });
});
