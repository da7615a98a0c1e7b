import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { addDays, type Day } from '../../../kernel/day.js';
import { DayField, IdField, TextField } from '../../../kernel/fields.js';
import { decidedByOthers, type Employed, type Employment } from '../employment.js';
import type { SocialWorkerEvent } from '../events.js';
import { reject } from '../rejections.js';

export class ConfirmAppointment extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ description: '转正之日 / first day after the probation', example: '2026-03-06' })
  declare readonly on: Day;
  @TextField({ max: 1_000, description: '试用期评价 / opinion on the probation', example: '试用期表现合格，同意转正' })
  declare readonly opinion: string;
}

/** The county confirms who has passed the probation (转正); not without the signed undertaking of confidentiality (HR-3). */
export const confirmAppointment = (
  c: ConfirmAppointment,
  employment: Employment,
  context: Context,
): SocialWorkerEvent[] => {
  const { workerId, on, opinion } = c;
  const worker = decidedByOthers(c, employment);
  const { probationUntil, officeId } = worker;
  if (probationUntil === undefined || worker.confirmedOn !== undefined) throw reject('WORKER_NOT_ON_PROBATION');
  if (worker.undertakingSignedOn === undefined || worker.undertakingSignedOn > on)
    throw reject('WORKER_UNDERTAKING_MISSING');
  checkConfirmation(on, probationUntil, worker, context.today);
  return [{ type: 'AppointmentConfirmed', data: { workerId, officeId, on, probationUntil, opinion } }];
};

/** A probation can be cut short, from its second day on, and is not made longer by a confirmation that comes late. */
const checkConfirmation = (on: Day, probationUntil: Day, { appointedOn }: Employed, today: Day): void => {
  if (on > today) throw reject('WORKER_DAY_IN_FUTURE', { today });
  if (on <= appointedOn) throw reject('WORKER_DAY_TOO_EARLY', { since: addDays(appointedOn, 1) });
  const latest = addDays(probationUntil, 1);
  if (on > latest) throw reject('WORKER_PROBATION_OVER', { latest });
};
