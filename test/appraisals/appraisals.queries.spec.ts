import { describe, expect, it } from '@jest/globals';
import { appraisalRecord } from '../../projections/appraisals/appraisal-record.view.js';
import {
  AppraisalsQueries,
  type AppraisalsQuery,
  type MissingAppraisalsQuery,
} from '../../src/appraisals/appraisals.queries.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { Clock } from '../../src/platform/clock.js';
import type { Reader } from '../../src/platform/read-store/reach.js';
import { foldView, recorded } from '../support/fold-view.js';
import { shanghai } from '../support/given.js';
import { keptRows } from '../support/kept-rows.js';
import { reader, self } from '../support/reader.js';

const path = (officeId: string) => ['city-1', 'county-1', officeId];
const onRoster = (workerId: string, officeId: string, more: object = {}) =>
  [
    workerId,
    { workerId, officeId, path: path(officeId), status: 'serving', appointedOn: '2025-09-01', leftOn: null, ...more },
  ] as const;
const roster = new Map([
  onRoster('w-1', 'office-1'),
  onRoster('w-2', 'office-1'),
  onRoster('w-3', 'office-2'),
  onRoster('w-4', 'office-1', { status: 'left', leftOn: '2025-12-31' }),
  onRoster('w-5', 'office-1', { appointedOn: '2026-04-01' }),
  onRoster('w-6', 'office-1', { status: 'left', leftOn: '2026-01-01' }),
  onRoster('w-7', 'office-1'),
]);
const judgements = { duties: '好', documents: '好', discipline: '好', afterQuarterEnd: false };
const appraised = recorded({
  type: 'QuarterlyAppraisalRecorded',
  data: { workerId: 'w-1', officeId: 'office-1', quarter: '2026Q1', ...judgements },
});
const attended = recorded({
  type: 'CheckedIn',
  data: { workerId: 'w-2', officeId: 'office-1', session: '2026-03-09:AM', lateMinutes: 0 },
});
const of7 = { workerId: 'w-7', officeId: 'office-1', quarter: '2026Q1' };
const returned = [
  recorded({ type: 'QuarterlyAppraisalRecorded', data: { ...of7, ...judgements } }),
  recorded({ type: 'QuarterlyAppraisalReturned', data: { ...of7, version: 1, reasons: '太简单' } }),
];
class StoppedClock extends Clock {
  instant = shanghai('2026-07-01 09:00');
  override now(): string {
    return this.instant;
  }
}
const clock = new StoppedClock();
const queries = new AppraisalsQueries(
  keptRows({
    'appraisal-record': foldView(appraisalRecord, [appraised, attended, ...returned]),
    'social-worker-roster': roster,
  }),
  { policyOn: async () => ({ id: 'test-set', rules: FUZHOU_REGIME }) },
  clock,
);
const head = reader('office-head', 'office-1');
const director = reader('director', 'county-1', 'o-3');
const missing = async (principal: Reader, quarter: string, office?: string, on = '2026-07-01') => {
  clock.instant = shanghai(`${on} 09:00`);
  const query = { quarter, ...(office === undefined ? {} : { office }) } as MissingAppraisalsQuery;
  return (await queries.missing({ principal, query })).items.map(({ workerId }) => workerId);
};

describe('appraisals that are missing', () => {
  it('[APP-1] are those of serving workers, appointed by then, whose quarter nobody appraised', async () => {
    expect(await missing(head, '2026Q1')).toEqual(['w-2', 'w-6', 'w-7']);
    expect(await missing(head, '2026Q2')).toEqual(['w-1', 'w-2', 'w-5', 'w-7']);
  });
  it('[APP-1] are those of quarters whose appraisal is open: nobody’s before that', async () => {
    expect(await missing(head, '2026Q3')).toEqual([]);
    expect(await missing(head, '2026Q2', undefined, '2026-06-19')).toEqual([]);
    expect(await missing(head, '2026Q2', undefined, '2026-06-20')).toEqual(['w-1', 'w-2', 'w-5', 'w-7']);
  });
  it('[APP-1] are those of workers who left in the quarter too, on its first day or later', async () => {
    expect(await missing(head, '2026Q1')).toContain('w-6');
    expect(await missing(head, '2026Q1')).not.toContain('w-4');
    expect(await missing(head, '2025Q4')).toContain('w-4');
  });
  it('[APP-2] are those that were returned, until they are corrected', async () => {
    expect(await missing(head, '2026Q1')).toContain('w-7');
    const listed = async (status?: 'returned' | 'recorded') => {
      const query = { quarter: '2026Q1', ...(status === undefined ? {} : { status }) } as AppraisalsQuery;
      return (await queries.written({ principal: head, query })).items.map(({ workerId }) => workerId);
    };
    expect(await listed()).toEqual(['w-1', 'w-7']);
    expect([await listed('returned'), await listed('recorded')]).toEqual([['w-7'], ['w-1']]);
  });
  it('[SEC-2] are seen for the own office, county or city', async () => {
    expect(await missing(director, '2026Q1')).toEqual(['w-2', 'w-3', 'w-6', 'w-7']);
    expect(await missing(director, '2026Q1', 'office-2')).toEqual(['w-3']);
    expect(await missing(head, '2026Q1', 'office-2')).toEqual([]);
  });
});

describe('the appraisal record that somebody sees', () => {
  const record = (principal: Reader, workerId: string) =>
    queries.record({ principal, query: { workerId, quarter: '2026Q1' } });

  it('[SEC-2] is that of a worker of the own office, and for a social worker the own', async () => {
    expect(await record(head, 'w-1')).toMatchObject({ workerId: 'w-1', appraisal: judgements });
    const worker = self('office-1', 'w-2');
    expect(await record(worker, 'w-2')).toMatchObject({ workerId: 'w-2', appraisal: null });
    await expect(record(worker, 'w-1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(record(reader('office-head', 'office-2'), 'w-1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
