import type { Context } from '../../../kernel/context.js';
import { addDays, type Quarter } from '../../../kernel/day.js';
import { ChoiceField, TextField } from '../../../kernel/fields.js';
import { type Grade, GRADES } from '../grades.js';
import {
  type AnnualYear,
  answerableFor,
  inProgress,
  named,
  notOneself,
  OfAnnualAppraisal,
  type OpenYear,
} from './annual-appraisal-state.js';
import type { AnnualAppraisalEvent, DimensionScores, GradeCounts } from './events.js';
import { reject } from './rejections.js';
import { suggestionOf } from './suggestion.js';

export class GradeAnnualAppraisal extends OfAnnualAppraisal {
  @ChoiceField(GRADES, { description: '考核等次 / grade', example: 'COMPETENT' }) declare readonly grade: Grade;
  @TextField({
    max: 1_000,
    optional: true,
    description: '与建议等次不同或未进行民主测评的理由 / why it is not the grade suggested, or was not evaluated',
    example: '下半年有重大贡献',
  })
  declare readonly reason?: string;
}

/**
 * A person of the county sets the grade, beside the one that the scores and ballots suggest; another one than that, and one without an
 * evaluation, is given a reason (APP-3). NOT_COMPETENT is a ground to end the appointment, which another decision is about (APP-4).
 */
export const gradeAnnualAppraisal = (
  c: GradeAnnualAppraisal,
  year: AnnualYear,
  context: Context,
): AnnualAppraisalEvent[] => {
  notOneself(c);
  const open = inProgress(year);
  const scores = complete(open, context);
  const ballots = ballotsIn(context);
  const { annualAppraisal: rules } = context.policy.rules;
  const suggestion = suggestionOf(scores, ballots, rules);
  const { grade, reason } = c;
  if (reason === undefined && (ballots === undefined || grade !== suggestion.grade))
    throw reject('ANNUAL_REASON_NEEDED', { suggested: suggestion.grade });
  const decided = { grade, on: context.today, by: answerableFor(c), suggestion, scores, quarters: open.quarters };
  const more = { ...(ballots === undefined ? {} : { ballots }), ...(reason === undefined ? {} : { reason }) };
  const appealUntil = addDays(context.today, rules.appealWithinDays);
  return [{ type: 'AnnualAppraisalGraded', data: { ...named(c, context), ...decided, ...more, appealUntil } }];
};

/** The scores, once nothing is missing that the grade rests on. */
const complete = ({ quarters, opinionBy, scores }: OpenYear, context: Context): DimensionScores => {
  const missing = quarters.filter((quarter) => !isAppraised(quarter, context));
  if (missing.length > 0) throw reject('ANNUAL_QUARTERS_MISSING', { quarters: missing });
  if (opinionBy === undefined) throw reject('ANNUAL_OPINION_MISSING');
  if (scores === undefined) throw reject('ANNUAL_SCORES_MISSING');
  return scores;
};

const isAppraised = (quarter: Quarter, { references }: Context): boolean => {
  const appraisal = references[quarter];
  return appraisal !== undefined && appraisal.status !== 'returned';
};

/** What was counted; nothing when there was no evaluation, or it came to nothing. One that is going on is waited for. */
const ballotsIn = ({ references: { evaluation } }: Context): GradeCounts | undefined => {
  if (evaluation === undefined || evaluation.status === 'abandoned') return undefined;
  if (evaluation.status !== 'closed') throw reject('ANNUAL_EVALUATION_OPEN', { status: evaluation.status });
  const count = (grade: Grade): number => Number(evaluation.facts[grade] ?? 0);
  return {
    EXCELLENT: count('EXCELLENT'),
    COMPETENT: count('COMPETENT'),
    BASICALLY_COMPETENT: count('BASICALLY_COMPETENT'),
    NOT_COMPETENT: count('NOT_COMPETENT'),
  };
};
