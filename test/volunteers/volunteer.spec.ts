import { describe, expect, it } from '@jest/globals';
import { type VolunteerEntry, volunteerRoster } from '../../projections/volunteers/volunteer-roster.view.js';
import { type VolunteerServiceRow, volunteerService } from '../../projections/volunteers/volunteer-service.view.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { EndVolunteering } from '../../src/volunteers/domain/end-volunteering.js';
import { volunteerEvents } from '../../src/volunteers/domain/events.js';
import { RegisterVolunteer } from '../../src/volunteers/domain/register-volunteer.js';
import { volunteer } from '../../src/volunteers/domain/volunteer.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';

const FORM = {
  volunteerId: 'v-1',
  unitId: 'office-1',
  name: '陈某',
  phone: '13800000002',
  sex: 'FEMALE',
  skills: '心理咨询师',
  knowsMinors: true,
  registeredOn: '2026-03-09',
} as const;
const now: World = { at: '2026-03-20 09:00' };
const registered = () => story(volunteer, [RegisterVolunteer, FORM, now]);
const leaving = (on: string) => ({ volunteerId: 'v-1', on, reason: '迁往外地' });
const left = () => story(volunteer, [RegisterVolunteer, FORM, now], [EndVolunteering, leaving('2026-03-20'), now]);

describe('a volunteer', () => {
  it('[ORG-3] is registered to a unit, once', () => {
    given(volunteer).when(RegisterVolunteer, FORM, now).then({ type: 'VolunteerRegistered', data: FORM });
    for (const before of [registered(), left()])
      given(volunteer, before).when(RegisterVolunteer, FORM, now).thenRejected('VOLUNTEER_ALREADY_REGISTERED');
    given(volunteer)
      .when(RegisterVolunteer, { ...FORM, unitId: 'merged' }, now)
      .then({ type: 'VolunteerRegistered', data: { unitId: 'office-1' } });
  });
  it('[ORG-3] is registered today or before, and leaves after that, not in the future', () => {
    const on = (registeredOn: string) => given(volunteer).when(RegisterVolunteer, { ...FORM, registeredOn }, now);
    on('2026-03-20').then({ type: 'VolunteerRegistered' });
    on('2026-03-21').thenRejected('VOLUNTEER_DAY_IN_FUTURE');
    const leaves = (day: string) => given(volunteer, registered()).when(EndVolunteering, leaving(day), now);
    leaves('2026-03-08').thenRejected('VOLUNTEER_DAY_TOO_EARLY');
    leaves('2026-03-09').then({
      type: 'VolunteerLeft',
      data: { volunteerId: 'v-1', unitId: 'office-1', on: '2026-03-09' },
    });
    leaves('2026-03-20').then({ type: 'VolunteerLeft' });
    leaves('2026-03-21').thenRejected('VOLUNTEER_DAY_IN_FUTURE');
  });
  it('[ORG-3] leaves once, and only who is there', () => {
    given(volunteer, left()).when(EndVolunteering, leaving('2026-03-20'), now).thenRejected('VOLUNTEER_HAS_LEFT');
    given(volunteer).when(EndVolunteering, leaving('2026-03-20'), now).thenRejected('NOT_FOUND');
  });
  it('[ORG-3] shows teams and activities whether they serve, and for which unit', () => {
    const face = (events: readonly DomainEvent[]) =>
      volunteer.face?.(fold(volunteer, volunteer.initial, events as never));
    expect(face([])).toBeUndefined();
    const facts = { sex: 'FEMALE', knowsMinors: true, registeredOn: '2026-03-09', leftOn: null };
    expect(face(registered())).toEqual({ id: 'v-1', unit: 'office-1', status: 'registered', facts });
    expect(face(left())).toMatchObject({ status: 'left', facts: { leftOn: '2026-03-20' } });
  });
  it('[SEC-3] has the own data sealed with the own key', () => {
    expect(volunteerEvents.VolunteerRegistered).toMatchObject({
      subject: 'volunteerId',
      personal: ['name', 'phone', 'skills'],
    });
    expect(volunteerEvents.VolunteerLeft).toMatchObject({ subject: 'volunteerId', personal: ['reason'] });
  });
});

const rows = <Row extends object>(
  view: typeof volunteerRoster | typeof volunteerService,
  events: readonly DomainEvent[],
) =>
  foldView<Row>(
    view,
    events.map((event) => recorded(event)),
  );

describe('the roster of volunteers', () => {
  it('[ORG-3] shows who is registered and who has left', () => {
    expect(rows<VolunteerEntry>(volunteerRoster, registered()).get('v-1')).toEqual({
      ...FORM,
      path: ['city-1', 'county-1', 'office-1'],
      status: 'registered',
      leftOn: null,
      reason: null,
    });
    expect(rows<VolunteerEntry>(volunteerRoster, left()).get('v-1')).toMatchObject({
      ...{ status: 'left', leftOn: '2026-03-20', reason: '迁往外地' },
    });
  });
});

describe('the service of volunteers', () => {
  const of = { activityId: 'a-1', officeId: 'office-1', programme: 'EDUCATION', subject: 'LEGAL', day: '2026-03-18' };
  const times = { title: '讲座', place: '会议室', from: '09:00', to: '11:30', ledBy: 'w-1' };
  const planned = (volunteers: string[]) => ({
    type: 'EducationSessionPlanned',
    data: { ...of, ...times, volunteers },
  });
  const attended = { type: 'ActivityAttended', data: { ...of, superviseeId: 's-1', minutes: 120 } };
  const missed = { type: 'ActivityMissed', data: { ...of, superviseeId: 's-1', absence: '生病' } };
  const cancelled = { type: 'ActivityCancelled', data: { ...of, reason: '台风' } };
  const outreach = {
    type: 'OutreachHeld',
    data: {
      ...{ outreachId: 'o-1', officeId: 'office-1', day: '2026-03-15', topic: '宣传日', place: '广场' },
      ...{ attendance: 120, heldBy: ['w-1'], volunteers: ['v-1', 'v-2'] },
    },
  };
  const struck = {
    type: 'OutreachStruckOut',
    data: { outreachId: 'o-1', officeId: 'office-1', day: '2026-03-15', reason: '误登记' },
  };
  const service = (...events: DomainEvent[]) => [...rows<VolunteerServiceRow>(volunteerService, events).values()];

  it('[ORG-3] is that of activities that took place, as long as planned', () => {
    expect(service(planned(['v-1']))).toMatchObject([
      { serviceId: 'a-1', kind: 'EDUCATION', day: '2026-03-18', minutes: 150, volunteers: ['v-1'], held: false },
    ]);
    expect(service(planned(['v-1']), attended)).toMatchObject([{ held: true }]);
    expect(service(planned(['v-1']), missed)).toMatchObject([{ held: true }]);
    expect(service(planned(['v-1']), cancelled)).toEqual([]);
    expect(service(planned([]), attended)).toEqual([]);
  });
  it('[ORG-3] is that of outreach events, unless they were struck out', () => {
    expect(service(outreach)).toMatchObject([
      { serviceId: 'o-1', kind: 'OUTREACH', title: '宣传日', minutes: 0, volunteers: ['v-1', 'v-2'], held: true },
    ]);
    expect(service(outreach, struck)).toEqual([]);
  });
});
