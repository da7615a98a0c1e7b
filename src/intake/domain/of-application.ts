import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { IdField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import type { Closed, Handling, Investigating, Received } from './handling.js';
import { reject } from './rejections.js';

/** A command about one application. */
export abstract class OfApplication extends Command {
  @IdField({ path: true }) declare readonly intakeId: string;
}

/** A path is [city, county, office]. */
export const OFFICE_LEVEL = 2;

export const received = (handling: Handling): Received | Investigating | Closed => {
  if (handling.status === 'none') throw notFound();
  return handling;
};

/** The application is on record and neither concluded nor withdrawn. */
export const inHand = (handling: Handling): Received | Investigating => {
  const known = received(handling);
  if ('eligible' in known) throw reject('APPLICATION_CLOSED', { status: known.status });
  return known;
};

export const named = (c: OfApplication, context: Context): { intakeId: string; officeId: string } => ({
  intakeId: c.intakeId,
  officeId: context.jurisdiction.at(-1) ?? '',
});
