import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, IntegerField, ListField, TextField } from '../../../kernel/fields.js';
import type { LevelRules } from '../../../kernel/policy-rules.js';
import { named, OfSupervisee, underSupervisionSince } from '../of-supervisee.js';
import type { FactorScore, LevelEvent, SupervisionLevel } from './events.js';
import { reject } from './rejections.js';
import type { Standing } from './standing.js';

export class ScoredFactor {
  @IdField({ description: '因素 / factor', example: 'ATTITUDE' }) declare readonly factor: string;
  @IntegerField({ max: 100, description: '评分 / score', example: 4 }) declare readonly score: number;
}

export class AssessLevel extends OfSupervisee {
  @DayField({ description: '评分日期 / day', example: '2026-03-10' }) declare readonly assessedOn: Day;
  @ListField(() => ScoredFactor, {
    min: 1,
    max: 30,
    description: '各项因素评分 / score of each factor',
    example: [{ factor: 'ATTITUDE', score: 4 }],
  })
  declare readonly scores: ScoredFactor[];
  @TextField({ optional: true, description: '说明 / remarks', example: '近期情绪波动较大' })
  declare readonly remarks?: string;
}

/** The factors of the policy are scored, which suggests a level; what it is to be, an officer decides (LVL-1). */
export const assessLevel = (c: AssessLevel, standing: Standing, context: Context): LevelEvent[] => {
  const { birthYear } = underSupervisionSince(c.assessedOn, context);
  const { assessedOn: before = '' } = standing;
  if (c.assessedOn < before) throw reject('LEVEL_ASSESSED_TOO_EARLY', { before });
  const rules = context.policy.rules.level;
  const scores = weighted(c.scores, rules);
  const total = totalOf(scores);
  const { assessedOn, remarks } = c;
  const of = { ...named(c, context), assessment: standing.assessments + 1, birthYear, assessedOn };
  const result = {
    scores,
    total,
    suggested: suggestedFor(total, rules),
    ...(remarks === undefined ? {} : { remarks }),
  };
  return [{ type: 'SupervisionLevelAssessed', data: { ...of, ...result } }];
};

/** The scores in the order of the policy's factors, each with its weight. */
const weighted = (scores: readonly ScoredFactor[], { factors }: LevelRules): FactorScore[] => {
  if (scores.length !== factors.length) throw reject('LEVEL_FACTORS_INCOMPLETE', { wanted: factors.length });
  return factors.map(({ code, maxScore, weight }) => {
    const scored = scores.find(({ factor }) => factor === code);
    if (!scored) throw reject('LEVEL_FACTORS_INCOMPLETE', { factor: code });
    if (scored.score > maxScore) throw reject('LEVEL_SCORE_TOO_HIGH', { factor: code, maxScore });
    return { factor: code, score: scored.score, weight };
  });
};

/** To the hundredth: weights are fractions, whose sums are not exact. */
const totalOf = (scores: readonly FactorScore[]): number =>
  Math.round(scores.reduce((sum, { score, weight }) => sum + score * weight, 0) * 100) / 100;

/** 以上 includes the number (RULE-1). */
const suggestedFor = (total: number, { strictFrom, generalFrom }: LevelRules): SupervisionLevel =>
  total >= strictFrom ? 'STRICT' : total >= generalFrom ? 'GENERAL' : 'LENIENT';
