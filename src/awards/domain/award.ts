import { decider } from '../../kernel/decider.js';
import { evolve, NO_ROUND, OfNominee } from './award-round-state.js';
import { CloseAwardRound, closeAwardRound, OpenAwardRound, openAwardRound } from './award-rounds.js';
import { ApproveAward, approveAward, DeclineAward, declineAward } from './decide-award.js';
import { awardEvents } from './events.js';
import { NominateForAward, nominateForAward } from './nominate-for-award.js';

export const award = decider({
  category: 'award',
  events: awardEvents,
  commands: { OpenAwardRound, NominateForAward, ApproveAward, DeclineAward, CloseAwardRound },
  initial: NO_ROUND,
  evolve,
  decide: {
    OpenAwardRound: openAwardRound,
    NominateForAward: nominateForAward,
    ApproveAward: approveAward,
    DeclineAward: declineAward,
    CloseAwardRound: closeAwardRound,
  },
  opens: ['OpenAwardRound'],
  idOf: ({ unitId, award: of, period }) => `${unitId}_${of}_${period}`,
  /** An office may nominate in its county's and its city's rounds: a nomination belongs to the worker's office. */
  unitOf: (round, command, references) => {
    if (command instanceof NominateForAward) return references.worker?.unit;
    return round.status === 'none' ? command.unitId : round.unitId;
  },
  references: (command) => ({
    // The record that knows the offices: its face gives the path of each open one.
    offices: { category: 'organisation', id: 'main' },
    ...(command instanceof OfNominee ? { worker: { category: 'socialWorker', id: command.workerId } } : {}),
  }),
  governed: false,
});
