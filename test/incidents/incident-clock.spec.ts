import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { incidentBoard, type IncidentRow } from '../../projections/incidents/incident-board.view.js';
import { type DueRow, dueView } from '../../src/kernel/due.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { AcknowledgeIncident } from '../../src/incidents/domain/acknowledge-incident.js';
import { CloseIncident } from '../../src/incidents/domain/close-incident.js';
import { EscalateIncident } from '../../src/incidents/domain/escalate-incident.js';
import { EscalateOverdueIncident } from '../../src/incidents/domain/escalate-overdue-incident.js';
import { incidentEvents, type Level } from '../../src/incidents/domain/events.js';
import { incidentClock } from '../../src/incidents/domain/incident-clock.due.js';
import { incident } from '../../src/incidents/domain/incident.js';
import { ReportIncident } from '../../src/incidents/domain/report-incident.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, shanghai, story, type World } from '../support/given.js';

const one = { incidentId: 'i-1' };
const worker: World = {
  at: '2026-03-09 10:00',
  by: { actor: 'w-1', role: 'social-worker' },
  commandId: 'i-1',
  references: { supervisee: { id: 's-1', unit: 'office-1', status: 'registered', facts: { dischargedOn: null } } },
};
const told = {
  superviseeId: 's-1',
  category: 'OUT_OF_SUPERVISION',
  occurredAt: '2026-03-09T08:30:00+08:00',
  place: '仓山区',
  narrative: '三日未能联系上本人',
};
const head = (at: string): World => ({ at });
const deputy = (at: string): World => ({ at, by: { actor: 'o-2', role: 'deputy-director', unit: 'county-1' } });
const city = (at: string): World => ({ at, by: { actor: 'o-3', role: 'city-officer', unit: 'city-1' } });
const time = (at: string): World => ({ at, by: { actor: 'system', role: 'system' } });

// Office until 11:00, county two hours from then, city 24 hours from then.
const reported = story(incident, [ReportIncident, told, worker]);
const clock = (level: Level) => ({ ...one, level });
const officeOver = [EscalateOverdueIncident, clock('office'), time('2026-03-09 11:01')] as const;
const countyOver = [EscalateOverdueIncident, clock('county'), time('2026-03-09 13:01')] as const;
const cityOver = [EscalateOverdueIncident, clock('city'), time('2026-03-10 13:01')] as const;
const report = [ReportIncident, told, worker] as const;

const due = (...events: readonly DomainEvent[]): DueRow | undefined =>
  foldView<DueRow>(
    dueView([incidentClock]),
    events.map((event, position) => recorded(event, { position })),
  ).get('incident-clock|i-1');

