import { decider } from '../../../kernel/decider.js';
import { abandonEvaluation, AbandonEvaluation } from './abandon-evaluation.js';
import { evolve, face, NO_EVALUATION } from './democratic-evaluation.js';
import { evaluationEvents } from './events.js';
import { openEvaluation, OpenEvaluation } from './open-evaluation.js';
import {
  castBallot,
  CastBallot,
  closeEvaluation,
  CloseEvaluation,
  issueBallotPaper,
  IssueBallotPaper,
  openVoting,
  OpenVoting,
} from './vote.js';

export const evaluation = decider({
  category: 'evaluation',
  events: evaluationEvents,
  commands: { OpenEvaluation, IssueBallotPaper, OpenVoting, CastBallot, CloseEvaluation, AbandonEvaluation },
  initial: NO_EVALUATION,
  evolve,
  decide: {
    OpenEvaluation: openEvaluation,
    IssueBallotPaper: issueBallotPaper,
    OpenVoting: openVoting,
    CastBallot: castBallot,
    CloseEvaluation: closeEvaluation,
    AbandonEvaluation: abandonEvaluation,
  },
  idOf: (command) => `${command.workerId}-${command.year}`,
  unitOf: (state, _command, references) => (state.status === 'none' ? references.annual?.unit : state.officeId),
  references: (command) => ({ annual: { category: 'annualAppraisal', id: `${command.workerId}-${command.year}` } }),
  face,
});
