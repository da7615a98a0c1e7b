import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, FlagField, TextField } from '../../../kernel/fields.js';
import { PROFESSIONAL_LEVELS, type ProfessionalLevel, type QualificationEvent } from './events.js';
import { type HeldQualifications, notInFuture, OfQualifications, recordedFor } from './held-qualifications.js';
import { reject } from './rejections.js';

export class RecordProfessionalExamination extends OfQualifications {
  @ChoiceField(PROFESSIONAL_LEVELS, { description: '报考级别 / level', example: 'ASSISTANT_SOCIAL_WORKER' })
  declare readonly level: ProfessionalLevel;
  @DayField({ description: '考试日期 / day of the examination', example: '2025-06-14' }) declare readonly satOn: Day;
  @FlagField({ description: '是否合格 / passed', example: true }) declare readonly passed: boolean;
}
export class AttainProfessionalLevel extends OfQualifications {
  @ChoiceField(PROFESSIONAL_LEVELS, { description: '级别 / level', example: 'ASSISTANT_SOCIAL_WORKER' })
  declare readonly level: ProfessionalLevel;
  @DayField({ description: '取得之日 / day', example: '2025-09-01' }) declare readonly on: Day;
  @TextField({ max: 60, description: '证书编号 / number of the certificate', example: '20250635010012' })
  declare readonly number: string;
}

/** An examination that the worker sat, passed or not (HR-2). */
export const recordProfessionalExamination = (
  c: RecordProfessionalExamination,
  _state: HeldQualifications,
  context: Context,
): QualificationEvent[] => {
  const { level, satOn, passed } = c;
  const of = recordedFor(c, context);
  notInFuture(satOn, context);
  return [{ type: 'ProfessionalExaminationRecorded', data: { ...of, level, satOn, passed } }];
};

/** The next level, reached after its examination was passed; levels only rise (HR-2). */
export const attainProfessionalLevel = (
  c: AttainProfessionalLevel,
  state: HeldQualifications,
  context: Context,
): QualificationEvent[] => {
  const { level, on, number } = c;
  const of = recordedFor(c, context);
  notInFuture(on, context);
  if (state.level !== undefined && rank(level) <= rank(state.level))
    throw reject('QUALIFICATION_LEVEL_NOT_HIGHER', { level: state.level });
  const passedOn = state.passed.get(level);
  if (passedOn === undefined || passedOn > on) throw reject('QUALIFICATION_EXAMINATION_MISSING', { level });
  const from = state.level === undefined ? {} : { fromLevel: state.level };
  return [{ type: 'ProfessionalLevelAttained', data: { ...of, level, ...from, on, number } }];
};

const rank = (level: ProfessionalLevel): number => PROFESSIONAL_LEVELS.indexOf(level);
