import type { Day } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type { SuperviseeTransferred } from '../../src/supervisees/domain/events.js';
import type { MemberKind, MemberSex, TeamEvent } from '../../src/supervision-plans/domain/team/events.js';

/** Somebody who is or was in the team; `leftOn` says which. */
export interface TeamMember {
  readonly memberId: string;
  readonly kind: MemberKind;
  readonly personId: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly relation: string | null;
  readonly sex: MemberSex;
  readonly knowsMinors: boolean;
  readonly joinedOn: Day;
  readonly leftOn: Day | null;
  readonly reason: string | null;
}

/** The team of one person, with everybody who was ever in it, in the order that they joined (INT-4). */
export interface SupervisionTeamRow {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly birthYear: number;
  readonly establishedOn: Day;
  /** How many are in it now. */
  readonly size: number;
  readonly members: readonly TeamMember[];
}

export const supervisionTeams = view<SupervisionTeamRow, TeamEvent | SuperviseeTransferred>({
  name: 'supervision-teams',
  version: 2,
  events: ['SupervisionTeamEstablished', 'TeamMemberJoined', 'TeamMemberLeft', 'SuperviseeTransferred'],
  keys: ({ data }) => [data.superviseeId],
  project: (row, event) => {
    const { superviseeId, officeId } = event.data;
    const place = { superviseeId, officeId, path: event.meta.jurisdiction };
    switch (event.type) {
      case 'SupervisionTeamEstablished': {
        const { birthYear, establishedOn } = event.data;
        return { ...place, birthYear, establishedOn, size: 0, members: [] };
      }
      case 'TeamMemberJoined':
        return row && { ...row, ...place, size: row.size + 1, members: [...row.members, memberIn(event)] };
      case 'SuperviseeTransferred':
        return row && { ...row, ...place };
      case 'TeamMemberLeft': {
        const { memberId, leftOn, reason } = event.data;
        const members = row?.members.map((one) => (one.memberId === memberId ? { ...one, leftOn, reason } : one));
        return row && { ...row, ...place, size: row.size - 1, members: members ?? [] };
      }
    }
  },
  indexes: [
    { path: 1, superviseeId: 1 },
    { 'members.personId': 1, superviseeId: 1 },
  ],
});

const memberIn = ({ data }: Extract<Recorded<TeamEvent>, { type: 'TeamMemberJoined' }>): TeamMember => {
  const { memberId, kind, personId = null, name = null, phone = null, relation = null } = data;
  const { sex, knowsMinors, joinedOn } = data;
  return { memberId, kind, personId, name, phone, relation, sex, knowsMinors, joinedOn, leftOn: null, reason: null };
};
