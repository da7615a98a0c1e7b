import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { DayField, IdField, PatternField, TextField } from '../../../kernel/fields.js';
import type { Employment } from '../employment.js';
import type { SocialWorkerEvent } from '../events.js';
import { officeWithinReach } from '../office.js';
import { reject } from '../rejections.js';

export class AppointSocialWorker extends Command {
  @IdField({
    description: '社工编号，与登录身份一致 / id of the worker, as access tokens name them',
    example: 'w-001',
  })
  declare readonly workerId: string;
  @IdField({ description: '司法所 / office', example: 'office-cangshan' }) declare readonly officeId: string;
  @TextField({ max: 60, description: '姓名 / name', example: '王晓梅' }) declare readonly name: string;
  @PatternField(/^\+?[0-9][0-9 -]{4,19}$/, {
    optional: true,
    description: '电话 / telephone',
    example: '0591-12345678',
  })
  declare readonly phone?: string;
  @DayField({ description: '聘用之日 / day of appointment', example: '2026-01-05' })
  declare readonly appointedOn: string;
  @DayField({ optional: true, description: '试用期届满之日 / last day of probation', example: '2026-04-04' })
  declare readonly probationUntil?: string;
  @IdField({
    optional: true,
    description: '录用所依据的应聘申请 / job application that the appointment comes from',
    example: '0198a2b4-0000-7000-8000-000000000000',
  })
  declare readonly applicationId?: string;
}

/** A person enters the service of an office. An id stands for one person's service: it is never given again. */
export const appointSocialWorker = (
  c: AppointSocialWorker,
  employment: Employment,
  context: Context,
): SocialWorkerEvent[] => {
  const { workerId, officeId, name, phone, appointedOn, probationUntil } = c;
  if (employment.status !== 'none') throw reject('WORKER_ALREADY_APPOINTED');
  officeWithinReach(officeId, c, context);
  if (probationUntil !== undefined && probationUntil <= appointedOn) throw reject('WORKER_PROBATION_REVERSED');
  const given = {
    ...recruited(c, context),
    ...(phone === undefined ? {} : { phone }),
    ...(probationUntil === undefined ? {} : { probationUntil }),
  };
  return [{ type: 'SocialWorkerAppointed', data: { workerId, officeId, name, appointedOn, ...given } }];
};

/** Who comes from a recruitment was hired for this office, and is appointed once (HR-1). */
const recruited = (
  { applicationId, officeId }: AppointSocialWorker,
  { references: { applicant } }: Context,
): { applicationId?: string; recruitmentId?: string } => {
  if (applicationId === undefined) return {};
  const fit = applicant?.status === 'hired' && applicant.unit === officeId;
  if (!fit) throw reject('WORKER_APPLICATION_UNFIT', { applicationId });
  const { recruitmentId } = applicant.facts;
  return { applicationId, ...(typeof recruitmentId === 'string' ? { recruitmentId } : {}) };
};
