import { describe, expect, it } from '@jest/globals';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { AnnualLeaveQueries } from '../../src/leave/annual-leave.queries.js';
import type { Reader } from '../../src/platform/read-store/reach.js';
import { CALENDAR, shanghai } from '../support/given.js';
import { keptRows } from '../support/kept-rows.js';
import { reader, self } from '../support/reader.js';

const path = ['city-1', 'county-1', 'office-1'];
const leave = (status: string, sessions: readonly string[], kind = 'ANNUAL') => ({
  workerId: 'w-1',
  kind,
  status,
  sessions,
});
const day = (on: string) => [`${on}:AM`, `${on}:PM`];
interface Known {
  readonly workSince?: string | null;
  readonly probationEnds?: string | null;
  readonly leaves?: readonly object[];
  readonly grades?: Readonly<Record<string, string | null>>;
  readonly today?: string;
}
const balance = async (known: Known = {}, year = '2026', principal: Reader = self('office-1', 'w-1')) => {
  const { workSince = '2016-03-10', probationEnds = null, leaves = [], grades = {}, today = '2026-03-10' } = known;
  const worker = { workerId: 'w-1', path, probationEnds, entitlements: workSince === null ? null : { workSince } };
  const appraised = Object.entries(grades).map(([of, grade]) => [of, { workerId: 'w-1', year: of, grade }] as const);
  const queries = new AnnualLeaveQueries(
    keptRows({
      'social-worker-roster': new Map([['w-1', worker]]),
      'leave-ledger': new Map(leaves.map((one, index) => [String(index), one])),
      'annual-appraisals': new Map(appraised),
    }),
    { now: () => shanghai(`${today} 09:00`) },
    {
      rulebookAsKnown: async () => ({
        policyOn: () => ({ id: 'fuzhou', rules: FUZHOU_REGIME }),
        calendar: CALENDAR,
      }),
    },
  );
  return queries.balance({ principal, query: { workerId: 'w-1', year } });
};

describe('what is left of a year of annual leave', () => {
  it.each([
    ['2025-03-11', 0, 0, 'LEAVE_ANNUAL_NOT_ENTITLED'],
    ['2025-03-10', 1, 5, null],
    ['2016-03-11', 9, 5, null],
    ['2016-03-10', 10, 10, null],
    ['2006-03-11', 19, 10, null],
    ['2006-03-10', 20, 15, null],
  ])('[LEV-9] work since %s is %d years on 10 March: %d days', async (workSince, years, entitled, withheld) => {
    expect(await balance({ workSince })).toMatchObject({ years, entitled, balance: entitled, withheld });
  });
  it('[LEV-9] is less what was granted or waits, in the year of each session; what was refused is given back', async () => {
    const leaves = [
      leave('approved', [...day('2026-01-05'), '2026-01-06:AM']),
      leave('approved', [...day('2025-12-31'), ...day('2026-01-04')]),
      leave('pending', day('2026-04-01')),
      leave('returned', ['2026-04-02:AM']),
      leave('rejected', day('2026-04-03')),
      leave('withdrawn', day('2026-04-07')),
      leave('approved', day('2026-04-08'), 'SICK'),
    ];
    expect(await balance({ leaves })).toMatchObject({ entitled: 10, granted: 2.5, pending: 1.5, balance: 6 });
    expect(await balance({ leaves }, '2025')).toMatchObject({ on: '2025-12-31', entitled: 5, granted: 1, balance: 4 });
    const all = {
      leaves: [
        leave(
          'approved',
          Array.from({ length: 22 }, (_, n) => `2026-05-${n + 1}:AM`),
        ),
      ],
    };
    expect((await balance(all)).balance).toBe(0);
  });
  it('[LEV-9] is withheld on probation, and after an appraisal that was not good enough, the last with a grade', async () => {
    const on = async (known: Known) => (await balance(known)).withheld;
    expect(await on({ probationEnds: '2026-03-10' })).toBe('LEAVE_ANNUAL_ON_PROBATION');
    expect(await on({ probationEnds: '2026-03-09' })).toBeNull();
    expect(await on({ grades: { '2025': 'BASICALLY_COMPETENT', '2024': 'EXCELLENT' } })).toBe('LEAVE_ANNUAL_APPRAISAL');
    expect(await on({ grades: { '2026': null, '2025': 'COMPETENT', '2024': 'NOT_COMPETENT' } })).toBeNull();
    expect(await on({ grades: { '2022': 'NOT_COMPETENT' } })).toBeNull();
    expect(await on({ workSince: null })).toBe('LEAVE_ANNUAL_NOT_ENTITLED');
  });
  it('[SEC-2] is the worker’s own, and of those in reach', async () => {
    expect(await balance({}, '2026', reader('office-head', 'office-1'))).toMatchObject({ workerId: 'w-1' });
    for (const other of [self('office-1', 'w-2'), reader('office-head', 'office-2')])
      await expect(balance({}, '2026', other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
