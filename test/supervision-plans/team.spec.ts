import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { command } from '../../src/kernel/command.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { AddTeamMember } from '../../src/supervision-plans/domain/team/add-team-member.js';
import { EstablishTeam } from '../../src/supervision-plans/domain/team/establish-team.js';
import { teamEvents } from '../../src/supervision-plans/domain/team/events.js';
import type { TeamMemberForm } from '../../src/supervision-plans/domain/team/member.js';
import { RemoveTeamMember } from '../../src/supervision-plans/domain/team/remove-team-member.js';
import { supervisionTeam } from '../../src/supervision-plans/domain/team/supervision-team.js';
import {
  type SupervisionTeamRow,
  supervisionTeams,
} from '../../projections/supervision-plans/supervision-teams.view.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';
import { office, ONE, person } from './person.js';

const WORKER: TeamMemberForm = { kind: 'SOCIAL_WORKER', personId: 'w-1', sex: 'FEMALE' };
const MAN: TeamMemberForm = { kind: 'SOCIAL_WORKER', personId: 'w-2', sex: 'MALE' };
const OFFICER: TeamMemberForm = { kind: 'OFFICER', personId: 'o-9', sex: 'MALE' };
const FATHER: TeamMemberForm = { kind: 'FAMILY', name: '林某', phone: '13800000001', relation: '父亲', sex: 'MALE' };
const TEACHER: TeamMemberForm = { kind: 'SCHOOL', name: '陈某', sex: 'MALE', knowsMinors: true };
const THREE = [WORKER, OFFICER, FATHER];
const form = (members: TeamMemberForm[] = THREE, establishedOn = '2026-03-10') => ({ ...ONE, establishedOn, members });
const team = (members = THREE, world = office()) => story(supervisionTeam, [EstablishTeam, form(members), world]);
const establish = (members: TeamMemberForm[], world: World = office()) =>
  given(supervisionTeam).when(EstablishTeam, form(members), world);
const leave = (memberId: string, leftOn = '2026-03-20') => ({ ...ONE, memberId, leftOn, reason: '工作调动' });

const VOLUNTEER: TeamMemberForm = { kind: 'VOLUNTEER', personId: 'v-1', sex: 'FEMALE' };

