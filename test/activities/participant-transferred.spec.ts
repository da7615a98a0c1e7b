import { describe, expect, it } from '@jest/globals';
import { CancelActivity } from '../../src/activities/domain/sessions/cancel-activity.js';
import { activity } from '../../src/activities/domain/sessions/activity.js';
import { ExpectParticipants } from '../../src/activities/domain/sessions/expect-participants.js';
import { participantTransferred } from '../../src/activities/domain/sessions/participant-transferred.due.js';
import { PlanEducationSession } from '../../src/activities/domain/sessions/plan-education-session.js';
import { RecordParticipation } from '../../src/activities/domain/sessions/record-participation.js';
import { ReleaseParticipant } from '../../src/activities/domain/sessions/release-participant.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { recorded } from '../support/fold-view.js';
import { given, shanghai, story, type World } from '../support/given.js';
import { seen } from '../supervisees/people.js';

const lecture = {
  ...{ officeId: 'office-1', title: '民法典专题讲座', place: '会议室', day: '2026-03-18', from: '09:00', to: '11:00' },
  ...{ ledBy: 'w-1', subject: 'LEGAL', participants: ['s-1', 's-2'] },
};
const of = { activityId: 'a-1', superviseeId: 's-1' };
const person = (id: string) => ({ ...seen(), id });
const before: World = {
  ...{ at: '2026-03-10 09:00', commandId: 'a-1' },
  references: { 's-1': person('s-1'), 's-2': person('s-2') },
};
/** The person is of another office by now. */
const gone: World = {
  at: '2026-03-12 09:00',
  by: { actor: 'system', role: 'system' },
  references: { supervisee: { ...person('s-1'), unit: 'office-2', path: ['city-1', 'county-1', 'office-2'] } },
};
const planned = (...more: Parameters<typeof story>[1][]) =>
  story(activity, [PlanEducationSession, lecture, before], ...more);
const release = (events: DomainEvent[]) => given(activity, events).when(ReleaseParticipant, of, gone);

describe('somebody who is to take part and is transferred', () => {
  it('[EDU-1] [TRV-1] is not awaited any more, once; others are', () => {
    release(planned()).then({
      type: 'ParticipantTransferred',
      data: { ...of, officeId: 'office-1', day: '2026-03-18' },
    });
    const released = planned([ReleaseParticipant, of, gone]);
    release(released).then();
    given(activity, released)
      .when(CancelActivity, { activityId: 'a-1', reason: '台风' }, before)
      .then({ type: 'ActivityCancelled' }, { type: 'ParticipationCancelled', data: { superviseeId: 's-2' } });
  });
  it('[EDU-1] [TRV-1] leaves what was recorded of their part, and what is cancelled, as it is', () => {
    const at: World = { at: '2026-03-18 11:00', references: { supervisee: person('s-1') } };
    release(planned([RecordParticipation, { ...of, attended: true }, at])).then();
    release(planned([CancelActivity, { activityId: 'a-1', reason: '台风' }, before])).then();
    release(story(activity)).then();
  });
  it('[EDU-1] [TRV-1] is awaited again when back and asked for anew', () => {
    const back: World = { at: '2026-03-16 09:00', references: { 's-1': person('s-1') } };
    given(activity, planned([ReleaseParticipant, of, gone]))
      .when(ExpectParticipants, { activityId: 'a-1', superviseeIds: ['s-1'] }, back)
      .then({ type: 'ParticipationPlanned', data: of });
  });
});

describe('what a transfer leads to at the activities that await somebody', () => {
  type Fact = Parameters<typeof participantTransferred.keys>[0];
  const fact = (type: string, activityId?: string, officeId = 'office-2'): Fact => {
    const path = { officeId, fromPath: ['city-1', 'county-1', 'office-1'] };
    const data = { superviseeId: 's-1', ...(activityId === undefined ? path : { activityId }) };
    return recorded({ type, data }, { at: '2026-03-12 09:00' }) as Fact;
  };
  const dueAfter = (...facts: Fact[]) => {
    type Waiting = ReturnType<typeof participantTransferred.project>;
    const waiting = facts.reduce<Waiting>((one, next) => participantTransferred.project(one, next, 's-1'), null);
    return waiting && participantTransferred.due(waiting, 's-1');
  };
  const [a, b, moved] = [
    fact('ParticipationPlanned', 'a-1'),
    fact('ParticipationPlanned', 'a-2'),
    fact('SuperviseeTransferred'),
  ];
  const at = shanghai('2026-03-12 09:00');

  it('[TRV-1] is nothing before they are transferred, and each activity after, one moment after the other', () => {
    expect(dueAfter(a, b)).toBeNull();
    expect(dueAfter(a, b, moved)).toEqual({ at: new Date(at).toISOString(), fields: of });
    const second = dueAfter(a, b, moved, fact('ParticipantTransferred', 'a-1'));
    expect(second).toMatchObject({ fields: { activityId: 'a-2', superviseeId: 's-1' } });
    expect(Date.parse(second?.at ?? '') - Date.parse(at)).toBe(1);
    expect(dueAfter(a, moved, fact('ParticipantTransferred', 'a-1'))).toBeNull();
  });
  it('[TRV-1] is nothing at activities whose part is recorded or cancelled, at those of the new office, or after the end', () => {
    for (const type of ['ActivityAttended', 'ActivityMissed', 'ParticipationCancelled'])
      expect([type, dueAfter(a, fact(type, 'a-1'), moved)]).toEqual([type, null]);
    expect(dueAfter(a, moved, b)).toMatchObject({ fields: { activityId: 'a-1' } });
    expect(dueAfter(moved, b)).toBeNull();
    expect(dueAfter(a, moved, fact('SuperviseeDischarged'))).toBeNull();
  });
  it('[TRV-1] [ORG-1] is nothing when the two offices were merged on the way', () => {
    const stayed = fact('SuperviseeTransferred', undefined, 'office-1');
    expect(dueAfter(a, stayed)).toBeNull();
    expect(dueAfter(a, stayed, moved)).toMatchObject({ fields: of });
  });
});
