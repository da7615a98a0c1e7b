import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import type { ApplicationEvent } from './events.js';
import { type Handling, personIn } from './handling.js';
import { named, OfApplication, received } from './of-application.js';
import { reject } from './rejections.js';

export class UnlinkApplication extends OfApplication {
  @TextField({ max: 500, description: '更正原因 / reason', example: '同名误关联，经核对非同一人' })
  declare readonly reason: string;
}

/** It was not about this person: the further fact says whom it was linked to and why that was wrong. It may be linked anew (INT-1). */
export const unlinkApplication = (c: UnlinkApplication, handling: Handling, context: Context): ApplicationEvent[] => {
  const superviseeId = personIn(received(handling));
  if (superviseeId === undefined) throw reject('APPLICATION_NOT_LINKED');
  return [{ type: 'IntakeApplicationUnlinked', data: { ...named(c, context), superviseeId, reason: c.reason } }];
};
