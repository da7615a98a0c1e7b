import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CommandClass } from '../../src/kernel/command.js';
import type { Face } from '../../src/kernel/context.js';
import { fold } from '../../src/kernel/decider.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { AcknowledgeIncident } from '../../src/incidents/domain/acknowledge-incident.js';
import { AddMeasure } from '../../src/incidents/domain/add-measure.js';
import { CloseIncident } from '../../src/incidents/domain/close-incident.js';
import { EscalateIncident } from '../../src/incidents/domain/escalate-incident.js';
import { INCIDENT_CATEGORIES, incidentEvents, type IncidentEvent, LEVELS } from '../../src/incidents/domain/events.js';
import { incident } from '../../src/incidents/domain/incident.js';
import { ReportIncident } from '../../src/incidents/domain/report-incident.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { given, metaOf, shanghai, story, type World } from '../support/given.js';

const supervisee = (status = 'registered', dischargedOn: string | null = null): Face => ({
  id: 's-1',
  unit: 'office-1',
  status,
  facts: { category: 'PAROLE', dischargedOn },
});
const at = '2026-03-09 10:00';
const worker: World = {
  at,
  by: { actor: 'w-1', role: 'social-worker' },
  commandId: 'i-1',
  references: { supervisee: supervisee() },
};
const head: World = { at, by: { actor: 'o-1', role: 'office-head' } };
const deputy: World = { at, by: { actor: 'o-2', role: 'deputy-director', unit: 'county-1' } };
const city: World = { at, by: { actor: 'o-3', role: 'city-officer', unit: 'city-1' } };
const one = { incidentId: 'i-1' };
const reason = '需协调公安机关查找';
const report = {
  superviseeId: 's-1',
  category: 'OUT_OF_SUPERVISION',
  occurredAt: '2026-03-09T08:30:00+08:00',
  place: '仓山区',
  narrative: '三日未能联系上本人',
} as const;

const reported = () => story(incident, [ReportIncident, report, worker]);
const atCounty = () => story(incident, [ReportIncident, report, worker], [EscalateIncident, { ...one, reason }, head]);
const atCity = () =>
  story(
    incident,
    [ReportIncident, report, worker],
    [EscalateIncident, { ...one, reason }, head],
    [EscalateIncident, { ...one, reason }, deputy],
  );

describe('reporting an incident', () => {
  it('[INC-1] takes each of the seven categories, of a supervisee, with time, place and narrative', () => {
    expect(INCIDENT_CATEGORIES).toHaveLength(7);
    for (const category of INCIDENT_CATEGORIES)
      given(incident)
        .when(ReportIncident, { ...report, category }, worker)
        .then({
          type: 'IncidentReported',
          data: {
            ...report,
            incidentId: 'i-1',
            officeId: 'office-1',
            category,
            level: 'office',
            occurredAt: '2026-03-09T00:30:00.000Z',
            acknowledgeBy: shanghai('2026-03-09 11:00'),
          },
        });
  });
  it('[INC-1] is of what has happened: at this minute, not a minute later', () => {
    const happened = (occurredAt: string) => given(incident).when(ReportIncident, { ...report, occurredAt }, worker);
    happened('2026-03-09T10:00:00+08:00').then({ type: 'IncidentReported' });
    happened('2026-03-09T10:01:00+08:00').thenRejected('INCIDENT_IN_FUTURE');
    happened('2026-03-09T02:00:00Z').then({ type: 'IncidentReported' });
  });
  it('[INC-1] can be of somebody who never reported, and of the last day under supervision, not after', () => {
    const of = (face: Face) =>
      given(incident).when(ReportIncident, report, { ...worker, references: { supervisee: face } });
    of(supervisee('expected')).then({ type: 'IncidentReported' });
    of(supervisee('discharged', '2026-03-09')).then({ type: 'IncidentReported' });
    of(supervisee('discharged', '2026-03-08')).thenRejected('INCIDENT_AFTER_DISCHARGE');
  });
  it('[INC-1] belongs to the office of the supervisee; without such a person there is no record', () => {
    const command = Object.assign(new ReportIncident(), report, { meta: metaOf(worker) });
    expect(incident.references?.(command, incident.initial)).toEqual({
      supervisee: { category: 'supervisee', id: 's-1' },
    });
    expect(incident.unitOf(incident.initial, command, { supervisee: supervisee() })).toBe('office-1');
    expect(incident.unitOf(incident.initial, command, {})).toBeUndefined();
    expect(incident.idOf(command)).toBe('i-1');
  });
  it('is reported once', () => {
    given(incident, reported()).when(ReportIncident, report, worker).thenRejected('INCIDENT_ALREADY_REPORTED');
    for (const type of [AcknowledgeIncident, CloseIncident, EscalateIncident, AddMeasure])
      given(incident)
        .when(type as typeof CloseIncident, { ...one, outcome: '', reason, text: '' } as never, head)
        .thenRejected('INCIDENT_NOT_FOUND');
  });
  it('[SEC-3] what is told of it is sealed with the key of the person', () => {
    const told = Object.entries(incidentEvents).flatMap(([, { personal = [] }]) => [...personal]);
    expect(told).toEqual(['place', 'narrative', 'reason', 'text', 'outcome']);
    expect(incidentEvents.IncidentReported.subject).toBe('superviseeId');
  });
});

