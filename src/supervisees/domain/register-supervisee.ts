import type { Context } from '../../kernel/context.js';
import { addDays, type Day, daysBetween } from '../../kernel/day.js';
import { ChoiceField, DayField, PatternField, TextField } from '../../kernel/fields.js';
import { DecisionDocument, decisionOf } from './decision-document.js';
import { type Employment, EMPLOYMENTS, type SuperviseeEvent, type Terms } from './events.js';
import { PHONE } from './phone.js';
import { reject } from './rejections.js';
import type { Expected, Supervision } from './supervision.js';

/** The registration form (登记表), filled in when the person reports. */
export class RegisterSupervisee extends DecisionDocument {
  @PatternField(PHONE, { optional: true, description: '联系电话 / telephone', example: '13800000000' })
  declare readonly phone?: string;
  @TextField({ max: 200, description: '居住地址 / address', example: '福州市仓山区某路1号' })
  declare readonly address: string;
  @ChoiceField(EMPLOYMENTS, { optional: true, description: '就业状况 / employment', example: 'EMPLOYED' })
  declare readonly employment?: Employment;
  @TextField({
    optional: true,
    max: 200,
    description: '原执行地；由外市变更执行地转入时填写 / place outside the city that supervision was at before',
    example: '厦门市湖里区司法局',
  })
  declare readonly transferredFrom?: string;
  @DayField({
    optional: true,
    description: '变更执行地决定日期；转入时填写 / day of the decision to transfer, of who comes from there',
    example: '2026-03-04',
  })
  declare readonly transferDecidedOn?: Day;
  @DayField({ description: '报到日期 / day of reporting', example: '2026-03-09' }) declare readonly reportedOn: Day;
}

/**
 * Registration on reporting, once per document; later than the law allows is taken and stays marked as missed intake (INT-2). A record that
 * was closed because the person left the city stays closed: who comes back is registered by the document of the transfer back.
 */
export const registerSupervisee = (
  c: RegisterSupervisee,
  supervision: Supervision,
  context: Context,
): SuperviseeEvent[] => {
  if (supervision.status !== 'unknown' && supervision.status !== 'expected')
    throw reject('ALREADY_REGISTERED', { status: supervision.status });
  if (c.reportedOn > context.today) throw reject('REPORTED_IN_FUTURE');
  if (c.reportedOn < c.effectiveOn) throw reject('REPORTED_BEFORE_EFFECT', { effectiveOn: c.effectiveOn });
  const decision = decisionOf(c, context);
  if (supervision.status === 'expected')
    checkAgreement(supervision, { ...decision, officeId: c.officeId }, decision.officeId);
  const due = dueOn(c, decision.dueOn, context);
  const daysLate = Math.max(0, daysBetween(due, c.reportedOn));
  return [
    {
      type: 'SuperviseeRegistered',
      data: {
        ...decision,
        dueOn: due,
        reportedOn: c.reportedOn,
        missedIntake: daysLate > 0,
        daysLate,
        ...(c.employment === undefined ? {} : { employment: c.employment }),
        ...(c.phone === undefined ? {} : { phone: c.phone }),
        address: c.address,
        ...(c.transferredFrom === undefined ? {} : { transferredFrom: c.transferredFrom }),
        ...(c.transferDecidedOn === undefined ? {} : { transferDecidedOn: c.transferDecidedOn }),
      },
    },
  ];
};

/** Who comes by a change of the place of execution reports within its days, and not within those of the first decision (TRV-1). */
const dueOn = (
  { transferredFrom, transferDecidedOn, effectiveOn, reportedOn }: RegisterSupervisee,
  byDecision: Day,
  { policyOn }: Context,
): Day => {
  if ((transferredFrom === undefined) !== (transferDecidedOn === undefined)) throw reject('TRANSFER_IN_INCOMPLETE');
  if (transferDecidedOn === undefined) return byDecision;
  if (transferDecidedOn < effectiveOn || transferDecidedOn > reportedOn) throw reject('TRANSFER_IN_REVERSED');
  return addDays(transferDecidedOn, policyOn(transferDecidedOn).rules.executionPlace.reportWithinDays);
};

const COMPARED = ['sex', 'birthYear', 'category', 'termFrom', 'termTo', 'effectiveOn', 'officeId'] as const;

/** Name and identity number are sealed by now and cannot be compared: the rest has to agree with the decision on record. */
const checkAgreement = (expected: Expected, form: Terms & { readonly officeId: string }, office: string): void => {
  // An office that was merged since the decision may be named by its own id or by that of the one that stands for it.
  const officeId = form.officeId === office ? expected.officeId : form.officeId;
  const fields = COMPARED.filter((field) => ({ ...form, officeId })[field] !== expected[field]);
  if (fields.length > 0) throw reject('DOCUMENT_MISMATCH', { fields });
};
