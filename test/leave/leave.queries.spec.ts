import { describe, expect, it } from '@jest/globals';
import { leaveInbox } from '../../projections/leave/leave-inbox.view.js';
import { leaveLedger } from '../../projections/leave/leave-ledger.view.js';
import type { Role } from '../../src/kernel/roles.js';
import { leave } from '../../src/leave/domain/leave.js';
import { EndorseLeave } from '../../src/leave/domain/endorse-leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { type LeaveLedgerQuery, LeaveQueries } from '../../src/leave/leave.queries.js';
import type { Reader } from '../../src/platform/read-store/reach.js';
import { foldView, recorded } from '../support/fold-view.js';
import { servingWorker, story } from '../support/given.js';
import { keptRows } from '../support/kept-rows.js';

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
const queries = new LeaveQueries(
  keptRows({ 'leave-ledger': foldView(leaveLedger, events), 'leave-inbox': foldView(leaveInbox, events) }),
);
const by = (role: Role, unit: string, actor = 'o-1', onBehalfOf?: string): Reader => ({
  role,
  unit,
  reach: [unit],
  actor,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
});
const ids = ({ items }: { items: object[] }) => items.map((row) => (row as { requestId: string }).requestId);
const ledger = async (principal: Reader, query: Partial<LeaveLedgerQuery> = {}) =>
  ids(await queries.ledger({ principal, query: query }));
const inbox = async (principal: Reader) => ids(await queries.inbox({ principal, query: {} }));

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
});
