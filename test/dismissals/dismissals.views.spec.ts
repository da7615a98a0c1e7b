import { describe, expect, it } from '@jest/globals';
import { dismissalCases, type DismissalCaseRow } from '../../projections/dismissals/dismissal-cases.view.js';
import { serviceRecords } from '../../projections/dismissals/service-records.view.js';
import { DismissalsQueries } from '../../src/dismissals/dismissals.queries.js';
import { type LeavePreview, ServiceTallyQueries } from '../../src/dismissals/service-tally.queries.js';
import type { Recorded } from '../../src/kernel/event.js';
import { type Session, workingSessions } from '../../src/kernel/sessions.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import type { Reader } from '../../src/platform/read-store/reach.js';
import { foldView, recorded } from '../support/fold-view.js';
import { CALENDAR, shanghai } from '../support/given.js';
import { keptRows } from '../support/kept-rows.js';
import { reader, self } from '../support/reader.js';

const of = { workerId: 'w-1', officeId: 'office-1' };
let position = 0;
const fact = (type: string, data: object = {}): Recorded =>
  recorded({ type, data: { ...of, ...data } }, { position: ++position, at: '2026-03-11 18:00' });
const sessions = (from: string, days: number): Session[] =>
  workingSessions(CALENDAR, `${from}:AM` as Session, '2026-12-31:PM').slice(0, days * 2);
const ground = (row: string) => ({ row, rule: 'THR-1', days: 3, threshold: 3, sessions: [], stays: [] });

