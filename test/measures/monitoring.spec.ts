import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type MonitoringRow, monitoringOrders } from '../../projections/measures/monitoring-orders.view.js';
import type { CommandClass } from '../../src/kernel/command.js';
import { addDays, daysBetween } from '../../src/kernel/day.js';
import { Rejection } from '../../src/kernel/rejection.js';
import type { Post, Principal } from '../../src/kernel/roles.js';
import {
  ApproveMonitoring,
  EndMonitoring,
  RefuseMonitoring,
} from '../../src/measures/domain/monitoring/decide-monitoring.js';
import { DraftMonitoring, DraftMonitoringExtension } from '../../src/measures/domain/monitoring/draft-monitoring.js';
import { MONITORING_GROUNDS, monitoringEvents } from '../../src/measures/domain/monitoring/events.js';
import { monitoring } from '../../src/measures/domain/monitoring/monitoring.js';
import { lastDayOfMonths } from '../../src/measures/domain/monitoring/period.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { seen, SUPERVISEE_ID } from '../supervisees/people.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';

const one = { superviseeId: SUPERVISEE_ID };
const person = { supervisee: seen({ reportedOn: '2026-01-05', termTo: '2026-12-31' }) };
const at = (day: string, role: Principal['role'], actor: string, commandId = 'order-1'): World => ({
  at: `${day} 09:00`,
  references: person,
  commandId,
  by: { actor, role },
});
const office = (day = '2026-01-10') => at(day, 'office-head', 'o-1');
const county = (day = '2026-01-10') => at(day, 'deputy-director', 'o-2');
const order = {
  ...one,
  ground: 'LEFT_WITHOUT_APPROVAL',
  from: '2026-01-15',
  to: '2026-04-14',
  facts: '两次外出',
} as const;
const yes = { ...one, opinion: '同意' };
type Step = readonly [CommandClass, object, World];
const drafted: Step = [DraftMonitoring, order, office()];
const approved: Step = [ApproveMonitoring, yes, county()];
const longer = (to = '2026-07-14', day = '2026-04-01'): Step => [
  DraftMonitoringExtension,
  { ...one, to, facts: '仍有违规' },
  office(day),
];
const outcome = (before: readonly Step[], [type, fields, world]: Step): string => {
  try {
    const events = given(monitoring, story(monitoring, ...before))
      .when(type, fields, world)
      .events();
    return events.map((event) => event.type).join();
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
};
const drafting = (changed: object, world = office()) => outcome([], [DraftMonitoring, { ...order, ...changed }, world]);

describe('an order of electronic monitoring', () => {
  it('[MON-1] [RULE-2] names who decides on it, by the policy of the day that it is drafted on, and is decided by them', () => {
    const by = (approvers: Post[]): World['rules'] => ({
      ...FUZHOU_REGIME,
      monitoring: { ...FUZHOU_REGIME.monitoring, approvers },
    });
    const only = (approvers: Post[]) => [DraftMonitoring, order, { ...office(), rules: by(approvers) }] as const;
    given(monitoring)
      .when(...only(['director']))
      .then({ type: 'MonitoringDrafted', data: { approvers: ['director'] } });
    const director = at('2026-01-10', 'director', 'o-3');
    // A later set does not take the draft from those whom it waits for.
    const approving = (world: World) => outcome([only(['director'])], [ApproveMonitoring, yes, world]);
    expect(approving(county())).toBe('MONITORING_NOT_YOURS_TO_DECIDE');
    expect(approving({ ...director, rules: by(['deputy-director']) })).toBe('MonitoringApproved');
    const extension = [
      DraftMonitoringExtension,
      longer()[1],
      { ...office('2026-04-01'), rules: by(['director']) },
    ] as const;
    expect(outcome([drafted, approved, extension], [ApproveMonitoring, yes, county('2026-04-02')])).toBe(
      'MONITORING_NOT_YOURS_TO_DECIDE',
    );
  });
  it.each(MONITORING_GROUNDS)('[MON-1] on %s is drafted by the office and approved by the county', (ground) => {
    given(monitoring)
      .when(DraftMonitoring, { ...order, ground }, office())
      .then({ type: 'MonitoringDrafted', data: { ...order, ground, orderId: 'order-1', extension: 0 } });
    given(monitoring, story(monitoring, [DraftMonitoring, { ...order, ground }, office()]))
      .when(ApproveMonitoring, yes, county())
      .then({ type: 'MonitoringApproved', data: { ground, from: order.from, to: order.to, by: 'deputy-director' } });
  });
  it('[MON-1] from the 15th it runs at most to the 14th of the third month after', () => {
    expect(drafting({ to: '2026-04-14' })).toBe('MonitoringDrafted');
    expect(drafting({ to: '2026-04-15' })).toBe('MONITORING_TOO_LONG');
    expect(drafting({ to: '2026-01-15' })).toBe('MonitoringDrafted');
    expect(drafting({ to: '2026-01-14' })).toBe('MONITORING_REVERSED');
    const rules = { ...FUZHOU_REGIME, monitoring: { ...FUZHOU_REGIME.monitoring, months: 1 } };
    expect(drafting({ to: '2026-02-15' }, { ...office(), rules })).toBe('MONITORING_TOO_LONG');
  });
  it('[MON-1] months are of the calendar, to the end of one that has no such day', () => {
    expect(lastDayOfMonths('2026-01-15', 3)).toBe('2026-04-14');
    expect(lastDayOfMonths('2026-02-01', 3)).toBe('2026-04-30');
    expect(lastDayOfMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(lastDayOfMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(lastDayOfMonths('2026-12-01', 1)).toBe('2026-12-31');
    expect(lastDayOfMonths('2026-10-15', 3)).toBe('2027-01-14');
    fc.assert(
      fc.property(fc.nat({ max: 4_000 }), (n) => {
        const from = addDays('2024-01-01', n);
        const days = daysBetween(from, lastDayOfMonths(from, 3)) + 1;
        expect(days).toBeGreaterThanOrEqual(89);
        expect(days).toBeLessThanOrEqual(92);
        expect(lastDayOfMonths(addDays(from, 1), 3) >= lastDayOfMonths(from, 3)).toBe(true);
      }),
    );
  });
  it('[MON-1] begins after it is decided, ends within the term, of somebody on record', () => {
    expect(drafting({}, office('2026-01-15'))).toBe('MonitoringDrafted');
    expect(drafting({}, office('2026-01-16'))).toBe('MONITORING_BEGUN');
    expect(outcome([drafted], [ApproveMonitoring, yes, county('2026-01-16')])).toBe('MONITORING_BEGUN');
    const ending = (termTo: string) =>
      drafting({}, { ...office(), references: { supervisee: seen({ reportedOn: '2026-01-05', termTo }) } });
    expect(ending('2026-04-14')).toBe('MonitoringDrafted');
    expect(ending('2026-04-13')).toBe('MONITORING_BEYOND_TERM');
    const gone = { supervisee: seen({ dischargedOn: '2026-01-09' }, 'discharged') };
    expect(drafting({}, { ...office(), references: gone })).toBe('NOT_UNDER_SUPERVISION');
  });
  it('[MON-1] is decided by the county alone, never by who drafted it', () => {
    expect(outcome([drafted], [ApproveMonitoring, yes, at('2026-01-10', 'office-head', 'o-9')])).toBe(
      'MONITORING_NOT_YOURS_TO_DECIDE',
    );
    expect(outcome([drafted], [ApproveMonitoring, yes, at('2026-01-10', 'director', 'o-1')])).toBe(
      'MONITORING_OWN_DRAFT',
    );
    expect(outcome([], approved)).toBe('MONITORING_NOT_PENDING');
    expect(outcome([drafted, approved], approved)).toBe('MONITORING_NOT_PENDING');
    const refused: Step = [RefuseMonitoring, yes, county()];
    expect(outcome([drafted], refused)).toBe('MonitoringRefused');
    expect(outcome([drafted, refused], drafted)).toBe('MonitoringDrafted');
  });
  it('[MON-1] there is one at a time', () => {
    const next = (day: string, ...before: Step[]) =>
      outcome(before, [DraftMonitoring, { ...order, from: '2026-04-20', to: '2026-05-20' }, office(day)]);
    expect(next('2026-01-10', drafted)).toBe('MONITORING_PENDING');
    expect(next('2026-04-14', drafted, approved)).toBe('MONITORING_IN_FORCE');
    expect(next('2026-04-15', drafted, approved)).toBe('MonitoringDrafted');
  });
  it('[MON-1] an extension begins the day after, and may run as long again', () => {
    given(monitoring, story(monitoring, drafted, approved))
      .when(DraftMonitoringExtension, { ...one, to: '2026-07-14', facts: '仍有违规' }, office('2026-04-01'))
      .then({ type: 'MonitoringDrafted', data: { orderId: 'order-1', extension: 1, from: '2026-04-15' } });
    expect(outcome([drafted, approved], longer('2026-07-15'))).toBe('MONITORING_TOO_LONG');
    expect(outcome([drafted, approved], longer('2026-07-14', '2026-04-14'))).toBe('MonitoringDrafted');
    expect(outcome([drafted, approved], longer('2026-07-14', '2026-04-15'))).toBe('MONITORING_NOT_IN_FORCE');
    expect(outcome([drafted], longer())).toBe('MONITORING_PENDING');
    expect(outcome([], longer())).toBe('MONITORING_NOT_IN_FORCE');
    const again = [drafted, approved, longer(), [ApproveMonitoring, yes, county('2026-04-02')] as Step];
    expect(outcome(again, longer('2026-10-14', '2026-07-01'))).toBe('MonitoringDrafted');
    const kept = [drafted, approved, longer(), [RefuseMonitoring, yes, county('2026-04-02')] as Step];
    expect(outcome(kept, longer())).toBe('MonitoringDrafted');
  });
  it('[MON-1] the county ends it early, on a day from its first to today', () => {
    const end = (on: string, world = county('2026-02-20')) =>
      outcome([drafted, approved], [EndMonitoring, { ...one, on, reason: '情形消失' }, world]);
    expect(end('2026-01-15')).toBe('MonitoringEnded');
    expect(end('2026-01-14')).toBe('MONITORING_END_OUTSIDE');
    expect(end('2026-02-20')).toBe('MonitoringEnded');
    expect(end('2026-02-21')).toBe('MONITORING_END_IN_FUTURE');
    expect(end('2026-02-20', office('2026-02-20'))).toBe('MONITORING_NOT_YOURS_TO_DECIDE');
    expect(end('2026-02-20', county('2026-04-15'))).toBe('MONITORING_NOT_IN_FORCE');
  });
  it('[SEC-3] facts, opinions and reasons are sealed', () => {
    expect(monitoringEvents.MonitoringDrafted).toMatchObject({ subject: 'superviseeId', personal: ['facts'] });
    expect(monitoringEvents.MonitoringApproved.personal).toEqual(['opinion']);
    expect(monitoringEvents.MonitoringEnded.personal).toEqual(['reason']);
  });
});

describe('the list of orders', () => {
  const row = (...steps: Step[]) => {
    const facts = story(monitoring, ...steps).map((event, position) => recorded(event, { position }));
    return foldView<MonitoringRow>(monitoringOrders, facts).get('order-1');
  };
  it('[MON-1] shows what waits, how long it runs with its extensions, and the end', () => {
    expect(row(drafted)).toMatchObject({
      status: 'drafted',
      to: null,
      draft: { from: '2026-01-15', to: '2026-04-14' },
    });
    expect(row(drafted, approved)).toMatchObject({ status: 'approved', to: '2026-04-14', draft: null });
    const extended = [drafted, approved, longer(), [ApproveMonitoring, yes, county('2026-04-02')] as Step];
    expect(row(...extended)).toMatchObject({
      from: '2026-01-15',
      to: '2026-07-14',
      extensions: 1,
      history: [{}, {}, {}, {}],
    });
    const refused: Step = [RefuseMonitoring, yes, county('2026-04-02')];
    expect(row(drafted, approved, longer(), refused)).toMatchObject({
      status: 'approved',
      to: '2026-04-14',
      draft: null,
    });
    expect(row(drafted, [RefuseMonitoring, yes, county()])).toMatchObject({ status: 'refused', to: null });
    const ended: Step = [EndMonitoring, { ...one, on: '2026-02-20', reason: '情形消失' }, county('2026-02-20')];
    expect(row(drafted, approved, ended)).toMatchObject({
      status: 'ended',
      endedOn: '2026-02-20',
      endedBy: 'deputy-director',
    });
  });
});
