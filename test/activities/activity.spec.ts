import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CancelActivity } from '../../src/activities/domain/sessions/cancel-activity.js';
import { activity } from '../../src/activities/domain/sessions/activity.js';
import { CorrectParticipation } from '../../src/activities/domain/sessions/correct-participation.js';
import { activityEvents, EDUCATION_SUBJECTS } from '../../src/activities/domain/sessions/events.js';
import { ExpectParticipants } from '../../src/activities/domain/sessions/expect-participants.js';
import { PlanCommunityService } from '../../src/activities/domain/sessions/plan-community-service.js';
import { PlanEducationSession } from '../../src/activities/domain/sessions/plan-education-session.js';
import { RecordParticipation } from '../../src/activities/domain/sessions/record-participation.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { given, metaOf, story, type World } from '../support/given.js';
import { seen } from '../supervisees/people.js';

/** On record at the office, by id. */
const person = (id: string, ...of: Parameters<typeof seen>) => ({ ...seen(...of), id });
const one = { activityId: 'a-1' };
const before: World = { at: '2026-03-10 09:00', commandId: 'a-1' };
const after: World = { at: '2026-03-18 11:00', commandId: 'c-1', references: { supervisee: person('s-1') } };
const plan = {
  ...{ officeId: 'office-1', title: '民法典专题讲座', place: '会议室', day: '2026-03-18', from: '09:00', to: '11:00' },
  ...{ ledBy: 'w-1', volunteers: ['v-1'] },
};
const lecture = { ...plan, subject: 'LEGAL' } as const;
const planned = (fields: object = lecture, world = before) => story(activity, [PlanEducationSession, fields, world]);
const part = (changed: object = {}) => ({ ...one, superviseeId: 's-1', attended: true, ...changed });
const missed = { attended: false, absence: '住院' };
const recording = (changed: object = {}, events = planned(), world: World = after) =>
  given(activity, events).when(RecordParticipation, part(changed), world);
const recorded = (changed: object = {}) => [...planned(), ...recording(changed).events()];

