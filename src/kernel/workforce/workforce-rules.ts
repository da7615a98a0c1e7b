import { IntegerField, ObjectField } from '../fields.js';

/** Percent of the score that each of the four dimensions (德能勤绩) makes; together 100. */
export class DimensionWeights {
  @IntegerField({ max: 100, description: '德 / integrity', example: 25 }) declare readonly INTEGRITY: number;
  @IntegerField({ max: 100, description: '能 / ability', example: 25 }) declare readonly ABILITY: number;
  @IntegerField({ max: 100, description: '勤 / diligence', example: 20 }) declare readonly DILIGENCE: number;
  @IntegerField({ max: 100, description: '绩 / achievement', example: 30 }) declare readonly ACHIEVEMENT: number;
}

/** What a ballot for each grade is worth, of 100; falling. */
export class BallotScores {
  @IntegerField({ max: 100, description: '优秀 / excellent', example: 95 }) declare readonly EXCELLENT: number;
  @IntegerField({ max: 100, description: '合格 / competent', example: 80 }) declare readonly COMPETENT: number;
  @IntegerField({ max: 100, description: '基本合格 / basically competent', example: 65 })
  declare readonly BASICALLY_COMPETENT: number;
  @IntegerField({ max: 100, description: '不合格 / not competent', example: 40 })
  declare readonly NOT_COMPETENT: number;
}

/** Least score, of 100, that a grade is suggested at; falling. Below the last it is not competent. */
export class LeastScores {
  @IntegerField({ max: 100, description: '优秀 / excellent', example: 90 }) declare readonly EXCELLENT: number;
  @IntegerField({ max: 100, description: '合格 / competent', example: 75 }) declare readonly COMPETENT: number;
  @IntegerField({ max: 100, description: '基本合格 / basically competent', example: 60 })
  declare readonly BASICALLY_COMPETENT: number;
}

/** The annual appraisal (年度考核), APP-3 and APP-4. */
export class AnnualAppraisalRules {
  @IntegerField({
    max: 366,
    example: 15,
    description: "年末前多少日起可考核 / days before the year's end from which it can be opened",
  })
  declare readonly opensDaysBeforeYearEnd: number;
  @ObjectField(() => DimensionWeights) declare readonly weights: DimensionWeights;
  @IntegerField({
    max: 100,
    example: 20,
    description: '民主测评占总分的百分比 / percent of the score that the democratic evaluation makes',
  })
  declare readonly evaluationShare: number;
  @ObjectField(() => BallotScores) declare readonly ballotScores: BallotScores;
  @IntegerField({
    min: 2,
    max: 1_000,
    example: 3,
    description: '民主测评至少多少票方可计票 / ballots below which none are counted',
  })
  declare readonly leastBallots: number;
  @ObjectField(() => LeastScores) declare readonly leastScores: LeastScores;
  @IntegerField({ min: 1, max: 366, example: 15, description: '结果作出后多少日内可申诉 / days to appeal within' })
  declare readonly appealWithinDays: number;
}

/** Disciplinary action and accountability (责任追究), DSP-1. */
export class DisciplineRules {
  @IntegerField({ min: 1, max: 366, example: 30, description: '决定作出后多少日内可申诉 / days to appeal within' })
  declare readonly appealWithinDays: number;
}
