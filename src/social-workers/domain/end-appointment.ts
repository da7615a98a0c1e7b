import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { DayField, IdField, TextField } from '../../kernel/fields.js';
import { checkDay, type Employment, serving } from './employment.js';
import type { SocialWorkerEvent } from './events.js';

export class EndAppointment extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ description: '离任之日 / day on which the service ends', example: '2026-03-09' })
  declare readonly on: string;
  @TextField({ max: 500, description: '原因 / reason', example: '辞职' }) declare readonly reason: string;
}

export const endAppointment = (c: EndAppointment, employment: Employment, context: Context): SocialWorkerEvent[] => {
  const { workerId, on, reason } = c;
  const worker = serving(employment);
  checkDay(on, worker, context.today);
  return [{ type: 'AppointmentEnded', data: { workerId, officeId: worker.officeId, on, reason } }];
};
