import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { IdField } from '../../kernel/fields.js';
import { reject } from './rejections.js';
import type { Registered, Supervision } from './supervision.js';

/** A command about one person on record. */
export abstract class OfSupervisee extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

/** The person has reported and was not discharged; nothing else is done with anybody. */
export const underSupervision = (supervision: Supervision): Registered => {
  if (supervision.status !== 'registered') throw reject('NOT_UNDER_SUPERVISION', { status: supervision.status });
  return supervision;
};

export const named = (c: OfSupervisee, context: Context): { superviseeId: string; officeId: string } => ({
  superviseeId: c.superviseeId,
  officeId: context.jurisdiction.at(-1) ?? '',
});
