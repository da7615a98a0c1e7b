import type { Context } from '../../../kernel/context.js';
import { addDays, type Quarter } from '../../../kernel/day.js';
import { ChoiceField, IntegerField, TextField } from '../../../kernel/fields.js';
import { type Grade, GRADES } from '../grades.js';
import { servedIn } from '../service-in-quarter.js';
import {
  type AnnualYear,
  answerableFor,
  inProgress,
  named,
  notOneself,
  OfAnnualAppraisal,
} from './annual-appraisal-state.js';
import type { AnnualAppraisalEvent } from './events.js';
import { reject } from './rejections.js';

export class OpenAnnualAppraisal extends OfAnnualAppraisal {}

export class GiveHeadOpinion extends OfAnnualAppraisal {
  @TextField({ description: '所长意见 / opinion of the head', example: '工作主动，群众反映良好' })
  declare readonly opinion: string;
  @ChoiceField(GRADES, { description: '建议等次 / grade that the head proposes', example: 'COMPETENT' })
  declare readonly grade: Grade;
}

export class ScoreDimensions extends OfAnnualAppraisal {
  @IntegerField({ max: 100, description: '德 / integrity', example: 88 }) declare readonly integrity: number;
  @IntegerField({ max: 100, description: '能 / ability', example: 85 }) declare readonly ability: number;
  @IntegerField({ max: 100, description: '勤 / diligence', example: 90 }) declare readonly diligence: number;
  @IntegerField({ max: 100, description: '绩 / achievement', example: 86 }) declare readonly achievement: number;
}

export const quartersOf = (year: string): Quarter[] => [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`);

/** The county begins to appraise who served in the year, at its end or after it (APP-3). */
export const openAnnualAppraisal = (
  c: OpenAnnualAppraisal,
  year: AnnualYear,
  context: Context,
): AnnualAppraisalEvent[] => {
  notOneself(c);
  if (year.status !== 'none') throw reject('ANNUAL_EXISTS');
  const quarters = quartersOf(c.year).filter((quarter) => servedIn(quarter, context));
  if (quarters.length === 0) throw reject('ANNUAL_NOT_SERVING');
  const { opensDaysBeforeYearEnd } = context.policy.rules.annualAppraisal;
  const opensOn = addDays(`${c.year}-12-31`, -opensDaysBeforeYearEnd);
  if (context.today < opensOn) throw reject('ANNUAL_NOT_OPEN', { opensOn });
  return [{ type: 'AnnualAppraisalOpened', data: { ...named(c, context), quarters } }];
};

/** The head of the office says once what they think of the year, and which grade they propose. */
export const giveHeadOpinion = (c: GiveHeadOpinion, year: AnnualYear, context: Context): AnnualAppraisalEvent[] => {
  notOneself(c);
  if (inProgress(year).opinionBy !== undefined) throw reject('ANNUAL_OPINION_GIVEN');
  const { opinion, grade } = c;
  return [{ type: 'HeadOpinionGiven', data: { ...named(c, context), opinion, grade, by: answerableFor(c) } }];
};

/** The county scores the four dimensions (德能勤绩), of 100 each; until the grade is set they can be scored anew. */
export const scoreDimensions = (c: ScoreDimensions, year: AnnualYear, context: Context): AnnualAppraisalEvent[] => {
  notOneself(c);
  const before = inProgress(year).scores;
  const scores = { INTEGRITY: c.integrity, ABILITY: c.ability, DILIGENCE: c.diligence, ACHIEVEMENT: c.achievement };
  const previous = before === undefined ? {} : { previous: before };
  return [{ type: 'DimensionsScored', data: { ...named(c, context), scores, ...previous } }];
};