describe('escalating an incident', () => {
  it('[INC-2] the office hands it to the county, whose two hours begin', () => {
    given(incident, reported())
      .when(EscalateIncident, { ...one, reason }, { ...head, at: '2026-03-09 10:40' })
      .then({
        type: 'IncidentEscalated',
        data: { from: 'office', to: 'county', reason, acknowledgeBy: shanghai('2026-03-09 12:40') },
      });
    given(incident, reported())
      .when(EscalateIncident, { ...one, reason }, worker)
      .then({ type: 'IncidentEscalated', data: { to: 'county' } });
  });
  it('[INC-2] the county hands it to the city, whose 24 hours begin, and nothing is above the city', () => {
    given(incident, atCounty())
      .when(EscalateIncident, { ...one, reason }, deputy)
      .then({
        type: 'IncidentEscalated',
        data: { from: 'county', to: 'city', acknowledgeBy: shanghai('2026-03-10 10:00') },
      });
    given(incident, atCity())
      .when(EscalateIncident, { ...one, reason }, city)
      .thenRejected('INCIDENT_AT_TOP');
  });
  it('[RULE-2] the hours are those of the policy', () => {
    const rules = { ...FUZHOU_REGIME, incident: { officeHours: 0.5, countyHours: 0.1, cityHours: 48 } };
    given(incident)
      .when(ReportIncident, report, { ...worker, rules })
      .then({ type: 'IncidentReported', data: { acknowledgeBy: shanghai('2026-03-09 10:30') } });
    given(incident, reported())
      .when(EscalateIncident, { ...one, reason }, { ...head, rules })
      .then({ type: 'IncidentEscalated', data: { acknowledgeBy: shanghai('2026-03-09 10:06') } });
  });
  it('[INC-2] only the level that has it hands it on', () => {
    for (const by of [deputy, city])
      given(incident, reported())
        .when(EscalateIncident, { ...one, reason }, by)
        .thenRejected('INCIDENT_NOT_YOUR_LEVEL');
    for (const by of [head, worker, city])
      given(incident, atCounty())
        .when(EscalateIncident, { ...one, reason }, by)
        .thenRejected('INCIDENT_NOT_YOUR_LEVEL');
    for (const by of [head, deputy])
      given(incident, atCity())
        .when(EscalateIncident, { ...one, reason }, by)
        .thenRejected('INCIDENT_NOT_YOUR_LEVEL');
  });
  it('[INC-2] an officer acts for the level of the unit served in', () => {
    const officer = (unit: string): World => ({ at, by: { actor: 'o-5', role: 'officer', unit } });
    const escalation = { ...one, reason };
    given(incident, reported())
      .when(EscalateIncident, escalation, officer('office-1'))
      .then({ type: 'IncidentEscalated' });
    given(incident, reported())
      .when(EscalateIncident, escalation, officer('county-1'))
      .thenRejected('INCIDENT_NOT_YOUR_LEVEL');
    given(incident, atCounty())
      .when(EscalateIncident, escalation, officer('county-1'))
      .then({ type: 'IncidentEscalated' });
  });
});

