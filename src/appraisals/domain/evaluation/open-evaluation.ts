import type { Context } from '../../../kernel/context.js';
import { IdField, ListField } from '../../../kernel/fields.js';
import { type DemocraticEvaluation, named, notOfOneself, OfEvaluation } from './democratic-evaluation.js';
import type { EvaluationEvent } from './events.js';
import { reject } from './rejections.js';

export class Voter {
  @IdField({ description: '有投票权的人 / who may vote', example: 'w-002' }) declare readonly personId: string;
}

export class OpenEvaluation extends OfEvaluation {
  @ListField(() => Voter, {
    min: 1,
    max: 500,
    description: '参加测评的人员 / who may vote',
    example: [{ personId: 'w-002' }],
  })
  declare readonly voters: Voter[];
}

/** The county says who evaluates a worker (民主测评): enough people for no vote to be anybody's, the worker not among them (APP-3). */
export const openEvaluation = (
  c: OpenEvaluation,
  evaluation: DemocraticEvaluation,
  context: Context,
): EvaluationEvent[] => {
  notOfOneself(c);
  if (evaluation.status !== 'none' && evaluation.status !== 'abandoned') throw reject('EVALUATION_EXISTS');
  const round = evaluation.status === 'none' ? 1 : evaluation.round + 1;
  if (context.references.annual?.status !== 'open') throw reject('EVALUATION_APPRAISAL_NOT_OPEN');
  const voters = [...new Set(c.voters.map(({ personId }) => personId))].sort();
  if (voters.includes(c.workerId)) throw reject('EVALUATION_VOTER_IS_WORKER');
  const { leastBallots } = context.policy.rules.annualAppraisal;
  if (voters.length < leastBallots) throw reject('EVALUATION_TOO_FEW', { least: leastBallots });
  return [{ type: 'EvaluationOpened', data: { ...named(c, round, context), voters } }];
};