describe('the clock of an incident', () => {
  it('[INC-2] hands it up when the hours of the level are over: at the minute not yet, a minute later', () => {
    const at = (minute: string) =>
      given(incident, reported).when(EscalateOverdueIncident, clock('office'), time(`2026-03-09 ${minute}`));
    at('11:00').thenNothing();
    at('11:01').then({
      type: 'IncidentEscalated',
      data: { ...one, from: 'office', to: 'county', automatic: true, acknowledgeBy: shanghai('2026-03-09 13:00') },
    });
    expect(at('11:01').events()[0]?.data).not.toHaveProperty('reason');
  });
  it('[INC-2] goes level by level, each from when the one below ran out, however late it is looked at', () => {
    const yearLater = time('2027-03-09 11:00');
    const all = story(
      incident,
      report,
      [EscalateOverdueIncident, clock('office'), yearLater],
      [EscalateOverdueIncident, clock('county'), yearLater],
      [EscalateOverdueIncident, clock('city'), yearLater],
    );
    expect(all.slice(1)).toMatchObject([
      { type: 'IncidentEscalated', data: { to: 'county', acknowledgeBy: shanghai('2026-03-09 13:00') } },
      { type: 'IncidentEscalated', data: { to: 'city', acknowledgeBy: shanghai('2026-03-10 13:00') } },
      { type: 'IncidentOverdue', data: { level: 'city', acknowledgeBy: shanghai('2026-03-10 13:00') } },
    ]);
  });
  it('[INC-2] marks the city overdue once', () => {
    const overdue = story(incident, report, officeOver, countyOver, cityOver);
    given(incident, overdue).when(EscalateOverdueIncident, clock('city'), time('2026-04-01 09:00')).thenNothing();
  });
  it('[INC-2] does nothing to what was acknowledged, closed, handed up by a person, or never reported', () => {
    const over = time('2026-03-09 12:00');
    const after = (events: DomainEvent[]) =>
      given(incident, events).when(EscalateOverdueIncident, clock('office'), over);
    after(story(incident, report, [AcknowledgeIncident, one, head('2026-03-09 11:00')])).thenNothing();
    after(
      story(incident, report, [CloseIncident, { ...one, outcome: '已找到' }, head('2026-03-09 10:30')]),
    ).thenNothing();
    after(
      story(incident, report, [EscalateIncident, { ...one, reason: '需协调' }, head('2026-03-09 10:30')]),
    ).thenNothing();
    after([]).thenNothing();
  });
  it('[INC-2] leaves the level that it passed over to acknowledge late, and the one that has it in time', () => {
    const passed = story(incident, report, officeOver);
    const acknowledging = (by: World) => given(incident, passed).when(AcknowledgeIncident, one, by);
    acknowledging(head('2026-03-09 11:05')).then({
      type: 'IncidentAcknowledged',
      data: { level: 'office', late: true },
    });
    acknowledging(deputy('2026-03-09 13:00')).then({
      type: 'IncidentAcknowledged',
      data: { level: 'county', late: false },
    });
    acknowledging(city('2026-03-09 11:05')).thenRejected('INCIDENT_NOT_YOUR_LEVEL');
    const both = [...passed, ...acknowledging(head('2026-03-09 11:05')).events()];
    given(incident, both)
      .when(AcknowledgeIncident, one, head('2026-03-09 11:06'))
      .thenRejected('INCIDENT_ALREADY_ACKNOWLEDGED');
    // That the office knows does not stop the county's clock.
    given(incident, both)
      .when(EscalateOverdueIncident, clock('county'), time('2026-03-09 13:01'))
      .then({
        type: 'IncidentEscalated',
        data: { to: 'city' },
      });
  });
  it('[RULE-2] is that of the policy', () => {
    const rules = { ...FUZHOU_REGIME, incident: { officeHours: 1, countyHours: 3, cityHours: 48 } };
    given(incident, reported)
      .when(EscalateOverdueIncident, clock('office'), { ...time('2026-03-09 11:01'), rules })
      .then({ type: 'IncidentEscalated', data: { acknowledgeBy: shanghai('2026-03-09 14:00') } });
  });
  it('[SEC-3] says nothing that would have to be sealed, so that it runs for an erased person too', () => {
    const events = story(incident, report, officeOver, countyOver, cityOver).slice(1);
    for (const { type, data } of events) {
      const { personal = [] } = incidentEvents[type as 'IncidentEscalated'];
      expect(personal.filter((field) => field in data)).toEqual([]);
    }
  });
  it('an escalation that was stored before the clock had any was by a person', () => {
    const old = { ...one, reason: '需协调' };
    expect(incidentEvents.IncidentEscalated.upcast?.(old, 1)).toMatchObject({ ...old, automatic: false });
  });
});

