import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { addDays, type Day } from '../../../kernel/day.js';
import { IdField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import type { Inspection, KnownInspection } from './inspection-book.js';

/** A command about one inspection. */
export abstract class OfInspection extends Command {
  @IdField({ path: true }) declare readonly inspectionId: string;
}

export const known = (inspection: Inspection): KnownInspection => {
  if (inspection.status === 'none') throw notFound();
  return inspection;
};

/** The record, under the office that it belongs to now. */
export const named = (c: OfInspection, context: Context): { inspectionId: string; officeId: string } => ({
  inspectionId: c.inspectionId,
  officeId: context.jurisdiction.at(-1) ?? '',
});

/** Last day to answer on: so many days after the one that counts (以内 includes it, RULE-1). */
export const answerDue = (from: Day, { policy }: Context): Day =>
  addDays(from, policy.rules.oversight.inspectionAnswerDays);
