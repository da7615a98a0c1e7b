import type { Context } from '../../../kernel/context.js';
import { ChoiceField, IntegerField, PatternField } from '../../../kernel/fields.js';
import { type Grade, GRADES } from '../grades.js';
import { type DemocraticEvaluation, inStatus, named, notOfOneself, OfEvaluation } from './democratic-evaluation.js';
import type { EvaluationEvent } from './events.js';
import { reject } from './rejections.js';

export class IssueBallotPaper extends OfEvaluation {
  @IntegerField({ min: 1, max: 1_000, description: '第几次测评 / round', example: 1 }) declare readonly round: number;
  @PatternField(/^[0-9a-f]{512}$/, {
    description: '盲化后的凭证 / the blinded credential, hexadecimal',
    // Four is an element of the group, being a square.
    example: '4'.padStart(512, '0'),
  })
  declare readonly blinded: string;
}
export class CastBallot extends OfEvaluation {
  @IntegerField({ min: 1, max: 1_000, description: '第几次测评 / round', example: 1 }) declare readonly round: number;
  @PatternField(/^[0-9a-f]{64}$/, { description: '选票编号 / digest of the voter’s secret' })
  declare readonly ballotId: string;
  @ChoiceField(GRADES, { description: '评价 / grade', example: 'COMPETENT' }) declare readonly grade: Grade;
}

/**
 * A person on the roll gets one credential, for themselves. A repeat with the same blinded value has no effect and is answered again,
 * so that nobody loses a vote with an answer that did not arrive.
 */
export const issueBallotPaper = (
  c: IssueBallotPaper,
  evaluation: DemocraticEvaluation,
  context: Context,
): EvaluationEvent[] => {
  const { voters, papers, round } = inStatus(evaluation, 'issuing');
  if (c.round !== round) throw reject('EVALUATION_OTHER_ROUND', { round });
  if (c.meta.onBehalfOf !== undefined) throw reject('EVALUATION_VOTE_NOT_DELEGABLE');
  const voterId = c.meta.actor;
  if (!voters.has(voterId)) throw reject('EVALUATION_NOT_ENTITLED');
  const issued = papers.get(voterId);
  if (issued === c.blinded) return [];
  if (issued !== undefined) throw reject('EVALUATION_PAPER_ISSUED');
  return [{ type: 'BallotPaperIssued', data: { ...named(c, round, context), voterId, blinded: c.blinded } }];
};

/** A ballot goes into the box, once for its credential, which the edge has checked. Nobody is named: the actor is the box. */
export const castBallot = (c: CastBallot, evaluation: DemocraticEvaluation, context: Context): EvaluationEvent[] => {
  const { ballots, round } = inStatus(evaluation, 'voting');
  const { ballotId, grade } = c;
  if (c.round !== round) throw reject('EVALUATION_OTHER_ROUND', { round });
  if (ballots.has(ballotId)) throw reject('EVALUATION_BALLOT_CAST');
  return [{ type: 'BallotCast', data: { ...named(c, round, context), ballotId, grade } }];
};

export class OpenVoting extends OfEvaluation {}
export class CloseEvaluation extends OfEvaluation {}

/** The papers are out, enough of them: only now are ballots cast, so that no ballot follows close on its own paper. */
export const openVoting = (c: OpenVoting, evaluation: DemocraticEvaluation, context: Context): EvaluationEvent[] => {
  notOfOneself(c);
  const { papers, round } = inStatus(evaluation, 'issuing');
  const { leastBallots } = context.policy.rules.annualAppraisal;
  if (papers.size < leastBallots) throw reject('EVALUATION_TOO_FEW', { least: leastBallots });
  return [{ type: 'VotingOpened', data: { ...named(c, round, context), papers: papers.size } }];
};

/** The ballots are counted; fewer than the policy's least would tell who voted what, and are not. */
export const closeEvaluation = (
  c: CloseEvaluation,
  evaluation: DemocraticEvaluation,
  context: Context,
): EvaluationEvent[] => {
  notOfOneself(c);
  const { papers, ballots, tally, round } = inStatus(evaluation, 'voting');
  const { leastBallots } = context.policy.rules.annualAppraisal;
  if (ballots.size < leastBallots) throw reject('EVALUATION_TOO_FEW', { least: leastBallots });
  const counted = { papers: papers.size, ballots: ballots.size, tally };
  return [{ type: 'EvaluationClosed', data: { ...named(c, round, context), ...counted } }];
};
