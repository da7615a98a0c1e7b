import { describe, expect, it } from '@jest/globals';
import { type MonitoringRow, monitoringOrders } from '../../projections/measures/monitoring-orders.view.js';
import type { CommandClass } from '../../src/kernel/command.js';
import { type DueRow, dueView } from '../../src/kernel/due.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import type { Principal } from '../../src/kernel/roles.js';
import { ApproveMonitoring, EndMonitoring } from '../../src/measures/domain/monitoring/decide-monitoring.js';
import { DraftMonitoring, DraftMonitoringExtension } from '../../src/measures/domain/monitoring/draft-monitoring.js';
import { monitoring } from '../../src/measures/domain/monitoring/monitoring.js';
import { NoteMonitoringRunOut } from '../../src/measures/domain/monitoring/note-running-out.js';
import { monitoringRunningOut } from '../../src/measures/domain/monitoring/running-out.due.js';
import { seen, SUPERVISEE_ID } from '../supervisees/people.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, shanghai, story, type World } from '../support/given.js';

const one = { superviseeId: SUPERVISEE_ID };
const at = (time: string, role: Principal['role'], actor: string, dischargedOn: string | null = null): World => ({
  at: time,
  references: { supervisee: seen({ reportedOn: '2026-01-05', termTo: '2026-12-31', dischargedOn }) },
  commandId: 'order-1',
  by: { actor, role },
});
type Step = readonly [CommandClass, object, World];
const order = { ...one, ground: 'LEFT_WITHOUT_APPROVAL', from: '2026-01-15', to: '2026-04-14', facts: '两次外出' };
const drafted: Step = [DraftMonitoring, order, at('2026-01-10 09:00', 'office-head', 'o-1')];
const approve = (day: string): Step => [
  ApproveMonitoring,
  { ...one, opinion: '同意' },
  at(`${day} 09:00`, 'deputy-director', 'o-2'),
];
const approved = approve('2026-01-10');
const longer: Step = [
  DraftMonitoringExtension,
  { ...one, to: '2026-07-14', facts: '仍有违规' },
  at('2026-04-10 09:00', 'office-head', 'o-1'),
];
const ranOut: Step = [NoteMonitoringRunOut, one, at('2026-04-15 00:00', 'system', 'system')];
const ended: Step = [
  EndMonitoring,
  { ...one, on: '2026-02-20', reason: '情形消失' },
  at('2026-02-20 09:00', 'deputy-director', 'o-2'),
];
const discharged = { type: 'SuperviseeDischarged', data: { ...one, officeId: 'office-1', on: '2026-03-01' } };

const stored = (events: readonly DomainEvent[]) => events.map((event, position) => recorded(event, { position }));
const due = (...events: readonly DomainEvent[]) =>
  foldView<DueRow>(dueView([monitoringRunningOut]), stored(events)).get(`monitoring-running-out|${SUPERVISEE_ID}`);
const row = (...steps: Step[]) =>
  foldView<MonitoringRow>(monitoringOrders, stored(story(monitoring, ...steps))).get('order-1');

describe('an order of monitoring that runs out', () => {
  const after = (time: string, ...steps: Step[]) =>
    given(monitoring, story(monitoring, ...steps)).when(NoteMonitoringRunOut, one, at(time, 'system', 'system'));

  it('[MON-1] has run out when its last day is over, not before, and once', () => {
    after('2026-04-14 23:59', drafted, approved).thenNothing();
    after('2026-04-15 00:00', drafted, approved).then({
      type: 'MonitoringRanOut',
      data: { ...one, orderId: 'order-1', officeId: 'office-1', extension: 0, to: '2026-04-14' },
    });
    after('2026-05-01 00:00', drafted, approved, ranOut).thenNothing();
  });
  it('[MON-1] does not run out when it was made longer, ended early, never approved, or supervision has ended', () => {
    after('2026-04-15 00:00', drafted, approved, longer, approve('2026-04-14')).thenNothing();
    after('2026-07-15 00:00', drafted, approved, longer, approve('2026-04-14')).then({
      type: 'MonitoringRanOut',
      data: { extension: 1, to: '2026-07-14' },
    });
    after('2026-04-15 00:00', drafted, approved, ended).thenNothing();
    after('2026-04-15 00:00', drafted).thenNothing();
    given(monitoring, story(monitoring, drafted, approved))
      .when(NoteMonitoringRunOut, one, at('2026-04-15 00:00', 'system', 'system', '2026-03-01'))
      .thenNothing();
  });
  it('[MON-1] an extension that waits may still be approved on the day after, and a new order drafted', () => {
    const out = story(monitoring, drafted, approved, longer, ranOut);
    given(monitoring, out)
      .when(...approve('2026-04-15'))
      .then({ type: 'MonitoringApproved', data: { extension: 1, from: '2026-04-15' } });
    const later = at('2026-04-15 09:00', 'office-head', 'o-1');
    given(monitoring, story(monitoring, drafted, approved, ranOut))
      .when(DraftMonitoring, { ...order, from: '2026-04-20', to: '2026-05-20' } as DraftMonitoring, later)
      .then({ type: 'MonitoringDrafted' });
  });
  it('[MON-1] waits for the end of the last day, as it was extended', () => {
    expect(due(...story(monitoring, drafted))).toBeUndefined();
    expect(due(...story(monitoring, drafted, approved))).toMatchObject({
      dueAt: shanghai('2026-04-15 00:00'),
      fields: one,
    });
    const extended = story(monitoring, drafted, approved, longer, approve('2026-04-14'));
    expect(due(...extended)?.dueAt).toBe(shanghai('2026-07-15 00:00'));
    expect(due(...story(monitoring, drafted, approved, ended))).toBeUndefined();
    expect(due(...story(monitoring, drafted, approved, ranOut))).toBeUndefined();
    expect(due(...story(monitoring, drafted, approved), discharged)).toBeUndefined();
  });
  it('[MON-1] shows in the list of orders, until an extension takes effect', () => {
    expect(row(drafted, approved, ranOut)).toMatchObject({ status: 'expired', to: '2026-04-14' });
    expect(row(drafted, approved, longer, ranOut, approve('2026-04-15'))).toMatchObject({
      status: 'approved',
      to: '2026-07-14',
    });
  });
});
