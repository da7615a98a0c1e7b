import type { Context } from '../../kernel/context.js';
import { IdField } from '../../kernel/fields.js';
import type { ApplicationEvent } from './events.js';
import type { Handling } from './handling.js';
import { named, OfApplication, received } from './of-application.js';
import { reject } from './rejections.js';

export class LinkApplication extends OfApplication {
  @IdField({ description: '社区矫正对象 / supervisee', example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11' })
  declare readonly superviseeId: string;
}

/** The decision document of whom it was about is on record: from now on the two are known to be one person (INT-1). */
export const linkApplication = (c: LinkApplication, handling: Handling, context: Context): ApplicationEvent[] => {
  const application = received(handling);
  if (!('eligible' in application && application.eligible)) throw reject('APPLICATION_NOT_ELIGIBLE');
  if (application.superviseeId !== undefined)
    throw reject('APPLICATION_ALREADY_LINKED', { superviseeId: application.superviseeId });
  const { supervisee } = context.references;
  // To whom another office belongs, the caller may not know: of those there seem to be none (SEC-2).
  const here = [application.officeId, context.jurisdiction.at(-1)];
  if (!supervisee || !here.includes(supervisee.unit)) throw reject('APPLICATION_SUPERVISEE_UNFIT');
  return [{ type: 'IntakeApplicationLinked', data: { ...named(c, context), superviseeId: c.superviseeId } }];
};
