import { describe, expect, it } from '@jest/globals';
import { appraisalRecord } from '../../projections/appraisals/appraisal-record.view.js';
import { AppraisalsQueries, type MissingAppraisalsQuery } from '../../src/appraisals/appraisals.queries.js';
import type { Reader } from '../../src/platform/read-store/reach.js';
import { foldView, recorded } from '../support/fold-view.js';
import { keptRows } from '../support/kept-rows.js';
import { reader } from '../support/reader.js';

const path = (officeId: string) => ['city-1', 'county-1', officeId];
const onRoster = (workerId: string, officeId: string, more: object = {}) =>
  [
    workerId,
    { workerId, officeId, path: path(officeId), status: 'serving', appointedOn: '2025-09-01', ...more },
  ] as const;
const roster = new Map([
  onRoster('w-1', 'office-1'),
  onRoster('w-2', 'office-1'),
  onRoster('w-3', 'office-2'),
  onRoster('w-4', 'office-1', { status: 'left' }),
  onRoster('w-5', 'office-1', { appointedOn: '2026-04-01' }),
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
const queries = new AppraisalsQueries(
  keptRows({
    'appraisal-record': foldView(appraisalRecord, [appraised, attended]),
    'social-worker-roster': roster,
  }),
);
const head = reader('office-head', 'office-1');
const director = reader('director', 'county-1', 'o-3');
const missing = async (principal: Reader, quarter: string, office?: string) => {
  const query = { quarter, ...(office === undefined ? {} : { office }) } as MissingAppraisalsQuery;
  return (await queries.missing({ principal, query })).items.map(({ workerId }) => workerId);
};

describe('appraisals that are missing', () => {
  it('[APP-1] are those of serving workers, appointed by then, whose quarter nobody appraised', async () => {
    expect(await missing(head, '2026Q1')).toEqual(['w-2']);
    expect(await missing(head, '2026Q2')).toEqual(['w-1', 'w-2', 'w-5']);
  });
  it('[SEC-2] are seen for the own office, county or city', async () => {
    expect(await missing(director, '2026Q1')).toEqual(['w-2', 'w-3']);
    expect(await missing(director, '2026Q1', 'office-2')).toEqual(['w-3']);
    expect(await missing(head, '2026Q1', 'office-2')).toEqual([]);
  });
});

describe('the appraisal record that somebody sees', () => {
  const record = (principal: Reader, workerId: string) =>
    queries.record({ principal, query: { workerId, quarter: '2026Q1' } });

  it('[SEC-2] is that of a worker of the own office, and for a social worker the own', async () => {
    expect(await record(head, 'w-1')).toMatchObject({ workerId: 'w-1', appraisal: judgements });
    const worker = reader('social-worker', 'office-1', 'w-2');
    expect(await record(worker, 'w-2')).toMatchObject({ workerId: 'w-2', appraisal: null });
    await expect(record(worker, 'w-1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(record(reader('office-head', 'office-2'), 'w-1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
