import { describe, expect, it } from '@jest/globals';
import { leaveCoverage } from '../../src/attendance/attendance.reactions.js';
import { NoteLeave, ReleaseLeave } from '../../src/attendance/domain/note-leave.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { LeaveApproved, LeavePartCancelled } from '../../src/leave/domain/events.js';

const of = { workerId: 'w-1', requestId: 'r-1', officeId: 'office-1', kind: 'ANNUAL' } as const;
const fact = (event: LeaveApproved | LeavePartCancelled) => event as Recorded<LeaveApproved | LeavePartCancelled>;

describe('leave that attendance is measured against', () => {
  it('[ATT-2] an approved leave over the turn of the year is noted in the book of each year', () => {
    const sessions = ['2026-12-31:PM', '2027-01-04:AM', '2027-01-04:PM'] as const;
    const approved = fact({
      type: 'LeaveApproved',
      data: {
        ...of,
        by: 'deputy-director',
        from: '2026-12-31:PM',
        to: '2027-01-04:PM',
        sessions,
        days: 1.5,
        beyondDelegation: false,
      },
    });
    const noted = { workerId: 'w-1', requestId: 'r-1', kind: 'ANNUAL' };
    expect(leaveCoverage.react(approved)).toEqual([
      { command: NoteLeave, fields: { ...noted, year: 2026, sessions: ['2026-12-31:PM'] } },
      { command: NoteLeave, fields: { ...noted, year: 2027, sessions: ['2027-01-04:AM', '2027-01-04:PM'] } },
    ]);
  });
  it('[ATT-2] sessions that are given back are released', () => {
    const cancelled = fact({
      type: 'LeavePartCancelled',
      data: { ...of, cancelled: ['2026-03-10:PM'], cancelledDays: 0.5, remainingDays: 0.5 },
    });
    expect(leaveCoverage.react(cancelled)).toEqual([
      {
        command: ReleaseLeave,
        fields: { workerId: 'w-1', requestId: 'r-1', kind: 'ANNUAL', year: 2026, sessions: ['2026-03-10:PM'] },
      },
    ]);
  });
});
