import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { activities, type ActivityRow } from '../../projections/activities/activities.view.js';
import {
  type ParticipationMonth,
  participationMonths,
} from '../../projections/activities/participation-months.view.js';
import type { ActivityEvent } from '../../src/activities/domain/sessions/events.js';
import { foldView, recorded } from '../support/fold-view.js';

const of = {
  activityId: 'a-1',
  officeId: 'office-1',
  programme: 'EDUCATION',
  subject: 'LEGAL',
  day: '2026-03-18',
} as const;
const service = { ...of, activityId: 'a-2', programme: 'COMMUNITY_SERVICE', subject: null } as const;
const hours = { title: '讲座', place: '会议室', from: '09:00', to: '11:00', ledBy: 'w-1', volunteers: ['v-1'] };
const planned: ActivityEvent = { type: 'EducationSessionPlanned', data: { ...of, ...hours } };
const expected = (superviseeId: string, on: typeof of | typeof service = of): ActivityEvent => ({
  type: 'ParticipationPlanned',
  data: { ...on, superviseeId },
});
const attended = (superviseeId: string, minutes: number, on: typeof of | typeof service = of): ActivityEvent => ({
  type: 'ActivityAttended',
  data: { ...on, superviseeId, minutes },
});
const missed = (superviseeId: string): ActivityEvent => ({
  type: 'ActivityMissed',
  data: { ...of, superviseeId, absence: '住院' },
});
const corrected = (superviseeId: string, fromMinutes: number | null, minutes: number | null): ActivityEvent => ({
  type: 'ParticipationCorrected',
  data: {
    ...of,
    superviseeId,
    fromMinutes,
    minutes,
    reason: '核对签到表',
    ...(minutes === null && { absence: '病假' }),
  },
});
const cancelled: ActivityEvent = { type: 'ActivityCancelled', data: { ...of, reason: '台风' } };
const notExpected = (superviseeId: string): ActivityEvent => ({
  type: 'ParticipationCancelled',
  data: { ...of, superviseeId },
});
const transferred = (superviseeId: string): ActivityEvent => ({
  type: 'ParticipantTransferred',
  data: { ...of, superviseeId },
});
const stored = (events: readonly ActivityEvent[]) =>
  events.map((event, position) => recorded(event, { position, actor: 'w-1', at: '2026-03-18 12:00' }));
const activityOf = (...events: ActivityEvent[]) => foldView<ActivityRow>(activities, stored(events)).get('a-1');
const monthOf = (...events: ActivityEvent[]) =>
  foldView<ParticipationMonth>(participationMonths, stored(events)).get('s-1:2026-03');

describe('an activity on the list', () => {
  it('[EDU-1] shows the plan, who is expected, and who was there', () => {
    expect(activityOf(planned, expected('s-1'), expected('s-2'))).toMatchObject({
      ...of,
      ...hours,
      ...{ status: 'planned', month: '2026-03', totals: { expected: 2, attended: 0, absent: 0, transferred: 0 } },
    });
    expect(activityOf(planned, expected('s-1'), attended('s-1', 90), missed('s-3'))).toMatchObject({
      status: 'held',
      totals: { expected: 0, attended: 1, absent: 1 },
      participants: [
        { superviseeId: 's-1', status: 'attended', minutes: 90, absence: null },
        { superviseeId: 's-3', status: 'absent', minutes: 0, absence: '住院' },
      ],
    });
  });
  it('[EDU-1] keeps what was recorded before a correction, latest first', () => {
    const row = activityOf(planned, attended('s-1', 120), corrected('s-1', 120, null), corrected('s-1', null, 60));
    expect(row?.participants).toMatchObject([
      {
        ...{ superviseeId: 's-1', status: 'attended', minutes: 60, absence: null },
        corrections: [
          { fromMinutes: null, by: 'w-1' },
          { fromMinutes: 120, reason: '核对签到表' },
        ],
      },
    ]);
    expect(activityOf(planned, attended('s-1', 120), corrected('s-1', 120, null))?.participants).toMatchObject([
      { status: 'absent', minutes: 0, absence: '病假' },
    ]);
  });
  it('[EDU-1] shows that it was cancelled, and why', () => {
    expect(activityOf(planned, expected('s-1'), cancelled, notExpected('s-1'))).toMatchObject({
      participants: [{ superviseeId: 's-1', status: 'expected' }],
      status: 'cancelled',
      cancellation: { by: 'w-1', reason: '台风' },
    });
  });
  it('[EDU-1] [TRV-1] awaits nobody who was transferred, says so, and awaits who came back and is asked for anew', () => {
    const gone = [planned, expected('s-1'), expected('s-2'), transferred('s-1')];
    expect(activityOf(...gone)).toMatchObject({
      totals: { expected: 1, transferred: 1 },
      participants: [
        { superviseeId: 's-1', status: 'transferred' },
        { superviseeId: 's-2', status: 'expected' },
      ],
    });
    expect(activityOf(...gone, expected('s-1'))?.totals).toMatchObject({ expected: 2, transferred: 0 });
    expect(activityOf(...gone, attended('s-1', 30))?.totals).toMatchObject({ attended: 1, transferred: 0 });
  });
});

describe('the hours of a month', () => {
  it('[EDU-1] are those of a person, in all and by subject', () => {
    expect(monthOf(expected('s-1'), attended('s-1', 90), attended('s-1', 30), attended('s-2', 60))).toMatchObject({
      ...{ superviseeId: 's-1', officeId: 'office-1', month: '2026-03' },
      education: { expected: 1, attended: 2, absent: 0, minutes: 120 },
      subjects: { LEGAL: { attended: 2, minutes: 120 }, MORAL: { attended: 0, minutes: 0 } },
      communityService: { attended: 0, minutes: 0 },
    });
  });
  it('[SVC-1] are kept apart from those of community service', () => {
    expect(monthOf(expected('s-1', service), attended('s-1', 45, service), missed('s-1'))).toMatchObject({
      education: { attended: 0, absent: 1, minutes: 0 },
      communityService: { expected: 1, attended: 1, minutes: 45 },
    });
  });
  it('[EDU-1] nobody was expected at what was cancelled', () => {
    expect(monthOf(expected('s-1'), cancelled, notExpected('s-1'))?.education).toMatchObject({ expected: 0 });
  });
  it('[EDU-1] [TRV-1] nobody was expected at what they were transferred before; the month stays where they are', () => {
    const there = { type: 'ParticipationPlanned', data: { ...of, superviseeId: 's-1', officeId: 'office-2' } } as const;
    const month = monthOf(expected('s-1'), there, transferred('s-1'));
    expect(month).toMatchObject({ officeId: 'office-2', education: { expected: 1 } });
  });
  it('[EDU-1] whatever is corrected, they come to what was said last', () => {
    const said = fc.option(fc.integer({ min: 1, max: 120 }), { nil: null });
    fc.assert(
      fc.property(said, fc.array(said, { maxLength: 6 }), (first, rest) => {
        const begun = first === null ? missed('s-1') : attended('s-1', first);
        const changes = rest.map((minutes, index) => corrected('s-1', [first, ...rest][index] ?? null, minutes));
        const last = rest.at(-1) === undefined ? first : (rest.at(-1) ?? null);
        expect(monthOf(begun, ...changes)?.education).toEqual({
          expected: 0,
          ...(last === null ? { attended: 0, absent: 1, minutes: 0 } : { attended: 1, absent: 0, minutes: last }),
        });
      }),
    );
  });
});
