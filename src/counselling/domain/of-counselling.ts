import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { IdField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import type { Counselling, HeldCounselling } from './counselling-book.js';

/** A command about one session on record. */
export abstract class OfCounselling extends Command {
  @IdField({ path: true }) declare readonly counsellingId: string;
}

/** Whether the caller is one to whom the content is open; the person themself, not somebody who acts for them. */
export const mayRead = ({ meta }: OfCounselling, { counsellorId, grantees }: HeldCounselling): boolean =>
  meta.actor === counsellorId || grantees.includes(meta.actor);

/** The session, for those who may know that it took place: its readers, and the office. To all others it does not exist. */
export const knownTo = (c: OfCounselling, counselling: Counselling, context: Context): HeldCounselling => {
  if (counselling.status === 'none') throw notFound();
  const ofOffice = c.meta.unit === context.jurisdiction.at(-1);
  if (!ofOffice && !mayRead(c, counselling)) throw notFound();
  return counselling;
};

export const named = (
  { counsellingId, superviseeId }: HeldCounselling,
  context: Context,
): { counsellingId: string; superviseeId: string; officeId: string } => ({
  counsellingId,
  superviseeId,
  officeId: context.jurisdiction.at(-1) ?? '',
});
