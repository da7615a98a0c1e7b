import { decider } from '../../kernel/decider.js';
import { endVolunteering, EndVolunteering } from './end-volunteering.js';
import { volunteerEvents } from './events.js';
import { registerVolunteer, RegisterVolunteer } from './register-volunteer.js';
import { evolve, faceOf, UNREGISTERED } from './service.js';

export const volunteer = decider({
  category: 'volunteer',
  events: volunteerEvents,
  commands: { RegisterVolunteer, EndVolunteering },
  initial: UNREGISTERED,
  evolve,
  decide: { RegisterVolunteer: registerVolunteer, EndVolunteering: endVolunteering },
  opens: ['RegisterVolunteer'],
  idOf: (command) => command.volunteerId,
  unitOf: (service, command) => {
    if (service.status !== 'none') return service.unitId;
    return 'unitId' in command ? command.unitId : undefined;
  },
  face: faceOf,
  governed: false,
});