describe('the moment that an incident waits for', () => {
  const at = (minute: string): string => new Date(Date.parse(shanghai(minute)) + 1).toISOString();

  it('[INC-2] is just after the hours of the level that has it', () => {
    expect(due(...reported)).toMatchObject({ dueAt: at('2026-03-09 11:00'), fields: clock('office') });
    expect(due(...story(incident, report, officeOver))).toMatchObject({
      ...{ dueAt: at('2026-03-09 13:00'), fields: clock('county') },
    });
    const byPerson = [EscalateIncident, { ...one, reason: '需协调' }, head('2026-03-09 10:30')] as const;
    expect(due(...story(incident, report, byPerson))).toMatchObject({ dueAt: at('2026-03-09 12:30') });
  });
  it('[INC-2] goes when that level acknowledges, not when one below does, when it is closed, or overdue at the top', () => {
    const byHead = [AcknowledgeIncident, one, head('2026-03-09 11:05')] as const;
    expect(due(...story(incident, report, byHead))).toBeUndefined();
    expect(due(...story(incident, report, officeOver, byHead))?.fields).toEqual(clock('county'));
    const byCounty = [AcknowledgeIncident, one, deputy('2026-03-09 12:00')] as const;
    expect(due(...story(incident, report, officeOver, byCounty))).toBeUndefined();
    const closed = [CloseIncident, { ...one, outcome: '已找到' }, head('2026-03-09 10:30')] as const;
    expect(due(...story(incident, report, closed))).toBeUndefined();
    expect(due(...story(incident, report, officeOver, countyOver, cityOver))).toBeUndefined();
  });
  it('[INC-2] whoever acknowledges when, goes to exactly the levels whose hours ran out', () => {
    const START = Date.parse('2026-03-09T10:00:00Z');
    const minute = (n: number): string => new Date(START + n * 60_000).toISOString().slice(0, 16).replace('T', ' ');
    const acknowledged = fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 400 }), fc.nat({ max: 2_000 }));
    fc.assert(
      fc.property(acknowledged, (minutes) => {
        let events: readonly DomainEvent[] = reported;
        const looked = (now: string): void => {
          for (let row = due(...events); row?.dueAt && row.dueAt <= shanghai(now); row = due(...events)) {
            const { level } = row.fields as { level: Level };
            const next = given(incident, events).when(EscalateOverdueIncident, clock(level), time(now)).events();
            expect(next.length).toBe(1);
            events = [...events, ...next];
          }
        };
        const people = [head, deputy, city].map((by, level) => ({ by, at: minutes[level] ?? 0 }));
        for (const { by, at } of people.sort((one, other) => one.at - other.at)) {
          looked(minute(at));
          try {
            const next = given(incident, events)
              .when(AcknowledgeIncident, one, by(minute(at)))
              .events();
            events = [...events, ...next];
          } catch (error) {
            expect(error).toMatchObject({ code: 'INCIDENT_NOT_YOUR_LEVEL' });
          }
        }
        looked(minute(10_000));
        const [office, county, top] = minutes;
        const reaches = { county: office > 60, city: office > 60 && !(county > 60 && county <= 180) };
        const overdue = reaches.city && !(top > 180 && top <= 1_620);
        const expected = [...(reaches.county ? ['county'] : []), ...(reaches.city ? ['city'] : [])];
        const ways = events.flatMap(({ type, data }) =>
          type === 'IncidentEscalated' ? [(data as { to: Level }).to] : [],
        );
        expect([ways, events.filter(({ type }) => type === 'IncidentOverdue').length]).toEqual([
          expected,
          overdue ? 1 : 0,
        ]);
      }),
    );
  });
});

describe('what the clock did', () => {
  const board = (...events: readonly DomainEvent[]) =>
    foldView<IncidentRow>(
      incidentBoard,
      events.map((event, position) => recorded(event, { position, actor: 'system', role: 'system' })),
    ).get('i-1');

  it('[INC-2] stands on the board: handed up by the clock, acknowledged late, overdue at the top', () => {
    const byHead = [AcknowledgeIncident, one, head('2026-03-09 11:05')] as const;
    expect(board(...story(incident, report, officeOver, byHead))).toMatchObject({
      ...{ level: 'county', acknowledgeBy: shanghai('2026-03-09 13:00'), overdueSince: null },
      escalations: [{ level: 'office', to: 'county', automatic: true, reason: null, by: 'system' }],
      acknowledgements: [{ level: 'office', late: true }],
    });
    const overdue = story(incident, report, officeOver, countyOver, cityOver);
    expect(board(...overdue)).toMatchObject({ level: 'city', overdueSince: shanghai('2026-03-10 13:00') });
    const after = given(incident, overdue).when(AcknowledgeIncident, one, city('2026-03-11 09:00')).events();
    expect(board(...overdue, ...after)).toMatchObject({
      ...{ acknowledgeBy: null, overdueSince: shanghai('2026-03-10 13:00') },
      acknowledgements: [{ level: 'city', late: true }],
    });
  });
});
