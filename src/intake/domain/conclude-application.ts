import type { Context } from '../../kernel/context.js';
import { FlagField, TextField } from '../../kernel/fields.js';
import type { ApplicationEvent } from './events.js';
import type { Handling } from './handling.js';
import { inHand, named, OfApplication } from './of-application.js';
import { reject } from './rejections.js';

export class ConcludeApplication extends OfApplication {
  @FlagField({ description: '是否符合社区矫正条件 / eligible', example: true }) declare readonly eligible: boolean;
  @TextField({ description: '理由 / reasons', example: '经社会调查，符合社区矫正条件' })
  declare readonly reasons: string;
}

/** Eligible or not, with reasons: decided by who did not investigate; nobody is eligible uninvestigated (INT-1). */
export const concludeApplication = (
  c: ConcludeApplication,
  handling: Handling,
  context: Context,
): ApplicationEvent[] => {
  const { status, investigators, dueOn } = inHand(handling);
  if (status === 'investigating') throw reject('INVESTIGATION_UNDER_WAY');
  if (investigators.some((one) => one === c.meta.actor || one === c.meta.onBehalfOf))
    throw reject('APPLICATION_OWN_INVESTIGATION');
  const { eligible, reasons } = c;
  if (eligible && status !== 'investigated') throw reject('APPLICATION_NEEDS_INVESTIGATION');
  const { today: concludedOn } = context;
  const data = { ...named(c, context), eligible, concludedOn, late: concludedOn > dueOn, reasons };
  return [{ type: 'IntakeApplicationConcluded', data }];
};