describe('the supervision team', () => {
  it('[INT-4] is established with its members and their roles, once', () => {
    establish(THREE).then(
      { type: 'SupervisionTeamEstablished', data: { ...ONE, officeId: 'office-1', establishedOn: '2026-03-10' } },
      { type: 'TeamMemberJoined', data: { memberId: 'm1', kind: 'SOCIAL_WORKER', personId: 'w-1' } },
      { type: 'TeamMemberJoined', data: { memberId: 'm2', kind: 'OFFICER', personId: 'o-9' } },
      { type: 'TeamMemberJoined', data: { memberId: 'm3', kind: 'FAMILY', name: '林某', relation: '父亲' } },
    );
    given(supervisionTeam, team()).when(EstablishTeam, form(), office()).thenRejected('TEAM_ALREADY_ESTABLISHED');
  });
  it('[INT-4] [RULE-2] has at least as many members as the policy says, the number included', () => {
    establish([WORKER, OFFICER]).thenRejected('TEAM_TOO_SMALL');
    const rules = { ...FUZHOU_REGIME, team: { minMembers: 2 } };
    establish([WORKER, OFFICER], office({}, { rules })).then(
      { type: 'SupervisionTeamEstablished' },
      { type: 'TeamMemberJoined' },
      { type: 'TeamMemberJoined' },
    );
    given(supervisionTeam, team()).when(RemoveTeamMember, leave('m3'), office()).thenRejected('TEAM_TOO_SMALL');
  });
  it('[INT-4] of a woman has a woman, and keeps one', () => {
    const woman = office({ sex: 'FEMALE' });
    establish([MAN, OFFICER, FATHER], woman).thenRejected('TEAM_NEEDS_WOMAN');
    expect(establish([MAN, OFFICER, FATHER]).events()).toHaveLength(4);
    const four = team([WORKER, MAN, OFFICER, FATHER], woman);
    given(supervisionTeam, four).when(RemoveTeamMember, leave('m1'), woman).thenRejected('TEAM_NEEDS_WOMAN');
    const mother = { ...FATHER, name: '黄某', relation: '母亲', sex: 'FEMALE' } as const;
    const five = [...four, ...given(supervisionTeam, four).when(AddTeamMember, join(mother), woman).events()];
    given(supervisionTeam, five).when(RemoveTeamMember, leave('m1'), woman).then({ type: 'TeamMemberLeft' });
  });
  it('[INT-4] of a minor has somebody who knows minors, to the end of the year of coming of age', () => {
    establish(THREE, office({ birthYear: 2008 })).thenRejected('TEAM_NEEDS_MINORS_MEMBER');
    expect(establish(THREE, office({ birthYear: 2007 })).events()).toHaveLength(4);
    const minor = office({ birthYear: 2008 });
    const four = team([...THREE, TEACHER], minor);
    given(supervisionTeam, four).when(RemoveTeamMember, leave('m4'), minor).thenRejected('TEAM_NEEDS_MINORS_MEMBER');
    given(supervisionTeam, four).when(RemoveTeamMember, leave('m3'), minor).then({ type: 'TeamMemberLeft' });
  });
  it('[INT-4] names members of the service by their id, and anybody else by name', () => {
    const { personId: _id, ...unknown } = WORKER;
    const { name: _name, ...nameless } = FATHER;
    for (const odd of [unknown, { ...OFFICER, name: '林某' }, nameless, { ...FATHER, personId: 'f-1' }])
      establish([...THREE, odd]).thenRejected('TEAM_MEMBER_UNNAMED');
  });
  it('[INT-4] has social workers who serve at the office, and nobody twice', () => {
    const seen = (record: ReturnType<typeof servingWorker> | undefined): World =>
      office({}, { references: { supervisee: person(), 'SOCIAL_WORKER:w-1': record } });
    establish(THREE, seen(servingWorker('w-1', 'office-2'))).thenRejected('TEAM_MEMBER_UNFIT');
    establish(THREE, seen({ ...servingWorker('w-1'), status: 'left' })).thenRejected('TEAM_MEMBER_UNFIT');
    establish(THREE, seen(undefined)).thenRejected('TEAM_MEMBER_UNFIT');
    establish([...THREE, WORKER]).thenRejected('TEAM_MEMBER_TWICE');
    given(supervisionTeam, team()).when(AddTeamMember, join(WORKER), office()).thenRejected('TEAM_MEMBER_TWICE');
    const asked = command(EstablishTeam, form([WORKER, VOLUNTEER, FATHER]), metaOf({}));
    expect(supervisionTeam.references?.(asked, { status: 'none' })).toEqual({
      'VOLUNTEER:v-1': { category: 'volunteer', id: 'v-1' },
      supervisee: { category: 'supervisee', id: ONE.superviseeId },
      'SOCIAL_WORKER:w-1': { category: 'socialWorker', id: 'w-1' },
    });
  });

  it('[INT-4] [ORG-3] has volunteers who are registered to the office or to a unit above it', () => {
    const join = (unit: string, status = 'registered') => {
      const volunteer = { id: 'v-1', unit, status, facts: {} };
      const world = office({}, { references: { supervisee: person(), 'VOLUNTEER:v-1': volunteer } });
      return given(supervisionTeam, team()).when(
        AddTeamMember,
        { ...ONE, member: VOLUNTEER, joinedOn: '2026-03-15' },
        world,
      );
    };
    for (const unit of ['office-1', 'county-1', 'city-1'])
      join(unit).then({ type: 'TeamMemberJoined', data: { kind: 'VOLUNTEER', personId: 'v-1' } });
    join('office-2').thenRejected('TEAM_MEMBER_UNFIT');
    join('office-1', 'left').thenRejected('TEAM_MEMBER_UNFIT');
    given(supervisionTeam, team())
      .when(AddTeamMember, { ...ONE, member: VOLUNTEER, joinedOn: '2026-03-15' }, office())
      .thenRejected('TEAM_MEMBER_UNFIT');
  });

  const join = (member: TeamMemberForm, joinedOn = '2026-03-15') => ({ ...ONE, member, joinedOn });

  it('[INT-4] members join and leave; who left may come again under another number', () => {
    const four = [...team(), ...given(supervisionTeam, team()).when(AddTeamMember, join(TEACHER), office()).events()];
    const left = given(supervisionTeam, four).when(RemoveTeamMember, leave('m4'), office());
    left.then({ type: 'TeamMemberLeft', data: { memberId: 'm4', kind: 'SCHOOL', leftOn: '2026-03-20' } });
    const three = [...four, ...left.events()];
    given(supervisionTeam, three).when(RemoveTeamMember, leave('m4'), office()).thenRejected('TEAM_MEMBER_NOT_FOUND');
    given(supervisionTeam, three)
      .when(AddTeamMember, join(TEACHER), office())
      .then({ type: 'TeamMemberJoined', data: { memberId: 'm5' } });
  });
  it('[INT-4] nobody joins or leaves a team that is not there', () => {
    given(supervisionTeam).when(AddTeamMember, join(TEACHER), office()).thenRejected('TEAM_NOT_ESTABLISHED');
    given(supervisionTeam).when(RemoveTeamMember, leave('m1'), office()).thenRejected('TEAM_NOT_ESTABLISHED');
  });
  it('[INT-4] days are from the registration to today, of members from when the team or they began', () => {
    const on = (day: string) => given(supervisionTeam).when(EstablishTeam, form(THREE, day), office());
    on('2026-03-08').thenRejected('DAY_BEFORE_REGISTRATION');
    expect(on('2026-03-09').events()).toHaveLength(4);
    expect(on('2026-04-01').events()).toHaveLength(4);
    on('2026-04-02').thenRejected('DAY_IN_FUTURE');
    const joining = (day: string) => given(supervisionTeam, team()).when(AddTeamMember, join(TEACHER, day), office());
    joining('2026-03-09').thenRejected('TEAM_MEMBER_DAY_TOO_EARLY');
    joining('2026-03-10').then({ type: 'TeamMemberJoined' });
    joining('2026-04-02').thenRejected('DAY_IN_FUTURE');
    const four = [...team(), ...joining('2026-03-15').events()];
    const leaving = (day: string) => given(supervisionTeam, four).when(RemoveTeamMember, leave('m4', day), office());
    leaving('2026-03-14').thenRejected('TEAM_MEMBER_DAY_TOO_EARLY');
    leaving('2026-03-15').then({ type: 'TeamMemberLeft' });
    leaving('2026-04-02').thenRejected('DAY_IN_FUTURE');
  });
  it('[INT-4] is of somebody under supervision: neither before the registration nor after the end', () => {
    const ended = office({}, { references: { supervisee: person({ dischargedOn: '2026-03-31' }, 'discharged') } });
    const expected = office({}, { references: { supervisee: person({ reportedOn: null }, 'expected') } });
    for (const world of [ended, expected]) {
      establish(THREE, world).thenRejected('NOT_UNDER_SUPERVISION');
      given(supervisionTeam, team()).when(AddTeamMember, join(TEACHER), world).thenRejected('NOT_UNDER_SUPERVISION');
      given(supervisionTeam, team()).when(RemoveTeamMember, leave('m1'), world).thenRejected('NOT_UNDER_SUPERVISION');
    }
  });
  it('[SEC-3] what is told of private members and of reasons is sealed with the key of the person', () => {
    expect(teamEvents.TeamMemberJoined).toMatchObject({
      subject: 'superviseeId',
      personal: ['name', 'phone', 'relation'],
    });
    expect(teamEvents.TeamMemberLeft).toMatchObject({ subject: 'superviseeId', personal: ['reason'] });
  });
  it('[INT-4] whoever joins and leaves, the team of a woman is never too small nor without a woman', () => {
    const woman = office({ sex: 'FEMALE' });
    const act = fc.oneof(
      fc
        .constantFrom(MAN, FATHER, TEACHER, { ...FATHER, sex: 'FEMALE' as const })
        .map((one) => [AddTeamMember, join(one)] as const),
      fc.nat({ max: 8 }).map((n) => [RemoveTeamMember, leave(`m${n}`, '2026-04-01')] as const),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let events: DomainEvent[] = team(THREE, woman);
        for (const [type, fields] of acts)
          try {
            events = [
              ...events,
              ...given(supervisionTeam, events)
                .when<never>(type as never, fields as never, woman)
                .events(),
            ];
          } catch (error) {
            if (!(error instanceof Rejection)) throw error;
          }
        const row = foldView<SupervisionTeamRow>(
          supervisionTeams,
          events.map((e) => recorded(e)),
        ).get(ONE.superviseeId);
        const now = (row?.members ?? []).filter(({ leftOn }) => leftOn === null);
        expect(now.length).toBe(row?.size);
        expect(now.length).toBeGreaterThanOrEqual(3);
        expect(now.some(({ sex }) => sex === 'FEMALE')).toBe(true);
      }),
    );
  });
});

