import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { addDays, type Day, yearOf } from '../../kernel/day.js';
import { ChoiceField, DayField, IdField, IntegerField, PatternField, TextField } from '../../kernel/fields.js';
import {
  type Sex,
  SEXES,
  SUPERVISION_CATEGORIES,
  type SupervisionCategory,
  type SupervisionDecided,
} from './events.js';
import { birthDateIn, IDENTITY_NUMBER, isIdentityNumber, sexIn } from './identity-number.js';
import { reject } from './rejections.js';
import { documentIdOf, superviseeIdOf } from './supervisee-id.js';

/** What a decision document says: who, from when to when, and which office takes the person in. */
export abstract class DecisionDocument extends Command {
  @TextField({ max: 100, description: '决定机关 / deciding body', example: '福州市仓山区人民法院' })
  declare readonly decisionBody: string;
  @TextField({ max: 100, description: '文书编号 / number of the document', example: '（2026）闽0104刑初12号' })
  declare readonly documentNumber: string;
  @IntegerField({
    optional: true,
    min: 1,
    max: 999,
    description:
      '同一文书的第几名被告人或罪犯，按文书所列顺序，默认第一名 / place among those whom the document is about, 1 when not given',
    example: 1,
  })
  declare readonly defendant?: number;
  @TextField({ max: 50, description: '姓名 / name', example: '林某某' }) declare readonly name: string;
  @PatternField(IDENTITY_NUMBER, { description: '居民身份证号码 / identity number', example: '350104199003074518' })
  declare readonly identityNumber: string;
  @ChoiceField(SEXES, { description: '性别 / sex', example: 'MALE' }) declare readonly sex: Sex;
  @ChoiceField(SUPERVISION_CATEGORIES, { description: '矫正类别 / category', example: 'SUSPENDED_SENTENCE' })
  declare readonly category: SupervisionCategory;
  @DayField({ description: '矫正期限起 / first day of the term', example: '2026-03-02' })
  declare readonly termFrom: Day;
  @DayField({ description: '矫正期限止 / last day of the term', example: '2027-03-01' }) declare readonly termTo: Day;
  @DayField({ description: '生效日 / day of taking effect', example: '2026-03-02' }) declare readonly effectiveOn: Day;
  @IdField({ description: '执行地司法所 / office', example: 'office-cangshan' }) declare readonly officeId: string;
}

/** The document as it goes on record once it is sound; `dueOn` is the last day to report on ([21] of the law). */
export const decisionOf = (c: DecisionDocument, context: Context): SupervisionDecided['data'] => {
  const { jurisdiction } = context;
  const officeId = jurisdiction[OFFICE_LEVEL];
  if (officeId === undefined) throw reject('OFFICE_NEEDED', { officeId: c.officeId });
  checkIdentity(c, context.today);
  if (c.termTo < c.termFrom) throw reject('TERM_REVERSED');
  return {
    superviseeId: superviseeIdOf(c),
    officeId,
    decisionBody: c.decisionBody,
    documentNumber: c.documentNumber,
    documentId: documentIdOf(c),
    ...((c.defendant ?? 1) > 1 && { defendant: c.defendant }),
    sex: c.sex,
    birthYear: yearOf(birthDateIn(c.identityNumber)),
    category: c.category,
    termFrom: c.termFrom,
    termTo: c.termTo,
    effectiveOn: c.effectiveOn,
    dueOn: addDays(c.effectiveOn, context.policy.rules.intake.reportWithinDays),
    name: c.name,
    identityNumber: c.identityNumber,
  };
};

/** A path is [city, county, office]. */
const OFFICE_LEVEL = 2;

const checkIdentity = ({ identityNumber, sex }: DecisionDocument, today: Day): void => {
  if (!isIdentityNumber(identityNumber) || birthDateIn(identityNumber) > today) throw reject('IDENTITY_NUMBER_INVALID');
  if (sexIn(identityNumber) !== sex) throw reject('SEX_MISMATCH');
};
