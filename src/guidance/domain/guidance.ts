import { decider } from '../../kernel/decider.js';
import { answerGuidance, AnswerGuidance } from './answer-guidance.js';
import { guidanceEvents } from './events.js';
import { evolve, NO_INQUIRY } from './inquiry.js';
import { guidanceIdOf, requestGuidance, RequestGuidance } from './request-guidance.js';

export const guidance = decider({
  category: 'guidance',
  events: guidanceEvents,
  commands: { RequestGuidance, AnswerGuidance },
  initial: NO_INQUIRY,
  evolve,
  decide: { RequestGuidance: requestGuidance, AnswerGuidance: answerGuidance },
  opens: ['RequestGuidance'],
  idOf: (command) => ('question' in command ? guidanceIdOf(command) : command.guidanceId),
  unitOf: (state, command) => {
    if (state.status !== 'none') return state.officeId;
    return 'officeId' in command ? command.officeId : undefined;
  },
});
