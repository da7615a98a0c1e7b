import { describe, expect, it } from '@jest/globals';
import { incidentBoard, type IncidentRow } from '../../projections/incidents/incident-board.view.js';
import { AcknowledgeIncident } from '../../src/incidents/domain/acknowledge-incident.js';
import { AddMeasure } from '../../src/incidents/domain/add-measure.js';
import { CloseIncident } from '../../src/incidents/domain/close-incident.js';
import { EscalateIncident } from '../../src/incidents/domain/escalate-incident.js';
import { incident } from '../../src/incidents/domain/incident.js';
import { ReportIncident } from '../../src/incidents/domain/report-incident.js';
import { foldView, recorded } from '../support/fold-view.js';
import { story, type World } from '../support/given.js';

const one = { incidentId: 'i-1' };
const references = {
  supervisee: { id: 's-1', unit: 'office-1', status: 'registered', facts: { dischargedOn: null } },
};
const worker: World = {
  at: '2026-03-09 09:00',
  by: { actor: 'w-1', role: 'social-worker' },
  commandId: 'i-1',
  references,
};
const head: World = { at: '2026-03-09 09:30' };
const deputy: World = { at: '2026-03-09 12:00', by: { actor: 'o-2', role: 'deputy-director', unit: 'county-1' } };
const told = {
  superviseeId: 's-1',
  category: 'OUT_OF_SUPERVISION',
  occurredAt: '2026-03-09T08:30:00+08:00',
  place: '仓山区',
  narrative: '三日未能联系上本人',
};
const reported = [ReportIncident, told, worker] as const;
const acknowledged = [AcknowledgeIncident, one, head] as const;
const escalated = [EscalateIncident, { ...one, reason: '需县局协调' }, head] as const;
const measured = [AddMeasure, { ...one, text: '查访' }, head] as const;
const acknowledgedLate = [AcknowledgeIncident, one, deputy] as const;
const closed = [CloseIncident, { ...one, outcome: '已找到' }, deputy] as const;

const row = (...steps: Parameters<typeof story>[1][]): IncidentRow | undefined =>
  foldView<IncidentRow>(
    incidentBoard,
    story(incident, ...steps).map((event, position) => recorded(event, { position, at: '2026-03-09 09:00' })),
  ).get('i-1');

describe('the incident board', () => {
  it('[INC-1] shows what happened, who has it, and until when it must be acknowledged', () => {
    expect(row(reported)).toMatchObject({
      ...{ ...one, superviseeId: 's-1', officeId: 'office-1', path: ['city-1', 'county-1', 'office-1'] },
      ...{ category: 'OUT_OF_SUPERVISION', status: 'open', level: 'office', narrative: '三日未能联系上本人' },
      ...{ occurredAt: '2026-03-09T00:30:00.000Z', acknowledgeBy: '2026-03-09T02:00:00.000Z' },
    });
  });
  it('[INC-2] nothing is due once it is acknowledged, until it is handed up', () => {
    expect(row(reported, acknowledged)?.acknowledgeBy).toBeNull();
    expect(row(reported, acknowledged, escalated)).toMatchObject({
      level: 'county',
      acknowledgeBy: '2026-03-09T03:30:00.000Z',
      escalations: [{ level: 'office', to: 'county', reason: '需县局协调' }],
    });
  });
  it('[INC-2] keeps what each level did, and the outcome', () => {
    expect(row(reported, acknowledged, measured, escalated, acknowledgedLate, closed)).toMatchObject({
      ...{ status: 'closed', level: 'county', acknowledgeBy: null },
      acknowledgements: [
        { level: 'office', late: false },
        { level: 'county', late: true },
      ],
      measures: [{ level: 'office', text: '查访' }],
      closing: { level: 'county', outcome: '已找到' },
    });
  });
});
