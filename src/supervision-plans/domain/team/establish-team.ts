import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, ListField } from '../../../kernel/fields.js';
import { named, OfSupervisee, underSupervisionSince } from '../of-supervisee.js';
import type { TeamEvent } from './events.js';
import { checkCandidate, checkComposition, joined, TeamMemberForm } from './member.js';
import { reject } from './rejections.js';
import type { Team } from './team.js';

export class EstablishTeam extends OfSupervisee {
  @DayField({ description: '成立日期 / day', example: '2026-03-09' }) declare readonly establishedOn: Day;
  @ListField(() => TeamMemberForm, {
    min: 1,
    max: 20,
    description: '成员 / members',
    example: [
      { kind: 'SOCIAL_WORKER', personId: 'w-001', sex: 'FEMALE' },
      { kind: 'OFFICER', personId: 'o-001', sex: 'MALE' },
      { kind: 'FAMILY', name: '林某', relation: '父亲', sex: 'MALE' },
    ],
  })
  declare readonly members: TeamMemberForm[];
}

/** Who supervises and helps one person is settled, once; afterwards members join and leave (INT-4, [25] of the law). */
export const establishTeam = (c: EstablishTeam, team: Team, context: Context): TeamEvent[] => {
  const person = underSupervisionSince(c.establishedOn, context);
  if (team.status === 'established') throw reject('TEAM_ALREADY_ESTABLISHED');
  c.members.forEach((one, at) => checkCandidate(one, c.members.slice(0, at), context));
  const { establishedOn } = c;
  const of = named(c, context);
  const members = c.members.map((one, at) => joined(of, at + 1, one, establishedOn));
  checkComposition(
    members.map(({ data }) => data),
    person,
    context,
  );
  const { birthYear } = person;
  return [{ type: 'SupervisionTeamEstablished', data: { ...of, birthYear, establishedOn } }, ...members];
};
