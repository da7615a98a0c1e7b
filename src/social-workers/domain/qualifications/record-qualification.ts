import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, TextField } from '../../../kernel/fields.js';
import { QUALIFICATION_KINDS, type QualificationEvent, type QualificationKind } from './events.js';
import { type HeldQualifications, notInFuture, OfQualifications, recordedFor } from './held-qualifications.js';
import { reject } from './rejections.js';

export class RecordQualification extends OfQualifications {
  @ChoiceField(QUALIFICATION_KINDS, { description: '类别 / kind', example: 'PSYCHOLOGY' })
  declare readonly kind: QualificationKind;
  @TextField({ max: 100, description: '证书名称 / title', example: '心理咨询师二级' }) declare readonly title: string;
  @TextField({ max: 60, description: '证书编号 / number', example: '1913000000300123' })
  declare readonly number: string;
  @TextField({ max: 100, description: '发证机关 / issuer', example: '福建省人力资源和社会保障厅' })
  declare readonly issuer: string;
  @DayField({ description: '发证日期 / day of issue', example: '2024-06-01' }) declare readonly issuedOn: Day;
  @DayField({ optional: true, description: '有效期至 / last day that it is valid', example: '2027-05-31' })
  declare readonly expiresOn?: Day;
}

/** A certificate goes on the worker's file, as its paper says (HR-2). One that has expired may be recorded: it shows as such. */
export const recordQualification = (
  c: RecordQualification,
  _state: HeldQualifications,
  context: Context,
): QualificationEvent[] => {
  const { kind, title, number, issuer, issuedOn, expiresOn } = c;
  const of = recordedFor(c, context);
  notInFuture(issuedOn, context);
  if (expiresOn !== undefined && expiresOn < issuedOn) throw reject('QUALIFICATION_PERIOD_REVERSED');
  const expiry = expiresOn === undefined ? {} : { expiresOn };
  const paper = { qualificationId: c.meta.commandId, kind, title, number, issuer, issuedOn, ...expiry };
  return [{ type: 'QualificationRecorded', data: { ...of, ...paper } }];
};
