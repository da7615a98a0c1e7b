import { describe, expect, it } from '@jest/globals';
import { attendanceMonth } from '../../projections/attendance/attendance-month.view.js';
import { AttendanceQueries } from '../../src/attendance/attendance.queries.js';
import type { CheckedIn } from '../../src/attendance/domain/events.js';
import type { Reader } from '../../src/platform/read-store/reach.js';
import { foldView, recorded } from '../support/fold-view.js';
import { keptRows } from '../support/kept-rows.js';
import { reader, self } from '../support/reader.js';

const cameIn = (workerId: string, officeId: string) =>
  recorded<CheckedIn>(
    {
      type: 'CheckedIn',
      data: {
        workerId,
        officeId,
        session: '2026-03-09:AM',
        at: '2026-03-09T00:25:00.000Z',
        device: 'terminal-1',
        place: '司法所',
        recordedBy: 'worker',
        lateMinutes: 0,
      },
    },
    { jurisdiction: ['city-1', 'county-1', officeId] },
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
