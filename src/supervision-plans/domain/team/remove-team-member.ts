import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, TextField } from '../../../kernel/fields.js';
import { named, OfSupervisee, underSupervisionSince } from '../of-supervisee.js';
import type { TeamEvent } from './events.js';
import { checkComposition } from './member.js';
import { reject } from './rejections.js';
import { established, type Team } from './team.js';

export class RemoveTeamMember extends OfSupervisee {
  @IdField({ path: true }) declare readonly memberId: string;
  @DayField({ description: '退出日期 / day', example: '2026-06-01' }) declare readonly leftOn: Day;
  @TextField({ max: 500, description: '原因 / reason', example: '工作调动' }) declare readonly reason: string;
}

/** Somebody leaves a team, which stays what the law and the policy want of it: a successor joins first (INT-4). */
export const removeTeamMember = (c: RemoveTeamMember, team: Team, context: Context): TeamEvent[] => {
  const person = underSupervisionSince(c.leftOn, context);
  const { members } = established(team);
  const leaving = members.find(({ memberId }) => memberId === c.memberId);
  if (!leaving) throw reject('TEAM_MEMBER_NOT_FOUND');
  const { memberId, kind, joinedOn } = leaving;
  if (c.leftOn < joinedOn) throw reject('TEAM_MEMBER_DAY_TOO_EARLY', { joinedOn });
  checkComposition(
    members.filter((one) => one !== leaving),
    person,
    context,
  );
  const { leftOn, reason } = c;
  return [{ type: 'TeamMemberLeft', data: { ...named(c, context), memberId, kind, leftOn, reason } }];
};
