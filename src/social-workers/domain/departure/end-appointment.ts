import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { ChoiceField, DayField, IdField, TextField } from '../../../kernel/fields.js';
import { checkDay, decidedByOthers, type Employment } from '../employment.js';
import { PLAIN_CAUSES, type PlainCause, type SocialWorkerEvent } from '../events.js';

export class EndAppointment extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ description: '离任之日 / last day of service', example: '2026-03-09' })
  declare readonly on: string;
  @TextField({ max: 500, description: '原因 / reason', example: '合同期满' }) declare readonly reason: string;
  @ChoiceField(PLAIN_CAUSES, { optional: true, description: '离任情形 / cause', example: 'CONTRACT_EXPIRY' })
  declare readonly cause?: PlainCause;
}

/** The end of an appointment that is neither asked for by the worker nor decided against them (HR-3). */
export const endAppointment = (c: EndAppointment, employment: Employment, context: Context): SocialWorkerEvent[] => {
  const { workerId, on, reason, cause } = c;
  const worker = decidedByOthers(c, employment);
  checkDay(on, worker, context.today);
  const told = cause === undefined ? {} : { cause };
  return [{ type: 'AppointmentEnded', data: { workerId, officeId: worker.officeId, on, reason, ...told } }];
};
