import { describe, expect, it, jest } from '@jest/globals';
import { leaveInbox } from '../../projections/leave/leave-inbox.view.js';
import { leaveLedger } from '../../projections/leave/leave-ledger.view.js';
import type { Role } from '../../src/kernel/roles.js';
import { workingSessions } from '../../src/kernel/sessions.js';
import { leave } from '../../src/leave/domain/leave.js';
import { EndorseLeave } from '../../src/leave/domain/endorse-leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { LeaveInboxQueries } from '../../src/leave/leave-inbox.queries.js';
import { type LeaveLedgerQuery, LeaveQueries } from '../../src/leave/leave.queries.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import type { Reader } from '../../src/platform/read-store/reach.js';
import { foldView, recorded } from '../support/fold-view.js';
import { CALENDAR, servingWorker, shanghai, story } from '../support/given.js';
import { type KeptRows, keptRows } from '../support/kept-rows.js';
import { nowhere } from '../support/nowhere.js';

const form = { fromDay: '2026-03-10', fromHalf: 'AM', toDay: '2026-03-11', toHalf: 'PM', reason: '家中有事' } as const;
/** A request of a worker of an office, which its head has endorsed or not. */
const asked = (requestId: string, workerId: string, office: string, kind: 'SICK' | 'PERSONAL', endorsed = false) => {
  const world = {
    jurisdiction: ['city-1', 'county-1', office],
    references: { worker: servingWorker(workerId, office) },
  };
  const request = [RequestLeave, { ...form, workerId, kind }, { ...world, commandId: requestId }] as const;
  const endorsement = [
    EndorseLeave,
    { workerId, requestId, opinion: '属实' },
    { ...world, by: { actor: 'o-1', role: 'office-head' } },
  ] as const;
  return story(leave, request, ...(endorsed ? [endorsement] : [])).map((event) => recorded(event, world));
};

const events = [
  ...asked('r-1', 'w-1', 'office-1', 'PERSONAL'),
  ...asked('r-2', 'w-2', 'office-1', 'SICK', true),
  ...asked('r-3', 'w-3', 'office-2', 'SICK'),
];
const queries = new LeaveQueries(keptRows({ 'leave-ledger': foldView(leaveLedger, events) }));
const inboxOver = (views: KeptRows = {}, among = events) =>
  new LeaveInboxQueries(
    keptRows({ 'leave-inbox': foldView(leaveInbox, among), ...views }),
    { now: () => shanghai('2026-03-09 09:00') },
    {
      rulebookAsKnown: async () => ({
        policyOn: () => ({ id: 'fuzhou', rules: FUZHOU_REGIME }),
        calendar: CALENDAR,
      }),
    },
  );
const by = (role: Role, unit: string, actor = 'o-1', onBehalfOf?: string): Reader => ({
  role,
  relation: role === 'social-worker' ? 'own' : 'unit',
  unit,
  reach: [unit],
  actor,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
});
const ids = ({ items }: { items: object[] }) => items.map((row) => (row as { requestId: string }).requestId);
const ledger = async (principal: Reader, query: Partial<LeaveLedgerQuery> = {}) =>
  ids(await queries.ledger({ principal, query: query }));
const inbox = async (principal: Reader) => ids(await inboxOver().inbox({ principal, query: {} }));

describe('the ledger that somebody sees', () => {
  it('[SEC-2] is that of the own office, county or city', async () => {
    expect(await ledger(by('office-head', 'office-1'))).toEqual(['r-1', 'r-2']);
    expect(await ledger(by('director', 'county-1'))).toEqual(['r-1', 'r-2', 'r-3']);
    expect(await ledger(by('director', 'county-2'))).toEqual([]);
    expect(await ledger(by('auditor', '*'))).toEqual(['r-1', 'r-2', 'r-3']);
  });
  it('[SEC-2] is the own for a social worker, whoever else is asked for', async () => {
    const worker = by('social-worker', 'office-1', 'w-1');
    expect(await ledger(worker)).toEqual(['r-1']);
    expect(await ledger(worker, { worker: 'w-2' })).toEqual([]);
  });
  it('[LEV-1] is filtered by office, worker, status and kind', async () => {
    const director = by('director', 'county-1');
    expect(await ledger(director, { office: 'office-2' })).toEqual(['r-3']);
    expect(await ledger(director, { worker: 'w-2' })).toEqual(['r-2']);
    expect(await ledger(director, { kind: 'SICK', office: 'office-1' })).toEqual(['r-2']);
    expect(await ledger(director, { status: 'approved' })).toEqual([]);
    expect(await ledger(by('office-head', 'office-1'), { office: 'office-2' })).toEqual([]);
  });
});

