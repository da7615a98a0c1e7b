import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, ObjectField } from '../../../kernel/fields.js';
import { named, OfSupervisee, underSupervisionSince } from '../of-supervisee.js';
import type { TeamEvent } from './events.js';
import { checkCandidate, joined, TeamMemberForm } from './member.js';
import { reject } from './rejections.js';
import { established, type Team } from './team.js';

export class AddTeamMember extends OfSupervisee {
  @ObjectField(() => TeamMemberForm, {
    description: '成员 / member',
    example: { kind: 'VILLAGE_COMMITTEE', name: '陈某', sex: 'FEMALE' },
  })
  declare readonly member: TeamMemberForm;
  @DayField({ description: '加入日期 / day', example: '2026-03-09' }) declare readonly joinedOn: Day;
}

/** Somebody joins a team (INT-4). */
export const addTeamMember = (c: AddTeamMember, team: Team, context: Context): TeamEvent[] => {
  underSupervisionSince(c.joinedOn, context);
  const { members, joined: count, establishedOn } = established(team);
  if (c.joinedOn < establishedOn) throw reject('TEAM_MEMBER_DAY_TOO_EARLY', { establishedOn });
  checkCandidate(c.member, members, context);
  return [joined(named(c, context), count + 1, c.member, c.joinedOn)];
};
