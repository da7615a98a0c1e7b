import { TextField } from '../../../kernel/fields.js';
import { reject } from '../rejections.js';
import { applied, type Candidacy, named, OfApplicant } from './candidacy.js';
import type { ApplicantEvent } from './events.js';

export class WithdrawJobApplication extends OfApplicant {
  @TextField({ max: 500, description: '原因 / reason', example: '本人放弃' }) declare readonly reason: string;
}

/** The applicant does not want the post any more, also after being hired, until the appointment. */
export const withdrawJobApplication = (c: WithdrawJobApplication, candidacy: Candidacy): ApplicantEvent[] => {
  const known = applied(candidacy);
  if (['not-hired', 'withdrawn', 'appointed'].includes(known.status))
    throw reject('APPLICANT_CLOSED', { status: known.status });
  return [{ type: 'JobApplicationWithdrawn', data: { ...named(known), reason: c.reason } }];
};
