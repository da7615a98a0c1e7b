import { describe, expect, it } from '@jest/globals';
import { weeklyReports } from '../../projections/supervisees/weekly-reports.view.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import type { MinorsShield } from '../../src/platform/read-store/minors-shield.js';
import type { Whereabouts } from '../../src/platform/read-store/whereabouts.js';
import { WeeklyReportsQueries, type WeeklyReportsQuery } from '../../src/supervisees/weekly-reports.queries.js';
import { foldView, recorded } from '../support/fold-view.js';
import { keptRows } from '../support/kept-rows.js';
import { reader } from '../support/reader.js';

const told = (type: string, superviseeId: string, reportedOn: string, actor: string) => {
  const event: DomainEvent = { type, data: { superviseeId, officeId: 'office-1', week: '2026-W14', reportedOn } };
  return recorded(event, { actor });
};
const facts = [
  told('WeeklyReportReceived', 's-1', '2026-03-31', 'w-1'),
  told('WeeklyReportReceived', 's-2', '2026-04-01', 'w-1'),
  told('WeeklyReportReceived', 's-3', '2026-03-31', 'w-1'),
  told('WeeklyReportAmended', 's-3', '2026-04-02', 'w-2'),
  told('WeeklyReportReceived', 's-4', '2026-03-31', 'w-2'),
  told('WeeklyReportMissed', 's-5', '2026-04-05', 'system'),
];
const everywhere = { of: async () => ({ filter: () => ({}) }) } as unknown as Whereabouts;
const nobodyHidden = { filterByPerson: async () => ({}) } as unknown as MinorsShield;
const rows = keptRows({ 'weekly-reports': foldView(weeklyReports, facts) });
const list = async (query: Partial<WeeklyReportsQuery>): Promise<string[]> => {
  const queries = new WeeklyReportsQueries(rows, nobodyHidden, everywhere);
  const { items } = await queries.all({ principal: reader('office-head', 'office-1'), query });
  return items.map(({ superviseeId }) => superviseeId).sort();
};

describe('the weekly reports that an appraisal record counts', () => {
  it('[APP-1] [REP-1] are found by who took the first of the week down, and the quarter that it was made in', async () => {
    expect(await list({ by: 'w-1', quarter: '2026Q1' })).toEqual(['s-1', 's-3']);
    expect(await list({ by: 'w-1', quarter: '2026Q2' })).toEqual(['s-2']);
    // An amendment is no other report, whoever made it and when.
    expect(await list({ by: 'w-2', quarter: '2026Q2' })).toEqual([]);
    expect(await list({ by: 'w-2' })).toEqual(['s-4']);
    expect(await list({ quarter: '2026Q1' })).toEqual(['s-1', 's-3', 's-4']);
    expect(await list({})).toHaveLength(5);
  });
});