describe('the inbox that somebody sees', () => {
  it('[LEV-3] holds what waits for the post in the unit', async () => {
    expect(await inbox(by('office-head', 'office-1'))).toEqual(['r-1']);
    expect(await inbox(by('office-head', 'office-2'))).toEqual(['r-3']);
    expect(await inbox(by('deputy-director', 'county-1'))).toEqual(['r-2']);
    expect(await inbox(by('director', 'county-1'))).toEqual([]);
  });
  it('[LEV-10] holds what waits for the person acted for, and never the own leave', async () => {
    expect(await inbox(by('office-head', 'office-1', 'o-9', 'o-1'))).toEqual(['r-1']);
    expect(await inbox(by('office-head', 'office-1', 'w-1', 'o-1'))).toEqual([]);
  });

  const WORKER = { workerId: 'w-1', appointedOn: '2022-01-04', probationEnds: null };
  const before = (days: number) => workingSessions(CALENDAR, '2026-02-01:AM', '2026-03-09:PM').slice(-days * 2);
  /** The record of a worker who was on leave up to the day before the one that is asked for. */
  const told = async (days: number, settled = {}) => {
    const leaveOf = { leave: { requestId: 'r-0', kind: 'PERSONAL' } };
    const record = {
      ...{ workerId: 'w-1', terms: null, endedOn: null, stays: {}, notCompetent: [], settled },
      sessions: Object.fromEntries(before(days).map((session) => [session, leaveOf])),
    };
    const over = inboxOver({
      'social-worker-roster': new Map([['w-1', WORKER]]),
      'service-records': new Map([['w-1', record]]),
    });
    return (await over.inbox({ principal: by('office-head', 'office-1'), query: {} })).items;
  };
  it('[THR-6] [THR-4] says with each request what it would lead to: 19.5 days in a run nothing, 20 a ground', async () => {
    // Two days are asked for.
    expect(await told(17.5)).toMatchObject([{ requestId: 'r-1', outlook: { reaches: [], ends: [] } }]);
    expect(await told(18)).toMatchObject([
      { requestId: 'r-1', outlook: { reaches: [{ row: 'APPOINTED_LEAVE_RUN', rule: 'THR-4', days: 20 }] } },
    ]);
  });
  it('[THR-6] takes account of what was decided on before: it needs something new, and has it by what is asked for', async () => {
    const stands = await told(20);
    expect(stands).toMatchObject([{ outlook: { reaches: [] } }]);
    const settled = { APPOINTED_LEAVE_RUN: before(20) };
    expect(await told(20, settled)).toMatchObject([
      { outlook: { reaches: [{ row: 'APPOINTED_LEAVE_RUN', days: 22 }] } },
    ]);
    const asked = [...before(20), ...workingSessions(CALENDAR, '2026-03-10:AM', '2026-03-11:PM')];
    expect(await told(20, { APPOINTED_LEAVE_RUN: asked })).toMatchObject([{ outlook: { reaches: [] } }]);
  });
  it('[THR-6] of a worker whom the roster does not show yet, it says that nothing is known', async () => {
    const { items } = await inboxOver().inbox({ principal: by('office-head', 'office-1'), query: {} });
    expect(items).toMatchObject([{ requestId: 'r-1', outlook: null }]);
  });
  it('looks everything up at once, however many wait', async () => {
    const many = Array.from({ length: 12 }, (_, n) => asked(`m-${n}`, `w-${n}`, 'office-1', 'PERSONAL')).flat();
    const rows = keptRows({ 'leave-inbox': foldView(leaveInbox, many) });
    const few = jest.spyOn(rows, 'few');
    const items = await new LeaveInboxQueries(
      rows,
      { now: () => '' },
      { rulebookAsKnown: (path) => nowhere.rulebookAsKnown(path) },
    ).inbox({
      ...{ principal: by('office-head', 'office-1'), query: {} },
    });
    expect([items.items.length, few.mock.calls.length]).toEqual([12, 2]);
  });
});
