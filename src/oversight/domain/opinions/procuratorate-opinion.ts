import { dayAt } from '../../../kernel/day.js';
import { decider } from '../../../kernel/decider.js';
import { closeOpinion, CloseOpinion, demandFurtherReply, DemandFurtherReply } from './close-opinion.js';
import { opinionEvents } from './events.js';
import { evolve, faceOf, NO_OPINION } from './opinion-book.js';
import { opinionIdOf } from './opinion-id.js';
import { receiveOpinion, ReceiveOpinion } from './receive-opinion.js';
import {
  draftOpinionReply,
  DraftOpinionReply,
  markOpinionReplyOverdue,
  MarkOpinionReplyOverdue,
  returnOpinionReply,
  ReturnOpinionReply,
  sendOpinionReply,
  SendOpinionReply,
} from './reply-to-opinion.js';

export const procuratorateOpinion = decider({
  category: 'procuratorateOpinion',
  events: opinionEvents,
  commands: {
    ReceiveOpinion,
    DraftOpinionReply,
    ReturnOpinionReply,
    SendOpinionReply,
    DemandFurtherReply,
    CloseOpinion,
    MarkOpinionReplyOverdue,
  },
  initial: NO_OPINION,
  evolve,
  decide: {
    ReceiveOpinion: receiveOpinion,
    DraftOpinionReply: draftOpinionReply,
    ReturnOpinionReply: returnOpinionReply,
    SendOpinionReply: sendOpinionReply,
    DemandFurtherReply: demandFurtherReply,
    CloseOpinion: closeOpinion,
    MarkOpinionReplyOverdue: markOpinionReplyOverdue,
  },
  opens: ['ReceiveOpinion'],
  idOf: (command) => ('opinionId' in command ? command.opinionId : opinionIdOf(command)),
  unitOf: (state, command) => {
    if (state.status !== 'none') return state.unitId;
    return 'unitId' in command ? command.unitId : undefined;
  },
  face: faceOf,
  // The time to reply runs from the day that it was asked for, by the rules of that day.
  factDay: (command) => {
    if ('receivedOn' in command) return command.receivedOn;
    return 'demandedOn' in command ? command.demandedOn : dayAt(command.meta.occurredAt);
  },
});
