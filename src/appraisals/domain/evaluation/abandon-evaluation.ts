import type { Context } from '../../../kernel/context.js';
import { TextField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { type DemocraticEvaluation, named, notOfOneself, OfEvaluation } from './democratic-evaluation.js';
import type { EvaluationEvent } from './events.js';
import { reject } from './rejections.js';

export class AbandonEvaluation extends OfEvaluation {
  @TextField({ max: 500, description: '理由 / reason', example: '参加人数不足' }) declare readonly reason: string;
}

/** Too few came, or something went wrong: the county gives the evaluation up, and may begin another. */
export const abandonEvaluation = (
  c: AbandonEvaluation,
  evaluation: DemocraticEvaluation,
  context: Context,
): EvaluationEvent[] => {
  notOfOneself(c);
  if (evaluation.status === 'none') throw notFound();
  if (evaluation.status === 'closed' || evaluation.status === 'abandoned')
    throw reject('EVALUATION_NOT_AT_THIS_STAGE', { status: evaluation.status });
  return [{ type: 'EvaluationAbandoned', data: { ...named(c, evaluation.round, context), reason: c.reason } }];
};
