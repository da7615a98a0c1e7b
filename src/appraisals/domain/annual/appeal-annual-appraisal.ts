import type { Context } from '../../../kernel/context.js';
import { ChoiceField, TextField } from '../../../kernel/fields.js';
import { type Grade, GRADES } from '../grades.js';
import {
  type AnnualYear,
  answerableFor,
  named,
  notOneself,
  OfAnnualAppraisal,
  resultAt,
} from './annual-appraisal-state.js';
import { type AnnualAppraisalEvent, APPEAL_OUTCOMES, type AppealOutcome } from './events.js';
import { reject } from './rejections.js';

export class AppealAnnualAppraisal extends OfAnnualAppraisal {
  @TextField({ description: '申诉理由 / grounds', example: '第三季度考评与事实不符' }) declare readonly grounds: string;
}
export class DecideAnnualAppeal extends OfAnnualAppraisal {
  @ChoiceField(APPEAL_OUTCOMES, { description: '维持或变更 / outcome', example: 'REVISED' })
  declare readonly outcome: AppealOutcome;
  @ChoiceField(GRADES, { optional: true, description: '变更后的等次 / grade, when revised', example: 'COMPETENT' })
  declare readonly grade?: Grade;
  @TextField({ description: '理由 / reasons', example: '经复核，予以变更' }) declare readonly reasons: string;
}

/** The worker appeals against the result, once and in time (APP-4). */
export const appealAnnualAppraisal = (
  c: AppealAnnualAppraisal,
  year: AnnualYear,
  context: Context,
): AnnualAppraisalEvent[] => {
  const { grade, appealUntil } = resultAt(year, 'graded', 'ANNUAL_NOT_APPEALABLE');
  const { today } = context;
  if (today > appealUntil) throw reject('ANNUAL_APPEAL_LATE', { appealUntil });
  return [{ type: 'AnnualAppraisalAppealed', data: { ...named(c, context), grade, on: today, grounds: c.grounds } }];
};

/** Somebody else than who set the grade decides on the appeal; that is the end of it (APP-4). */
export const decideAnnualAppeal = (
  c: DecideAnnualAppeal,
  year: AnnualYear,
  context: Context,
): AnnualAppraisalEvent[] => {
  notOneself(c);
  const { grade: fromGrade, gradedBy } = resultAt(year, 'appealed', 'ANNUAL_NOT_APPEALED');
  if ([c.meta.actor, answerableFor(c)].includes(gradedBy)) throw reject('ANNUAL_APPEAL_SAME_PERSON');
  const grade = gradeAfter(c, fromGrade);
  const { outcome, reasons } = c;
  const decided = { outcome, fromGrade, grade, on: context.today, reasons };
  return [{ type: 'AnnualAppealDecided', data: { ...named(c, context), ...decided } }];
};

/** A grade is given with a revision alone, and is another one than before. */
const gradeAfter = ({ outcome, grade }: DecideAnnualAppeal, before: Grade): Grade => {
  switch (outcome) {
    case 'UPHELD':
      if (grade !== undefined) throw reject('ANNUAL_APPEAL_GRADE_UNFIT', { grade: before });
      return before;
    case 'REVISED':
      if (grade === undefined || grade === before) throw reject('ANNUAL_APPEAL_GRADE_UNFIT', { grade: before });
      return grade;
  }
};
