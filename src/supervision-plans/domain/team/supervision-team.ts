import { decider } from '../../../kernel/decider.js';
import { superviseeOf } from '../of-supervisee.js';
import { addTeamMember, AddTeamMember } from './add-team-member.js';
import { establishTeam, EstablishTeam } from './establish-team.js';
import { teamEvents } from './events.js';
import { recordsOf } from './member.js';
import { removeTeamMember, RemoveTeamMember } from './remove-team-member.js';
import { evolve, NO_TEAM } from './team.js';

export const supervisionTeam = decider({
  category: 'supervisionTeam',
  events: teamEvents,
  commands: { EstablishTeam, AddTeamMember, RemoveTeamMember },
  initial: NO_TEAM,
  evolve,
  decide: { EstablishTeam: establishTeam, AddTeamMember: addTeamMember, RemoveTeamMember: removeTeamMember },
  opens: ['EstablishTeam'],
  idOf: (command) => command.superviseeId,
  unitOf: (_team, _command, references) => references.supervisee?.unit,
  references: (command) => {
    const candidates = 'members' in command ? command.members : 'member' in command ? [command.member] : [];
    return { ...superviseeOf(command), ...recordsOf(candidates) };
  },
});
