import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { DayField, IdField } from '../../../kernel/fields.js';
import { checkDay, type Employment, serving } from '../employment.js';
import type { SocialWorkerEvent } from '../events.js';
import { officeWithinReach } from '../office.js';
import { reject } from '../rejections.js';

export class TransferSocialWorker extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @IdField({ description: '调入的司法所 / office that the worker goes to', example: 'office-jinshan' })
  declare readonly officeId: string;
  @DayField({ description: '调动之日 / day of the transfer', example: '2026-03-09' }) declare readonly on: string;
}

/** A serving worker moves to another office, in the reach of whoever orders it. */
export const transferSocialWorker = (
  c: TransferSocialWorker,
  employment: Employment,
  context: Context,
): SocialWorkerEvent[] => {
  const { workerId, officeId, on } = c;
  const worker = serving(employment);
  if (worker.officeId === officeId) throw reject('WORKER_OFFICE_UNCHANGED');
  const path = officeWithinReach(officeId, c, context);
  checkDay(on, worker, context.today);
  return [{ type: 'SocialWorkerTransferred', data: { workerId, officeId, fromOfficeId: worker.officeId, on, path } }];
};
