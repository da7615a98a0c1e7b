import { describe, expect, it } from '@jest/globals';
import type { WorklistRow } from '../../projections/worklist/task.js';
import { worklist } from '../../projections/worklist/worklist.view.js';
import type { Recorded } from '../../src/kernel/event.js';
import { foldView, recorded } from '../support/fold-view.js';
import { shanghai } from '../support/given.js';
import { SUPERVISEE_ID } from '../supervisees/people.js';

let position = 0;
const fact = (type: string, data: object = {}, at = '2026-03-09 08:00'): Recorded =>
  recorded(
    { type, data: { superviseeId: SUPERVISEE_ID, officeId: 'office-1', ...data } },
    { position: ++position, at },
  );
const todo = (...facts: Recorded[]): Record<string, WorklistRow> => {
  const rows = [...foldView<WorklistRow>(worklist, facts).values()].filter(({ unit }) => unit !== null);
  return Object.fromEntries(rows.map((row) => [row.task, row]));
};
const kinds = (...facts: Recorded[]): string[] => Object.keys(todo(...facts)).sort();
const ended = fact('SuperviseeDischarged');

describe('the worklist of what is decided about a person', () => {
  const measure = (type: string, data: object = {}) =>
    fact(type, { measureId: 'm-1', kind: 'ADMONITION', deciders: ['deputy-director', 'director'], ...data });

  it('[WRK-1] [SAN-1] [RWD-1] a draft goes to who endorses it, then to the county, or back to be mended', () => {
    const drafted = measure('MeasureDrafted', { endorser: 'office-head' });
    expect(todo(drafted)['measure-decision']).toMatchObject({
      ...{ rule: 'SAN-1', unit: 'office-1', roles: ['office-head'], about: { category: 'measure', id: 'm-1' } },
      ...{ superviseeId: SUPERVISEE_ID, from: shanghai('2026-03-09 08:00'), fact: { type: 'MeasureDrafted' } },
    });
    const endorsed = [drafted, measure('MeasureEndorsed', { deciders: ['deputy-director', 'director'] })];
    expect(todo(...endorsed)['measure-decision']).toMatchObject({
      ...{ unit: 'county-1', roles: ['deputy-director', 'director'], fact: { type: 'MeasureEndorsed' } },
    });
    const director = [drafted, measure('MeasureEndorsed', { deciders: ['director'] })];
    expect(todo(...director)['measure-decision']).toMatchObject({ unit: 'county-1', roles: ['director'] });
    expect(todo(measure('MeasureDrafted', { endorser: null }))['measure-decision']).toMatchObject({ unit: 'county-1' });
    expect(kinds(...endorsed, measure('MeasureReturned'))).toEqual(['measure-redraft']);
    const again = measure('MeasureRedrafted', { endorser: 'office-head' });
    expect(kinds(...endorsed, measure('MeasureReturned'), again)).toEqual(['measure-decision']);
    for (const over of ['MeasureRefused', 'MeasureDecided']) expect(kinds(...endorsed, measure(over))).toEqual([]);
  });
  it('[WRK-1] [SAN-1] a proposal that was decided is sent on by the county', () => {
    const decided = measure('MeasureDecided', { kind: 'REVOCATION_PROPOSAL' });
    expect(todo(decided)['measure-sending']).toMatchObject({ unit: 'county-1' });
    expect(kinds(decided, measure('MeasureSent', { kind: 'REVOCATION_PROPOSAL' }))).toEqual([]);
  });
  it('[WRK-1] of several measures the one that waits longest is shown; none once supervision has ended', () => {
    const one = measure('MeasureDrafted', { endorser: 'office-head' });
    const other = fact(
      'MeasureDrafted',
      { measureId: 'm-2', kind: 'WARNING', endorser: 'office-head', deciders: [] },
      '2026-03-08 08:00',
    );
    expect(todo(one, other)['measure-decision']?.about?.id).toBe('m-2');
    const refused = fact('MeasureRefused', { measureId: 'm-2', kind: 'WARNING' });
    expect(todo(one, other, refused)['measure-decision']?.about?.id).toBe('m-1');
    expect(kinds(one, other, ended)).toEqual([]);
  });
  it('[WRK-1] [MON-1] monitoring waits for whom the draft names as deciding, and on its last day for the office', () => {
    const order = (type: string, to: string) => fact(type, { orderId: 'o-1', extension: 0, from: '2026-03-09', to });
    const [drafted, approved] = [order('MonitoringDrafted', '2026-06-08'), order('MonitoringApproved', '2026-06-08')];
    expect(todo(drafted)['monitoring-decision']).toMatchObject({ unit: 'county-1', rule: 'MON-1' });
    for (const [approvers, unit] of [
      [['director'], 'county-1'],
      [['office-head'], 'office-1'],
      [['city-officer'], 'city-1'],
    ]) {
      const asked = fact('MonitoringDrafted', { orderId: 'o-1', extension: 0, approvers });
      expect(todo(asked)['monitoring-decision']).toMatchObject({ unit, roles: approvers });
    }
    // A draft from before drafts said so.
    expect(todo(drafted)['monitoring-decision']?.roles).toEqual(['deputy-director', 'director']);
    expect(kinds(drafted, approved)).toEqual(['monitoring-running-out']);
    expect(todo(drafted, approved)['monitoring-running-out']).toMatchObject({
      ...{ from: shanghai('2026-06-08 00:00'), dueOn: '2026-06-08', unit: 'office-1' },
    });
    const longer = [order('MonitoringDrafted', '2026-09-08'), order('MonitoringApproved', '2026-09-08')];
    expect(todo(drafted, approved, ...longer)['monitoring-running-out']?.dueOn).toBe('2026-09-08');
    const refused = order('MonitoringRefused', '2026-09-08');
    expect(todo(drafted, approved, refused)['monitoring-running-out']?.dueOn).toBe('2026-06-08');
    for (const over of ['MonitoringEnded', 'MonitoringRanOut'])
      expect(kinds(drafted, approved, order(over, '2026-06-08'))).toEqual([]);
  });
});