describe('the list of cases', () => {
  const opened = (caseId: string, ...rows: string[]) =>
    fact('DismissalCaseOpened', { caseId, grounds: rows.map(ground) });
  const facts = [
    opened('c-1', 'HOSPITAL_YEAR'),
    opened('c-2', 'NOT_COMPETENT'),
    opened('c-3', 'PROBATION_ABSENCE_RUN', 'PROBATION_LEAVE_RUN'),
    fact('DismissalGroundsChanged', {
      caseId: 'c-1',
      grounds: [ground('APPOINTED_ABSENCE_RUN')],
      added: ['APPOINTED_ABSENCE_RUN'],
      gone: ['HOSPITAL_YEAR'],
    }),
    fact('DismissalCaseWithdrawn', { caseId: 'c-2', because: 'FACTS_GONE', gone: ['NOT_COMPETENT'] }),
    fact('DismissalCaseDecided', { caseId: 'c-3', outcome: 'KEEP', reasons: '情节轻微', by: 'd-1', grounds: [] }),
  ];
  const rows = foldView<DismissalCaseRow>(dismissalCases, facts);

  it('[THR-6] says how grave each is, with its working and all that became of it', () => {
    expect(rows.get('c-1')).toMatchObject({
      ...{ status: 'open', gravity: 0, grounds: [{ row: 'APPOINTED_ABSENCE_RUN' }] },
      history: [
        { what: 'opened', added: ['HOSPITAL_YEAR'] },
        { what: 'changed', gone: ['HOSPITAL_YEAR'] },
      ],
    });
    expect(rows.get('c-2')).toMatchObject({ status: 'withdrawn', withdrawnBecause: 'FACTS_GONE' });
    expect(rows.get('c-3')).toMatchObject({ status: 'decided', gravity: 1, decision: { outcome: 'KEEP', by: 'd-1' } });
  });
  it('[SEC-2] is read by those in reach, and by the worker whose case it is', async () => {
    const queries = new DismissalsQueries(keptRows({ 'dismissal-cases': rows }));
    const list = async (principal: Reader, query: object = {}) =>
      (await queries.all({ principal, query })).items.map(({ caseId }) => caseId);
    expect(await list(reader('director', 'county-1'), { status: 'open' })).toEqual(['c-1']);
    expect(await list(reader('director', 'county-1'), { office: 'office-1', worker: 'w-1' })).toHaveLength(3);
    expect(await list(reader('director', 'county-2'))).toEqual([]);
    expect(await list(self('office-1', 'w-1'))).toHaveLength(3);
    expect(await list(self('office-1', 'w-2'), { worker: 'w-1' })).toEqual([]);
    const one = (principal: Reader) => queries.one({ principal, query: { caseId: 'c-1' } });
    expect(await one(reader('office-head', 'office-1'))).toMatchObject({ caseId: 'c-1', asOf: { stale: false } });
    await expect(one(self('office-1', 'w-2'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

const WORKER = { ...of, path: ['city-1', 'county-1', 'office-1'], appointedOn: '2022-01-04', probationEnds: null };

describe('a worker’s tally', () => {
  const terms = fact('ServiceTermsNoted', { appointedOn: '2022-01-04', probationEnds: null });
  const absent = (from: string, days: number) =>
    fact('SessionsTallied', { change: 'ABSENT', sessions: sessions(from, days) });
  const leave = (from: string, days: number, kind = 'SICK') =>
    fact('SessionsTallied', { change: 'LEAVE', requestId: 'r-0', kind, sessions: sessions(from, days) });
  const requested = (days: number, kind = 'PERSONAL', from = '2026-05-06') => ({
    ...{ ...of, requestId: 'r-1', kind, status: 'pending', path: ['city-1', 'county-1', 'office-1'] },
    sessions: sessions(from, days),
  });
  const queriesOn = (facts: readonly Recorded[], request: object = requested(1)) =>
    new ServiceTallyQueries(
      keptRows({
        'social-worker-roster': new Map([['w-1', WORKER]]),
        'service-records': foldView(serviceRecords, facts),
        'leave-ledger': new Map([['r-1', request]]),
      }),
      { now: () => shanghai('2026-06-30 09:00') },
      {
        rulebookAsKnown: async () => ({
          policyOn: () => ({ id: 'fuzhou', rules: FUZHOU_REGIME }),
          calendar: CALENDAR,
        }),
      },
    );
  const head = reader('office-head', 'office-1');
  const tally = (facts: readonly Recorded[], query: object = {}, principal = head) =>
    queriesOn(facts).tally({ principal, query: { workerId: 'w-1', ...query } });

  it('[THR-6] says what each line of the rules comes to as of a day, beside the days that it has a ground from', async () => {
    const facts = [terms, absent('2026-03-09', 2), leave('2026-03-16', 1.5), absent('2026-04-07', 0.5)];
    const { counters } = await tally(facts);
    expect(counters).toMatchObject([
      { row: 'APPOINTED_ABSENCE_RUN', rule: 'THR-3', days: 0.5, threshold: 7, from: '2026-04-07' },
      { row: 'APPOINTED_ABSENCE_YEAR', days: 2.5, threshold: 15, policySet: 'fuzhou', to: '2026-06-30' },
      { row: 'APPOINTED_LEAVE_RUN', rule: 'THR-4', days: 1.5, threshold: 20 },
      { row: 'APPOINTED_LEAVE_YEAR', days: 1.5, threshold: 30 },
    ]);
    expect((await tally(facts, { day: '2026-03-10' })).counters).toMatchObject([{ days: 2 }, { days: 2 }]);
  });
  it('[THR-6] of who was never absent or on leave, and has no record yet, comes to nothing', async () => {
    const { appointedOn, probationEnds } = WORKER;
    expect(await tally([])).toMatchObject({ workerId: 'w-1', terms: { appointedOn, probationEnds }, counters: [] });
    await expect(tally([], { workerId: 'w-9' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await preview([], requested(20))).reaches).toMatchObject([{ row: 'APPOINTED_LEAVE_RUN' }]);
  });
  it('[SEC-2] is the worker’s own, and of those in reach', async () => {
    const facts = [terms];
    expect(await tally(facts, {}, self('office-1', 'w-1'))).toMatchObject({ workerId: 'w-1' });
    for (const other of [self('office-1', 'w-2'), reader('office-head', 'office-2')])
      await expect(tally(facts, {}, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  const preview = (facts: readonly Recorded[], request: object, principal = head): Promise<LeavePreview> =>
    queriesOn(facts, request).preview({ principal, query: { workerId: 'w-1', requestId: 'r-1' } });
  it('[THR-6] [THR-4] who decides on a leave is told before: 19.5 days in a run reach nothing, 20 a ground', async () => {
    const told = await preview([terms, leave('2026-03-16', 1.5)], requested(19.5));
    expect(told).toMatchObject({ days: 19.5, reaches: [], ends: [] });
    expect(told.counters).toMatchObject([
      { row: 'APPOINTED_LEAVE_RUN', days: 19.5 },
      { row: 'APPOINTED_LEAVE_YEAR', days: 21, before: 1.5 },
    ]);
    expect(await preview([terms], requested(20))).toMatchObject({
      reaches: [{ row: 'APPOINTED_LEAVE_RUN', rule: 'THR-4', days: 20, threshold: 20, from: '2026-05-06' }],
    });
    expect((await preview([terms], requested(20, 'ANNUAL'))).reaches).toEqual([]);
    expect((await preview([terms, leave('2026-03-16', 10)], requested(19.5))).reaches).toEqual([]);
    expect((await preview([terms, leave('2026-03-16', 10.5)], requested(19.5))).reaches).toMatchObject([
      { row: 'APPOINTED_LEAVE_YEAR', days: 30 },
    ]);
  });
  it('[THR-6] [LEV-6] and what to refuse it would lead to: of leave on notice by word, what is over becomes absence', async () => {
    const byWord = (from: string, days: number) =>
      fact('SessionsTallied', { change: 'LEAVE', requestId: 'r-1', kind: 'SICK', sessions: sessions(from, days) });
    const probation = fact('ServiceTermsNoted', { appointedOn: '2026-01-05', probationEnds: '2026-12-31' });
    const refusing = (from: string, days: number) =>
      preview([probation, byWord(from, days)], requested(days, 'SICK', from));
    expect((await refusing('2026-06-15', 2.5)).refusalReaches).toEqual([]);
    expect(await refusing('2026-06-15', 3)).toMatchObject({
      ...{ reaches: [], ends: [] },
      refusalReaches: [{ row: 'PROBATION_ABSENCE_RUN', rule: 'THR-1', days: 3, from: '2026-06-15' }],
    });
    // It is the morning of 30 June: of the third day nothing is over.
    expect((await refusing('2026-06-26', 3)).refusalReaches).toEqual([]);
  });
  it('[THR-6] what was decided on before is no ground again, neither before nor after; with something new it is one', async () => {
    const kept = (days: number) =>
      fact('DismissalCaseDecided', {
        ...{ caseId: 'c-1', outcome: 'KEEP', reasons: '情节轻微', by: 'd-1' },
        grounds: [
          {
            ...{ row: 'APPOINTED_LEAVE_RUN', rule: 'THR-4', days, threshold: 20, stays: [] },
            sessions: sessions('2026-04-07', days).map((session) => ({ session, standing: 'SICK' })),
          },
        ],
      });
    const run = [terms, leave('2026-04-07', 20)];
    const [next = ''] = sessions('2026-04-07', 20.5).slice(-1);
    const half = (from: string) => requested(0.5, 'PERSONAL', from.slice(0, 10));
    // A case is open: half a day more changes its grounds, and reaches none that does not stand.
    expect((await preview(run, half(next))).reaches).toEqual([]);
    // It was decided: the same half day opens another, half a day apart from it does not, nor does what it was decided on.
    expect((await preview([...run, kept(20)], half(next))).reaches).toMatchObject([
      { row: 'APPOINTED_LEAVE_RUN', days: 20.5 },
    ]);
    expect((await preview([...run, kept(20)], half('2026-05-12'))).reaches).toEqual([]);
    expect((await preview([...run, kept(20)], half('2026-04-07'))).reaches).toEqual([]);
  });
  it('[THR-6] against who has left there are no grounds', async () => {
    const left = fact('ServiceEndNoted', { on: '2026-05-05' });
    expect((await preview([terms, left], requested(20))).reaches).toEqual([]);
    expect((await preview([terms], requested(20))).reaches).toHaveLength(1);
  });
  it('[THR-6] and which grounds it would take away', async () => {
    const told = await preview([terms, absent('2026-05-06', 7)], requested(0.5, 'SICK'));
    expect(told).toMatchObject({ reaches: [], ends: ['APPOINTED_ABSENCE_RUN'] });
  });
  it('[SEC-2] of a request out of reach, or of another worker, nothing is told', async () => {
    await expect(preview([terms], requested(1), reader('office-head', 'office-2'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(preview([terms], { ...requested(1), workerId: 'w-2' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
