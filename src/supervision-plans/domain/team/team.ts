import type { Day } from '../../../kernel/day.js';
import type { MemberKind, MemberSex, TeamEvent } from './events.js';
import { reject } from './rejections.js';

/** What decisions need to know of somebody in the team. */
export interface Member {
  readonly memberId: string;
  readonly kind: MemberKind;
  readonly personId?: string;
  readonly sex: MemberSex;
  readonly knowsMinors: boolean;
  readonly joinedOn: Day;
}
export interface Established {
  readonly status: 'established';
  readonly establishedOn: Day;
  /** Who is in it now. */
  readonly members: readonly Member[];
  /** How many ever joined: members are numbered. */
  readonly joined: number;
}
export type Team = { readonly status: 'none' } | Established;

export const NO_TEAM: Team = { status: 'none' };

export const evolve = (before: Team, event: TeamEvent): Team => {
  switch (event.type) {
    case 'SupervisionTeamEstablished':
      return { status: 'established', establishedOn: event.data.establishedOn, members: [], joined: 0 };
    case 'TeamMemberJoined': {
      if (before.status === 'none') return before;
      const { memberId, kind, personId, sex, knowsMinors, joinedOn } = event.data;
      const member = { memberId, kind, ...(personId !== undefined && { personId }), sex, knowsMinors, joinedOn };
      return { ...before, members: [...before.members, member], joined: before.joined + 1 };
    }
    case 'TeamMemberLeft': {
      if (before.status === 'none') return before;
      const members = before.members.filter(({ memberId }) => memberId !== event.data.memberId);
      return { ...before, members };
    }
  }
};

export const established = (team: Team): Established => {
  if (team.status === 'none') throw reject('TEAM_NOT_ESTABLISHED');
  return team;
};