describe('the teams as they are read', () => {
  it('[INT-4] show who is and who was a member', () => {
    const events = [
      ...team([...THREE, TEACHER]),
      ...given(supervisionTeam, team([...THREE, TEACHER]))
        .when(RemoveTeamMember, leave('m3'), office())
        .events(),
    ];
    const row = foldView<SupervisionTeamRow>(
      supervisionTeams,
      events.map((e) => recorded(e)),
    ).get(ONE.superviseeId);
    expect(row).toMatchObject({
      ...{ ...ONE, officeId: 'office-1', path: ['city-1', 'county-1', 'office-1'], birthYear: 1990, size: 3 },
      establishedOn: '2026-03-10',
    });
    expect(row?.members.map(({ memberId, leftOn, reason }) => [memberId, leftOn, reason])).toEqual([
      ['m1', null, null],
      ['m2', null, null],
      ['m3', '2026-03-20', '工作调动'],
      ['m4', null, null],
    ]);
    expect(row?.members[2]).toMatchObject({ name: '林某', phone: '13800000001', relation: '父亲', personId: null });
  });
  it('show nothing of members of a team that is not there', () => {
    const [, joined] = team();
    expect(foldView(supervisionTeams, joined ? [recorded(joined)] : []).size).toBe(0);
  });
});
