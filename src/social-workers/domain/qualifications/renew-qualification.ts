import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField } from '../../../kernel/fields.js';
import type { QualificationEvent } from './events.js';
import {
  type HeldQualifications,
  notInFuture,
  OfQualifications,
  recordedFor,
  standing,
} from './held-qualifications.js';
import { reject } from './rejections.js';

export class RenewQualification extends OfQualifications {
  @IdField({ path: true }) declare readonly qualificationId: string;
  @DayField({ description: '续期日期 / day of the renewal', example: '2027-05-20' }) declare readonly renewedOn: Day;
  @DayField({ description: '有效期至 / last day that it is valid', example: '2030-05-31' })
  declare readonly expiresOn: Day;
}

/** It is valid for longer than before, also when it had expired (HR-2). */
export const renewQualification = (
  c: RenewQualification,
  state: HeldQualifications,
  context: Context,
): QualificationEvent[] => {
  const { qualificationId, renewedOn, expiresOn } = c;
  const of = recordedFor(c, context);
  const { expiresOn: before, issuedOn } = standing(state, qualificationId);
  if (before === undefined) throw reject('QUALIFICATION_WITHOUT_EXPIRY');
  notInFuture(renewedOn, context);
  if (renewedOn < issuedOn) throw reject('QUALIFICATION_DAY_TOO_EARLY', { issuedOn });
  if (expiresOn <= before || expiresOn < renewedOn) throw reject('QUALIFICATION_NOT_PROLONGED', { expiresOn: before });
  const data = { ...of, qualificationId, renewedOn, previouslyExpiresOn: before, expiresOn };
  return [{ type: 'QualificationRenewed', data }];
};
