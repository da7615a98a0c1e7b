import type { AnnualAppraisalRules } from '../../../kernel/workforce/workforce-rules.js';
import { DIMENSIONS, type Grade, GRADES } from '../grades.js';
import type { DimensionScores, GradeCounts, Suggestion } from './events.js';

const SUGGESTED = ['EXCELLENT', 'COMPETENT', 'BASICALLY_COMPETENT'] as const;

/**
 * The grade that scores and ballots suggest (APP-3): the weighted dimensions and the mean of the ballots, by the policy's share, against
 * the policy's least scores (which include the number, RULE-1). Whole numbers throughout, so that nothing is rounded before it is compared.
 */
export const suggestionOf = (
  scores: DimensionScores,
  ballots: GradeCounts | undefined,
  rules: AnnualAppraisalRules,
): Suggestion => {
  // In hundredths of a point, as the weights are percent.
  const dimensions = DIMENSIONS.reduce((sum, one) => sum + rules.weights[one] * scores[one], 0);
  const count = ballots ? sum(GRADES, (grade) => ballots[grade]) : 0;
  if (!ballots || count === 0)
    return {
      grade: gradeFor(dimensions, 100, rules),
      score: points(dimensions, 100),
      dimensionScore: points(dimensions, 100),
    };
  const votes = sum(GRADES, (grade) => rules.ballotScores[grade] * ballots[grade]);
  const share = rules.evaluationShare;
  const total = (100 - share) * dimensions * count + share * 100 * votes;
  const whole = 100 * 100 * count;
  return {
    grade: gradeFor(total, whole, rules),
    score: points(total, whole),
    dimensionScore: points(dimensions, 100),
    evaluationScore: points(votes, count),
  };
};

const sum = <T>(of: readonly T[], value: (one: T) => number): number => of.reduce((all, one) => all + value(one), 0);

const gradeFor = (total: number, whole: number, { leastScores }: AnnualAppraisalRules): Grade =>
  SUGGESTED.find((grade) => total >= leastScores[grade] * whole) ?? 'NOT_COMPETENT';

/** For people to read: two decimals. */
const points = (total: number, whole: number): number => Math.round((total * 100) / whole) / 100;
