import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, TextField } from '../../../kernel/fields.js';
import { checkDay, decidedByOthers, type Employed, type Employment, serving } from '../employment.js';
import type { SocialWorkerEvent } from '../events.js';
import { reject } from '../rejections.js';

export class SubmitResignation extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ description: '拟离任之日 / last day of service asked for', example: '2026-04-08' })
  declare readonly lastDay: Day;
  @TextField({ max: 500, description: '原因 / reason', example: '个人原因' }) declare readonly reason: string;
}
export class WithdrawResignation extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
}
export class AcceptResignation extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ description: '离任之日 / last day of service', example: '2026-04-08' }) declare readonly on: Day;
  @TextField({ max: 500, description: '处理意见 / opinion', example: '同意辞职，工作已交接' })
  declare readonly reason: string;
}

/** A worker asks to leave, for a day that has not passed (HR-3). */
export const submitResignation = (
  c: SubmitResignation,
  employment: Employment,
  context: Context,
): SocialWorkerEvent[] => {
  const { workerId, lastDay, reason } = c;
  const worker = serving(employment);
  if (worker.resignation) throw reject('WORKER_RESIGNATION_PENDING', { lastDay: worker.resignation.lastDay });
  if (lastDay < context.today) throw reject('WORKER_DAY_PASSED', { today: context.today });
  return [{ type: 'ResignationSubmitted', data: { workerId, officeId: worker.officeId, lastDay, reason } }];
};

/** The worker stays after all, while nobody has accepted the resignation. */
export const withdrawResignation = (c: WithdrawResignation, employment: Employment): SocialWorkerEvent[] => {
  const worker = serving(employment);
  const { lastDay } = resigning(worker);
  return [{ type: 'ResignationWithdrawn', data: { workerId: c.workerId, officeId: worker.officeId, lastDay } }];
};

/** The county accepts, on the last day of service or after it: what was asked for, or another day. */
export const acceptResignation = (
  c: AcceptResignation,
  employment: Employment,
  context: Context,
): SocialWorkerEvent[] => {
  const { workerId, on, reason } = c;
  const worker = decidedByOthers(c, employment);
  resigning(worker);
  checkDay(on, worker, context.today);
  const { officeId } = worker;
  return [{ type: 'AppointmentEnded', data: { workerId, officeId, on, reason, cause: 'RESIGNATION' } }];
};

const resigning = ({ resignation }: Employed): NonNullable<Employed['resignation']> => {
  if (!resignation) throw reject('WORKER_NOT_RESIGNING');
  return resignation;
};
