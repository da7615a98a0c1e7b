import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { addDays, type Day } from '../../../kernel/day.js';
import { IdField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import type { OpinionKind } from './events.js';
import type { KnownOpinion, Opinion } from './opinion-book.js';

/** A command about one document of a procuratorate. */
export abstract class OfOpinion extends Command {
  @IdField({ path: true }) declare readonly opinionId: string;
}

export const known = (opinion: Opinion): KnownOpinion => {
  if (opinion.status === 'none') throw notFound();
  return opinion;
};

export const named = (c: OfOpinion, context: Context): { opinionId: string; unitId: string } => ({
  opinionId: c.opinionId,
  unitId: context.jurisdiction.at(-1) ?? '',
});

/** Last day of a reply: so many days after the one on which it was asked for (以内 includes it, RULE-1). */
export const replyDue = (from: Day, kind: OpinionKind, { policy }: Context): Day =>
  addDays(from, policy.rules.oversight.opinionReplyDays[kind]);
