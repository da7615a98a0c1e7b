import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attendance } from '../../src/attendance/domain/attendance.js';
import { CheckIn } from '../../src/attendance/domain/check-in.js';
import { CloseAttendanceDay } from '../../src/attendance/domain/close-attendance-day.js';
import { command } from '../../src/kernel/command.js';
import { addDays } from '../../src/kernel/day.js';
import { fold } from '../../src/kernel/decider.js';
import { officeOn, type Posted, postingsFact } from '../../src/kernel/workforce/postings.js';
import type { SocialWorkerEvent } from '../../src/social-workers/domain/events.js';
import { AppointSocialWorker } from '../../src/social-workers/domain/service/appoint-social-worker.js';
import { TransferSocialWorker } from '../../src/social-workers/domain/service/transfer-social-worker.js';
import { socialWorker } from '../../src/social-workers/domain/social-worker.js';
import { metaOf, servingWorker, story, type World } from '../support/given.js';

const worker = (postings: readonly Posted[]) => ({
  ...servingWorker('w-1', postings.at(-1)?.officeId),
  facts: { postings: postingsFact(postings) },
});

describe('the office of a day', () => {
  const moved = worker([
    { officeId: 'office-1', from: '2026-01-05' },
    { officeId: 'office-2', from: '2026-03-18' },
  ]);
  it('[HR-3] is the one that was served in, before and from a transfer in mid-month on', () => {
    expect(officeOn(moved, '2026-03-17')).toBe('office-1');
    expect(officeOn(moved, '2026-03-18')).toBe('office-2');
    expect(officeOn(moved, '2026-01-01')).toBe('office-1');
    expect(officeOn(servingWorker('w-1', 'office-9'), '2026-03-17')).toBe('office-9');
    expect(officeOn(undefined, '2026-03-17')).toBeUndefined();
  });
  it('[HR-3] is that of the last posting begun by then, however often somebody moves', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }), fc.nat(600), (steps, after) => {
        let from = '2026-01-05';
        const postings = steps.map((step, at) => {
          from = at === 0 ? from : addDays(from, step);
          return { officeId: `office-${at}`, from };
        });
        const day = addDays('2026-01-05', after);
        let expected = 'office-0';
        for (const one of postings) if (one.from <= day) expected = one.officeId;
        expect(officeOn(worker(postings), day)).toBe(expected);
      }),
    );
  });
  it("[HR-3] is told by the worker's own record, and owns the attendance of the day", () => {
    const offices = { 'office-1': 'city-1/county-1/office-1', 'office-2': 'city-1/county-1/office-2' };
    const county: World = {
      by: { actor: 'o-3', role: 'director', unit: 'county-1' },
      references: { offices: { id: 'main', unit: '*', status: 'founded', facts: offices } },
      at: '2026-03-18 09:00',
    };
    const form = { workerId: 'w-1', officeId: 'office-1', name: '王晓梅', appointedOn: '2026-01-05' };
    const facts = story(
      socialWorker,
      [AppointSocialWorker, form, county],
      [TransferSocialWorker, { workerId: 'w-1', officeId: 'office-2', on: '2026-03-18' }, county],
    );
    const face = socialWorker.face?.(fold(socialWorker, socialWorker.initial, facts as SocialWorkerEvent[]));
    const unitOf = (order: CloseAttendanceDay | CheckIn) =>
      attendance.unitOf(attendance.initial, order, { worker: face });
    const closing = (day: string) => unitOf(command(CloseAttendanceDay, { workerId: 'w-1', day }, metaOf({})));
    expect([closing('2026-03-17'), closing('2026-03-18')]).toEqual(['office-1', 'office-2']);
    const here = { workerId: 'w-1', device: 'terminal-1', place: '司法所' };
    expect(unitOf(command(CheckIn, here, metaOf({ at: '2026-03-19 08:20' })))).toBe('office-2');
  });
});