describe('the worklist of where a person is', () => {
  const permit = (type: string, data: object = {}) =>
    fact(type, { permitId: 'p-1', from: '2026-03-23', to: '2026-03-29', ...data });

  it('[WRK-1] [TRV-1] a request goes from post to post; a return is looked for from the last day', () => {
    const asked = permit('TravelRequested', { endorsers: ['office-head'], approver: 'deputy-director' });
    expect(todo(asked)['travel-decision']).toMatchObject({
      ...{ unit: 'office-1', roles: ['office-head'], dueOn: '2026-03-23', rule: 'TRV-1' },
    });
    const endorsed = permit('TravelEndorsed', { awaiting: 'deputy-director' });
    expect(todo(asked, endorsed)['travel-decision']).toMatchObject({ unit: 'county-1', roles: ['deputy-director'] });
    const approved = [asked, endorsed, permit('TravelApproved')];
    expect(kinds(...approved)).toEqual(['travel-return']);
    expect(todo(...approved)['travel-return']).toMatchObject({
      ...{ from: shanghai('2026-03-29 00:00'), dueOn: '2026-03-29', about: { category: 'travel', id: 'p-1' } },
    });
    expect(kinds(...approved, permit('TravelReturnConfirmed'))).toEqual([]);
    for (const over of ['TravelRejected', 'TravelWithdrawn']) expect(kinds(asked, permit(over))).toEqual([]);
    expect(kinds(...approved, ended)).toEqual([]);
  });
  it('[WRK-1] [TRV-1] a step that is taken elsewhere stays there, whatever is said of another matter of the person', () => {
    const transfer = (type: string, transferId: string, data: object = {}) => fact(type, { transferId, ...data });
    const toPath = ['city-1', 'county-9', 'office-9'];
    const approved = transfer('ExecutionPlaceTransferApproved', 't-1', { toPath, reportBy: '2026-03-16' });
    const local = transfer('ExecutionPlaceTransferApproved', 't-2', { reportBy: '2026-03-20' });
    const withdrawn = (id: string) => transfer('ExecutionPlaceTransferWithdrawn', id);
    for (const after of [
      [approved],
      [approved, withdrawn('t-0')],
      [approved, local],
      [approved, local, withdrawn('t-2')],
    ])
      expect(todo(...after)['execution-place-report']).toMatchObject({ unit: 'office-9', path: toPath });
    // The one that is shown next is where the person belongs.
    expect(todo(approved, local, withdrawn('t-1'))['execution-place-report']).toMatchObject({
      ...{ unit: 'office-1', about: { id: 't-2' }, dueOn: '2026-03-20' },
    });
    const turn = { turn: { posts: ['director'], path: ['city-1', 'county-9'] } };
    const asked = transfer('ExecutionPlaceTransferRequested', 't-1', turn);
    const rejected = transfer('ExecutionPlaceTransferRejected', 't-0');
    expect(todo(asked, rejected)['execution-place-decision']?.unit).toBe('county-9');
  });
  it('[WRK-1] [EMP-1] who works elsewhere is looked for from the last day, as it was extended', () => {
    const away = (type: string, until: string) => fact(type, { awayId: 'a-1', from: '2026-03-10', until });
    const begun = away('WorkAwayBegun', '2026-03-19');
    expect(todo(begun)['work-away-return']).toMatchObject({ dueOn: '2026-03-19', from: shanghai('2026-03-19 00:00') });
    expect(todo(begun, away('WorkAwayExtended', '2026-03-25'))['work-away-return']?.dueOn).toBe('2026-03-25');
    expect(kinds(begun, away('WorkAwayEnded', '2026-03-19'))).toEqual([]);
  });
});

describe('the worklist of applications', () => {
  it('[WRK-1] [INT-1] is investigated, then concluded by its last day', () => {
    const of = (type: string) => fact(type, { intakeId: 'i-1', dueOn: '2026-03-23' });
    const received = of('IntakeApplicationReceived');
    expect(todo(received)['application-conclusion']).toMatchObject({
      ...{ dueOn: '2026-03-23', unit: 'office-1', roles: ['office-head'], rule: 'INT-1' },
    });
    const opened = fact('SocialInvestigationOpened', { intakeId: 'i-1' });
    expect(todo(received, opened)['investigation-report']).toMatchObject({ dueOn: '2026-03-23' });
    const reported = fact('SocialInvestigationReported', { intakeId: 'i-1' });
    expect(kinds(received, opened, reported)).toEqual(['application-conclusion']);
    for (const over of ['IntakeApplicationConcluded', 'IntakeApplicationWithdrawn'])
      expect(kinds(received, of(over))).toEqual([]);
  });
});
