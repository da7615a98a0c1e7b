import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { IdField } from '../../kernel/fields.js';
import { reject } from './rejections.js';
import type { Away, WorkingLife } from './working-life.js';

/** A command about one person's work. */
export abstract class OfPerson extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

export const named = ({ superviseeId }: OfPerson, context: Context): { superviseeId: string; officeId: string } => ({
  superviseeId,
  officeId: context.jurisdiction.at(-1) ?? '',
});

export const awayNow = ({ away }: WorkingLife): Away => {
  if (!away) throw reject('NOT_AWAY');
  return away;
};
