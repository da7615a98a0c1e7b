import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { type Day } from '../../../kernel/day.js';
import { DayField, IdField } from '../../../kernel/fields.js';
import { type Employment, serving } from '../employment.js';
import type { SocialWorkerEvent } from '../events.js';
import { reject } from '../rejections.js';

export class SignUndertaking extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ description: '签订之日 / day of the signature', example: '2026-01-05' }) declare readonly signedOn: Day;
}

/** The worker signed the undertaking of confidentiality (保密承诺书), once, from the day of the appointment on (HR-3). */
export const signUndertaking = (c: SignUndertaking, employment: Employment, context: Context): SocialWorkerEvent[] => {
  const { workerId, signedOn } = c;
  const worker = serving(employment);
  if (worker.undertakingSignedOn !== undefined)
    throw reject('WORKER_UNDERTAKING_SIGNED', { signedOn: worker.undertakingSignedOn });
  if (signedOn > context.today) throw reject('WORKER_DAY_IN_FUTURE', { today: context.today });
  if (signedOn < worker.appointedOn) throw reject('WORKER_DAY_TOO_EARLY', { since: worker.appointedOn });
  return [{ type: 'ConfidentialityUndertakingSigned', data: { workerId, officeId: worker.officeId, signedOn } }];
};
