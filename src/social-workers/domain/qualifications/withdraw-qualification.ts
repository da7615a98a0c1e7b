import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, TextField } from '../../../kernel/fields.js';
import type { QualificationEvent } from './events.js';
import {
  type HeldQualifications,
  notInFuture,
  OfQualifications,
  recordedFor,
  standing,
} from './held-qualifications.js';
import { reject } from './rejections.js';

export class WithdrawQualification extends OfQualifications {
  @IdField({ path: true }) declare readonly qualificationId: string;
  @DayField({ description: '失效之日 / day from which it no longer counts', example: '2026-03-09' })
  declare readonly on: Day;
  @TextField({ max: 500, description: '原因 / reason', example: '发证机关注销' }) declare readonly reason: string;
}

/** A certificate no longer counts; it stays on file (HR-2). */
export const withdrawQualification = (
  c: WithdrawQualification,
  state: HeldQualifications,
  context: Context,
): QualificationEvent[] => {
  const { qualificationId, on, reason } = c;
  const of = recordedFor(c, context);
  const { issuedOn } = standing(state, qualificationId);
  notInFuture(on, context);
  if (on < issuedOn) throw reject('QUALIFICATION_DAY_TOO_EARLY', { issuedOn });
  return [{ type: 'QualificationWithdrawn', data: { ...of, qualificationId, on, reason } }];
};
