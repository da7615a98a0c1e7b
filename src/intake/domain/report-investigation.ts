import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { ChoiceField, DayField, TextField } from '../../kernel/fields.js';
import { type ApplicationEvent, type Recommendation, RECOMMENDATIONS } from './events.js';
import type { Handling } from './handling.js';
import { inHand, named, OfApplication } from './of-application.js';
import { reject } from './rejections.js';

export class ReportInvestigation extends OfApplication {
  @DayField({ description: '调查结束日期 / last day of the investigation', example: '2026-03-06' })
  declare readonly finishedOn: Day;
  @TextField({ description: '社会背景 / background', example: '本地户籍，长期在当地务工' })
  declare readonly background: string;
  @TextField({ description: '家庭情况 / family', example: '与父母同住，家人愿意协助监督' })
  declare readonly family: string;
  @TextField({ description: '心理健康 / mental health', example: '情绪稳定，无异常' })
  declare readonly mentalHealth: string;
  @TextField({ description: '调查结论 / conclusion', example: '社会危险性低，对所居住社区无重大不良影响' })
  declare readonly conclusion: string;
  @ChoiceField(RECOMMENDATIONS, { description: '建议 / recommendation', example: 'SUITABLE' })
  declare readonly recommendation: Recommendation;
}

/** One of the investigators writes down what was found and recommends; deciding is for others (INT-1). */
export const reportInvestigation = (
  c: ReportInvestigation,
  handling: Handling,
  context: Context,
): ApplicationEvent[] => {
  const application = inHand(handling);
  if (application.status !== 'investigating') throw reject('INVESTIGATION_NOT_UNDER_WAY');
  const { current, openedOn, investigations: investigation } = application;
  if (!current.includes(c.meta.actor)) throw reject('NOT_AN_INVESTIGATOR');
  const { finishedOn, recommendation, background, family, mentalHealth, conclusion } = c;
  if (finishedOn > context.today) throw reject('APPLICATION_DAY_IN_FUTURE');
  if (finishedOn < openedOn) throw reject('INVESTIGATION_DAY_TOO_EARLY', { openedOn });
  const found = { background, family, mentalHealth, conclusion };
  const data = { ...named(c, context), investigation, finishedOn, recommendation, ...found };
  return [{ type: 'SocialInvestigationReported', data }];
};