describe('planning', () => {
  it.each(EDUCATION_SUBJECTS)('[EDU-1] an office plans a session of %s education', (subject) => {
    const { officeId, ...rest } = plan;
    given(activity)
      .when(PlanEducationSession, { ...lecture, subject }, before)
      .then({ type: 'EducationSessionPlanned', data: { ...one, ...rest, officeId, programme: 'EDUCATION', subject } });
  });
  it('[SVC-1] an office plans community service', () => {
    given(activity)
      .when(PlanCommunityService, { ...plan, title: '清洁河道' }, before)
      .then({ type: 'CommunityServicePlanned', data: { ...one, programme: 'COMMUNITY_SERVICE', subject: null } });
  });
  it('[EDU-1] once under its id, by an office, ending after it begins', () => {
    const planning = (changed: object, world = before, events: DomainEvent[] = []) =>
      given(activity, events).when(PlanEducationSession, { ...lecture, ...changed }, world);
    planning({}, before, planned()).thenRejected('ACTIVITY_ALREADY_PLANNED');
    planning({}, { ...before, jurisdiction: ['city-1', 'county-1'] }).thenRejected('OFFICE_NEEDED');
    planning({ to: '09:01' }).then({ type: 'EducationSessionPlanned' });
    planning({ to: '09:00' }).thenRejected('ACTIVITY_TIMES_REVERSED');
  });
  it('[EDU-1] one that was held before it was entered is entered all the same', () => {
    expect(planned(lecture, { ...before, at: '2026-03-25 09:00' })).toHaveLength(1);
  });
  it('[EDU-1] says who is to take part, of the people of the office who are under supervision on the day', () => {
    const planning = (face: ReturnType<typeof person> | undefined, day = '2026-03-18') =>
      given(activity).when(
        PlanEducationSession,
        { ...lecture, day, participants: ['s-1'] },
        { ...before, references: { 's-1': face } },
      );
    planning(person('s-1')).then(
      { type: 'EducationSessionPlanned' },
      { type: 'ParticipationPlanned', data: { ...one, superviseeId: 's-1', programme: 'EDUCATION', subject: 'LEGAL' } },
    );
    planning(person('s-1'), '2026-03-09').then({ type: 'EducationSessionPlanned' }, { type: 'ParticipationPlanned' });
    planning(person('s-1'), '2026-03-08').thenRejected('DAY_BEFORE_REGISTRATION');
    planning(person('s-1', { reportedOn: null }, 'expected')).thenRejected('NOT_UNDER_SUPERVISION');
    planning(person('s-1', { dischargedOn: '2026-03-09' }, 'discharged')).thenRejected('NOT_UNDER_SUPERVISION');
    planning(undefined).thenRejected('NOT_FOUND');
    planning({ ...person('s-1'), unit: 'office-2' }).thenRejected('NOT_FOUND');
  });
  it('[EDU-1] [ORG-1] people who came with an office that was merged into this one are of the office', () => {
    const path = ['city-1', 'county-1', 'office-1'];
    const world = { ...before, references: { 's-1': { ...person('s-1'), unit: 'office-merged', path } } };
    given(activity)
      .when(PlanEducationSession, { ...lecture, participants: ['s-1'] }, world)
      .then({ type: 'EducationSessionPlanned' }, { type: 'ParticipationPlanned' });
  });
  it('[EDU-1] more people are added; who is expected already is not expected twice', () => {
    const world = { ...before, references: { 's-1': person('s-1'), 's-2': person('s-2') } };
    const expecting = (superviseeIds: string[], events: DomainEvent[]) =>
      given(activity, events).when(ExpectParticipants, { ...one, superviseeIds }, world);
    const first = [...planned(), ...expecting(['s-1'], planned()).events()];
    expecting(['s-1', 's-2'], first).then({ type: 'ParticipationPlanned', data: { superviseeId: 's-2' } });
    expecting(['s-1'], first).thenNothing();
    expecting(['s-1'], []).thenRejected('NOT_FOUND');
  });
  it('[EDU-1] the decision looks at each person who is named, and at the one whose part is recorded', () => {
    const references = (of: object) =>
      activity.references?.(Object.assign(of, { meta: metaOf({}) }) as never, activity.initial);
    expect(references(Object.assign(new PlanEducationSession(), lecture, { participants: ['s-1'] }))).toEqual({
      's-1': { category: 'supervisee', id: 's-1' },
    });
    expect(references(Object.assign(new RecordParticipation(), part()))).toEqual({
      supervisee: { category: 'supervisee', id: 's-1' },
    });
    expect(references(Object.assign(new CancelActivity(), one))).toEqual({});
  });
});