describe('handling an incident', () => {
  it('[INC-2] the level acknowledges within its hour, the minute included; a minute more is late', () => {
    const acknowledging = (time: string) =>
      given(incident, reported()).when(AcknowledgeIncident, one, { ...head, at: `2026-03-09 ${time}` });
    acknowledging('11:00').then({ type: 'IncidentAcknowledged', data: { level: 'office', late: false } });
    acknowledging('11:01').then({ type: 'IncidentAcknowledged', data: { level: 'office', late: true } });
  });
  it('[INC-2] each level acknowledges once, the one that has it', () => {
    const noted = story(incident, [ReportIncident, report, worker], [AcknowledgeIncident, one, head]);
    given(incident, noted).when(AcknowledgeIncident, one, head).thenRejected('INCIDENT_ALREADY_ACKNOWLEDGED');
    given(incident, noted).when(AcknowledgeIncident, one, deputy).thenRejected('INCIDENT_NOT_YOUR_LEVEL');
    const passedOn = [
      ...noted,
      ...given(incident, noted)
        .when(EscalateIncident, { ...one, reason }, head)
        .events(),
    ];
    given(incident, passedOn)
      .when(AcknowledgeIncident, one, deputy)
      .then({ type: 'IncidentAcknowledged', data: { level: 'county', late: false } });
  });
  it('[INC-2] measures are added by the level that has it and by those below, not by those above', () => {
    const text = '到居住地查访';
    const measure = (by: World) => given(incident, atCounty()).when(AddMeasure, { ...one, text }, by);
    measure(deputy).then({ type: 'IncidentMeasureAdded', data: { level: 'county', text } });
    measure(head).then({ type: 'IncidentMeasureAdded', data: { level: 'office', text } });
    measure(city).thenRejected('INCIDENT_NOT_YOUR_LEVEL');
  });
  it('[INC-2] the level that has it closes it with its outcome; then nothing more is done', () => {
    const outcome = '已找到本人';
    given(incident, atCounty())
      .when(CloseIncident, { ...one, outcome }, head)
      .thenRejected('INCIDENT_NOT_YOUR_LEVEL');
    given(incident, atCounty())
      .when(CloseIncident, { ...one, outcome }, deputy)
      .then({ type: 'IncidentClosed', data: { level: 'county', outcome } });
    const closed = story(incident, [ReportIncident, report, worker], [CloseIncident, { ...one, outcome }, head]);
    given(incident, closed)
      .when(CloseIncident, { ...one, outcome }, head)
      .thenRejected('INCIDENT_CLOSED');
    given(incident, closed).when(AcknowledgeIncident, one, head).thenRejected('INCIDENT_CLOSED');
    given(incident, closed)
      .when(EscalateIncident, { ...one, reason }, head)
      .thenRejected('INCIDENT_CLOSED');
    given(incident, closed)
      .when(AddMeasure, { ...one, text: '走访' }, head)
      .thenRejected('INCIDENT_CLOSED');
  });
});

describe('an incident, whatever is done in whatever order', () => {
  type Order = readonly [CommandClass, object];
  const step = fc.tuple(
    fc.constantFrom<Order[]>(
      [ReportIncident, report],
      [AcknowledgeIncident, one],
      [EscalateIncident, { ...one, reason }],
      [AddMeasure, { ...one, text: '走访' }],
      [CloseIncident, { ...one, outcome: '办结' }],
    ),
    fc.constantFrom(worker, head, deputy, city),
  );

  it('[INC-2] goes up one level at a time, never beyond the city, and ends with its closing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const events = steps.reduce<IncidentEvent[]>(
          (before, [[type, fields], by]) => {
            try {
              const next = given(incident, before).when(type, fields, by).events();
              return [...before, ...(next as IncidentEvent[])];
            } catch (error) {
              if (error instanceof Rejection) return before;
              throw error;
            }
          },
          [...(reported() as IncidentEvent[])],
        );
        const ways = events.flatMap((event) => (event.type === 'IncidentEscalated' ? [event.data] : []));
        expect(ways.map(({ from, to }) => [from, to])).toEqual(
          ways.map((_, index) => [LEVELS[index], LEVELS[index + 1]]),
        );
        const closed = events.findIndex((event) => event.type === 'IncidentClosed');
        if (closed >= 0) expect(closed).toBe(events.length - 1);
        const state = fold(incident, incident.initial, events);
        expect(state).toMatchObject({ level: LEVELS[ways.length], status: closed >= 0 ? 'closed' : 'open' });
      }),
    );
  });
});
