import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, ListField, NumberField, TextField } from '../../../kernel/fields.js';
import { reject } from '../rejections.js';
import { type Candidacy, named, OfApplicant, undecided } from './candidacy.js';
import type { ApplicantEvent } from './events.js';

export class ScoreGiven {
  @IdField({ description: '面试官 / interviewer', example: 'o-001' }) declare readonly interviewer: string;
  @NumberField({ min: 0, max: 100, description: '评分，百分制 / score of 100', example: 86 })
  declare readonly score: number;
}

export class RecordApplicantInterview extends OfApplicant {
  @DayField({ description: '面试日期 / day', example: '2026-03-09' }) declare readonly heldOn: Day;
  @ListField(() => ScoreGiven, {
    min: 1,
    max: 15,
    description: '各面试官评分 / scores',
    example: [{ interviewer: 'o-001', score: 86 }],
  })
  declare readonly scores: ScoreGiven[];
  @TextField({ max: 2_000, description: '面试评语 / remarks', example: '沟通能力好，责任心强' })
  declare readonly remarks: string;
}

/** Who qualified is interviewed, once; each interviewer gives one score (面试). */
export const recordInterview = (
  c: RecordApplicantInterview,
  candidacy: Candidacy,
  { today }: Context,
): ApplicantEvent[] => {
  const known = undecided(candidacy);
  if (known.status === 'interviewed') throw reject('APPLICANT_INTERVIEWED');
  if (known.status !== 'qualified') throw reject('APPLICANT_NOT_QUALIFIED');
  if (c.heldOn > today) throw reject('APPLICANT_DAY_IN_FUTURE', { today });
  if (new Set(c.scores.map(({ interviewer }) => interviewer)).size < c.scores.length)
    throw reject('APPLICANT_INTERVIEWER_TWICE');
  const scores = c.scores.map(({ interviewer, score }) => ({ interviewer, score }));
  const { heldOn, remarks } = c;
  const data = { ...named(known), heldOn, scores, average: averageOf(scores), remarks };
  return [{ type: 'ApplicantInterviewed', data }];
};

const averageOf = (scores: readonly { readonly score: number }[]): number =>
  Math.round((100 * scores.reduce((sum, { score }) => sum + score, 0)) / scores.length) / 100;