describe('taking part', () => {
  it('[EDU-1] [SVC-1] attended for so many minutes, or for all of it; or absent with the reason', () => {
    recording().then({ type: 'ActivityAttended', data: { superviseeId: 's-1', minutes: 120, subject: 'LEGAL' } });
    recording({ minutes: 30 }).then({ type: 'ActivityAttended', data: { minutes: 30 } });
    recording(missed).then({ type: 'ActivityMissed', data: { superviseeId: 's-1', absence: '住院' } });
  });
  it('[EDU-1] is not longer than the activity', () => {
    recording({ minutes: 120 }).then({ type: 'ActivityAttended' });
    recording({ minutes: 121 }).thenRejected('MINUTES_EXCEED_ACTIVITY');
  });
  it('[EDU-1] either attended or absent', () => {
    recording({ attended: false }).thenRejected('PARTICIPATION_CONTRADICTORY');
    recording({ ...missed, minutes: 30 }).thenRejected('PARTICIPATION_CONTRADICTORY');
    recording({ absence: '住院' }).thenRejected('PARTICIPATION_CONTRADICTORY');
  });
  it('[EDU-1] is recorded from the minute that it begins', () => {
    recording({}, planned(), { ...after, at: '2026-03-18 09:00' }).then({ type: 'ActivityAttended' });
    recording({}, planned(), { ...after, at: '2026-03-18 08:59' }).thenRejected('ACTIVITY_NOT_BEGUN');
  });
  it('[EDU-1] is of people of the office who are under supervision on the day', () => {
    const of = (supervisee: ReturnType<typeof person> | undefined) =>
      recording({}, planned(), { ...after, references: { supervisee } });
    of(person('s-1', { reportedOn: '2026-03-18' })).then({ type: 'ActivityAttended' });
    of(person('s-1', { reportedOn: '2026-03-19' })).thenRejected('DAY_BEFORE_REGISTRATION');
    of(person('s-1', { reportedOn: null }, 'expected')).thenRejected('NOT_UNDER_SUPERVISION');
    of(person('s-1', { dischargedOn: '2026-03-18' }, 'discharged')).thenRejected('NOT_UNDER_SUPERVISION');
    of({ ...person('s-1'), unit: 'office-2' }).thenRejected('NOT_FOUND');
    of(undefined).thenRejected('NOT_FOUND');
  });
  it('[EDU-1] said again changes nothing; said otherwise it has to be a correction', () => {
    recording({}, recorded()).thenNothing();
    recording(missed, recorded(missed)).thenNothing();
    recording({ minutes: 60 }, recorded()).thenRejected('PARTICIPATION_ALREADY_RECORDED');
    recording(missed, recorded()).thenRejected('PARTICIPATION_ALREADY_RECORDED');
  });
  it('[EDU-1] is corrected by a further fact that says what it was and why it changes', () => {
    const correcting = (changed: object, events: DomainEvent[]) =>
      given(activity, events).when(CorrectParticipation, { ...part(changed), reason: '核对签到表' }, after);
    correcting(missed, recorded()).then({
      type: 'ParticipationCorrected',
      data: { fromMinutes: 120, minutes: null, absence: '住院', reason: '核对签到表' },
    });
    correcting({ minutes: 30 }, recorded(missed)).then({
      type: 'ParticipationCorrected',
      data: { fromMinutes: null, minutes: 30 },
    });
    correcting(missed, recorded(missed)).then({ type: 'ParticipationCorrected' });
    correcting({}, recorded()).thenRejected('PARTICIPATION_UNCHANGED');
    correcting({}, planned()).thenRejected('PARTICIPATION_NOT_RECORDED');
    correcting({ minutes: 121 }, recorded()).thenRejected('MINUTES_EXCEED_ACTIVITY');
  });
  it('[EDU-1] does not exist in what was never planned', () => {
    recording({}, []).thenRejected('NOT_FOUND');
  });
  it('[SEC-3] reasons about a person are sealed with the key of the person', () => {
    const subject = 'superviseeId';
    expect(activityEvents.ActivityMissed).toMatchObject({ subject, personal: ['absence'] });
    expect(activityEvents.ParticipationCorrected).toMatchObject({ subject, personal: ['absence', 'reason'] });
  });
});

describe('cancelling', () => {
  const cancelling = (events: DomainEvent[]) =>
    given(activity, events).when(CancelActivity, { ...one, reason: '台风预警' }, before);

  it('[EDU-1] says why, and who was to take part', () => {
    const world = { ...before, references: { 's-1': person('s-1') } };
    cancelling(planned({ ...lecture, participants: ['s-1'] }, world)).then(
      { type: 'ActivityCancelled', data: { ...one, reason: '台风预警' } },
      { type: 'ParticipationCancelled', data: { ...one, superviseeId: 's-1' } },
    );
  });
  it('[EDU-1] is refused once anybody took part, and the second time; nobody takes part in what is cancelled', () => {
    cancelling(recorded()).thenRejected('ACTIVITY_HELD');
    const cancelled = [...planned(), ...cancelling(planned()).events()];
    cancelling(cancelled).thenRejected('ACTIVITY_CANCELLED');
    recording({}, cancelled).thenRejected('ACTIVITY_CANCELLED');
    cancelling([]).thenRejected('NOT_FOUND');
  });
});

describe('community service', () => {
  const service = story(activity, [PlanCommunityService, plan, before]);

  it('[SVC-1] no quota is enforced: no rule of the policy asks for hours, and any number of them will do', () => {
    expect(JSON.stringify(FUZHOU_REGIME)).not.toMatch(/service|labou?r|hoursPer/i);
    recording({ minutes: 1 }, service).then({ type: 'ActivityAttended', data: { minutes: 1 } });
    recording({ attended: false, absence: '身体不适' }, service).then({ type: 'ActivityMissed' });
  });
  it('[SVC-1] whoever misses each of them has missed them, and nothing follows from it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (times) => {
        const facts = Array.from({ length: times }, () => recording(missed, service).events()).flat();
        expect(facts.map(({ type }) => type)).toEqual(Array.from({ length: times }, () => 'ActivityMissed'));
      }),
    );
  });
});
