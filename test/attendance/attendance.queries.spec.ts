import { describe, expect, it } from '@jest/globals';
import { attendanceMonth } from '../../projections/attendance/attendance-month.view.js';
import { AttendanceQueries } from '../../src/attendance/attendance.queries.js';
import type { CheckedIn } from '../../src/attendance/domain/events.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Reader } from '../../src/platform/read-store/reach.js';
import { foldView, recorded } from '../support/fold-view.js';
import { keptRows } from '../support/kept-rows.js';
import { reader, self } from '../support/reader.js';

const cameIn = (workerId: string, officeId: string, day = '2026-03-09', county = 'county-1') =>
  recorded<CheckedIn>(
    {
      type: 'CheckedIn',
      data: {
        workerId,
        officeId,
        session: `${day}:AM`,
        at: `${day}T00:25:00.000Z`,
        device: 'terminal-1',
        place: '司法所',
        recordedBy: 'worker',
        lateMinutes: 0,
      },
    },
    { jurisdiction: ['city-1', county, officeId] },
  );
const events = [cameIn('w-1', 'office-1'), cameIn('w-2', 'office-1'), cameIn('w-3', 'office-2')];
const queries = new AttendanceQueries(keptRows({ 'attendance-month': foldView(attendanceMonth, events) }));
const head = reader('office-head', 'office-1');
const worker = self('office-1', 'w-1');
const sheet = (principal: Reader, workerId: string, month = '2026-03') =>
  queries.ofWorker({ principal, query: { workerId, month } });
const office = async (principal: Reader, officeId: string) => {
  const { items } = await queries.ofOffice({ principal, query: { officeId, month: '2026-03' } });
  return items.map(({ workerId }) => workerId);
};

describe('the month sheets that somebody sees', () => {
  it('[SEC-2] are those of the own office', async () => {
    expect(await sheet(head, 'w-1')).toMatchObject({ workerId: 'w-1', month: '2026-03', asOf: { stale: false } });
    await expect(sheet(head, 'w-3')).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
    expect(await office(head, 'office-1')).toEqual(['w-1', 'w-2']);
    expect(await office(head, 'office-2')).toEqual([]);
  });
  it('[SEC-2] are the own for a social worker', async () => {
    expect(await sheet(worker, 'w-1')).toMatchObject({ workerId: 'w-1' });
    await expect(sheet(worker, 'w-2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  it('a month without a record is not found', async () => {
    await expect(sheet(head, 'w-1', '2026-04')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the month sheet of who was transferred in mid-month', () => {
  const pathOf = (officeId: string, county = 'county-1') => ['city-1', county, officeId];
  const cameOn = (...days: (readonly [day: string, officeId: string, county?: string])[]) =>
    days.map(([day, officeId, county]) => cameIn('w-1', officeId, day, county));
  const served = (officeId: string, from: string, county?: string) => ({
    officeId,
    from,
    path: pathOf(officeId, county),
  });
  const over = (facts: readonly Recorded<CheckedIn>[], ...postings: ReturnType<typeof served>[]) =>
    new AttendanceQueries(
      keptRows({
        'attendance-month': foldView(attendanceMonth, facts),
        'social-worker-roster': new Map([['w-1', { workerId: 'w-1', path: postings.at(-1)?.path, postings }]]),
      }),
    );
  const seen = async (from: AttendanceQueries, principal: Reader) => {
    const { sessions, totals, offices } = await from.ofWorker({
      principal,
      query: { workerId: 'w-1', month: '2026-03' },
    });
    return [sessions.map(({ session }) => session.slice(8, 10)), totals.daysAttended, offices];
  };
  const both = ['office-1', 'office-2'];
  const moved = over(
    cameOn(['2026-03-16', 'office-1'], ['2026-03-17', 'office-1'], ['2026-03-18', 'office-2']),
    ...[served('office-1', '2026-01-05'), served('office-2', '2026-03-18')],
  );

  it('[HR-3] [SEC-2] is shown as far as the days before to the office that they were served in, and as a whole to the new one', async () => {
    expect(await seen(moved, head)).toEqual([['16', '17'], 1, ['office-1']]);
    expect(await seen(moved, reader('office-head', 'office-2'))).toEqual([['16', '17', '18'], 1.5, both]);
    expect(await seen(moved, reader('director', 'county-1'))).toEqual([['16', '17', '18'], 1.5, both]);
    expect(await seen(moved, worker)).toEqual([['16', '17', '18'], 1.5, both]);
    const { items } = await moved.ofOffice({ principal: head, query: { officeId: 'office-1', month: '2026-03' } });
    expect(items).toMatchObject([{ officeId: 'office-1', sessions: [{}, {}], totals: { daysAttended: 1 } }]);
  });
  it('[HR-3] [SEC-2] another transfer moves the whole of it on, and each office before keeps its days', async () => {
    const on = over(
      cameOn(['2026-03-17', 'office-1'], ['2026-03-18', 'office-2'], ['2026-03-19', 'office-3', 'county-2']),
      ...[
        served('office-1', '2026-01-05'),
        served('office-2', '2026-03-18'),
        served('office-3', '2026-03-19', 'county-2'),
      ],
    );
    expect(await seen(on, reader('office-head', 'office-2'))).toEqual([['18'], 0.5, ['office-2']]);
    expect(await seen(on, reader('director', 'county-1'))).toEqual([['17', '18'], 1, both]);
    expect(await seen(on, reader('director', 'county-2'))).toEqual([['17', '18', '19'], 1.5, [...both, 'office-3']]);
  });
});
