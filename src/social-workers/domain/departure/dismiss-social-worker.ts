import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, TextField } from '../../../kernel/fields.js';
import { checkDay, decidedByOthers, type Employment } from '../employment.js';
import type { SocialWorkerEvent } from '../events.js';
import { reject } from '../rejections.js';

export class DismissSocialWorker extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ description: '解除聘用之日 / last day of service', example: '2026-03-09' }) declare readonly on: Day;
  @TextField({ max: 1_000, description: '解除聘用的理由 / grounds', example: '连续旷工七天' })
  declare readonly reason: string;
  @IdField({ optional: true, description: '辞退案件 / dismissal case', example: 'case-1' })
  declare readonly dismissalCaseId?: string;
}

/** A person of the county ends the appointment by decision (解除聘用); no ground does it by itself (HR-3, THR-6). */
export const dismissSocialWorker = (
  c: DismissSocialWorker,
  employment: Employment,
  context: Context,
): SocialWorkerEvent[] => {
  const { workerId, on, reason, dismissalCaseId } = c;
  const worker = decidedByOthers(c, employment);
  checkDay(on, worker, context.today);
  if (dismissalCaseId !== undefined) checkCase(dismissalCaseId, c, context);
  const of = dismissalCaseId === undefined ? {} : { dismissalCaseId };
  const { officeId } = worker;
  return [{ type: 'AppointmentEnded', data: { workerId, officeId, on, reason, cause: 'DISMISSAL', ...of } }];
};

/** A case that is named is one of this worker that was decided for dismissal. What follows from such a decision comes from the case itself. */
const checkCase = (caseId: string, { meta }: DismissSocialWorker, { references: { service } }: Context): void => {
  if (meta.role === 'system') return;
  const cases = service?.facts ?? {};
  const status = Object.hasOwn(cases, caseId) ? cases[caseId] : null;
  if (status !== 'dismissed') throw reject('WORKER_CASE_UNFIT', { status });
};
