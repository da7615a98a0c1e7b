import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import type { ApplicationEvent } from './events.js';
import type { Handling } from './handling.js';
import { inHand, named, OfApplication } from './of-application.js';

export class WithdrawApplication extends OfApplication {
  @TextField({ max: 500, description: '撤回原因 / reason', example: '委托机关撤回委托' })
  declare readonly reason: string;
}

/** Whoever applied takes it back; an investigation that is under way ends with it (INT-1). */
export const withdrawApplication = (
  c: WithdrawApplication,
  handling: Handling,
  context: Context,
): ApplicationEvent[] => {
  inHand(handling);
  const { today: withdrawnOn } = context;
  return [{ type: 'IntakeApplicationWithdrawn', data: { ...named(c, context), withdrawnOn, reason: c.reason } }];
};
