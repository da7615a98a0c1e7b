import { dayAt } from '../../kernel/day.js';
import { decider } from '../../kernel/decider.js';
import { dischargeSupervisee, DischargeSupervisee } from './discharge-supervisee.js';
import { superviseeEvents } from './events.js';
import { recordMissedIntake, RecordMissedIntake } from './missed-intake/record-missed-intake.js';
import { recordDecision, RecordDecision } from './record-decision.js';
import { recordRightsAcknowledgement, RecordRightsAcknowledgement } from './record-rights-acknowledgement.js';
import { registerSupervisee, RegisterSupervisee } from './register-supervisee.js';
import { superviseeIdOf } from './supervisee-id.js';
import { evolve, faceOf, UNKNOWN } from './supervision.js';

export const supervisee = decider({
  category: 'supervisee',
  events: superviseeEvents,
  commands: {
    RecordDecision,
    RecordMissedIntake,
    RegisterSupervisee,
    RecordRightsAcknowledgement,
    DischargeSupervisee,
  },
  initial: UNKNOWN,
  evolve,
  decide: {
    RecordDecision: recordDecision,
    RecordMissedIntake: recordMissedIntake,
    RegisterSupervisee: registerSupervisee,
    RecordRightsAcknowledgement: recordRightsAcknowledgement,
    DischargeSupervisee: dischargeSupervisee,
  },
  opens: ['RecordDecision', 'RegisterSupervisee'],
  idOf: (command) => ('superviseeId' in command ? command.superviseeId : superviseeIdOf(command)),
  unitOf: (state, command) => {
    if (state.status !== 'unknown') return state.officeId;
    return 'officeId' in command ? command.officeId : undefined;
  },
  face: faceOf,
  // The time to report runs from the day of taking effect, by the rules of that day.
  factDay: (command) => ('effectiveOn' in command ? command.effectiveOn : dayAt(command.meta.occurredAt)),
});
