import type { DismissalRules } from '../../../kernel/workforce/threshold-rules.js';
import type { AnnualAppraisalRules } from '../../../kernel/workforce/workforce-rules.js';
import { reject } from './rejections.js';

/** The weights make a whole, and a better grade is worth more and needs more. */
export const checkAnnualAppraisal = ({ weights, ballotScores, leastScores }: AnnualAppraisalRules): void => {
  const { INTEGRITY, ABILITY, DILIGENCE, ACHIEVEMENT } = weights;
  if (INTEGRITY + ABILITY + DILIGENCE + ACHIEVEMENT !== 100) throw reject('POLICY_WEIGHTS');
  const { EXCELLENT, COMPETENT, BASICALLY_COMPETENT, NOT_COMPETENT } = ballotScores;
  const least = [leastScores.EXCELLENT, leastScores.COMPETENT, leastScores.BASICALLY_COMPETENT];
  for (const grades of [[EXCELLENT, COMPETENT, BASICALLY_COMPETENT, NOT_COMPETENT], least])
    if (grades.some((score, index) => score >= (grades[index - 1] ?? Number.POSITIVE_INFINITY)))
      throw reject('POLICY_GRADES');
};

/** Days add up from half-days (RULE-4): a threshold between two of them would never be met exactly. */
export const checkThresholds = ({ probation, appointed }: DismissalRules): void => {
  const unsound = [...Object.entries(probation), ...Object.entries(appointed)].find(
    ([, days]) => !Number.isInteger(Number(days) * 2),
  );
  if (unsound) throw reject('POLICY_THRESHOLD', { threshold: unsound[0] });
};
