import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { IdField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import type { Assigned, Complaint, KnownComplaint, Received } from './complaint-book.js';
import { reject } from './rejections.js';

/** A command about one complaint or suggestion. */
export abstract class OfComplaint extends Command {
  @IdField({ path: true }) declare readonly complaintId: string;
}

export const known = (complaint: Complaint): KnownComplaint => {
  if (complaint.status === 'none') throw notFound();
  return complaint;
};

/** It is neither answered nor withdrawn. */
export const open = (complaint: Complaint): Received | Assigned => {
  const it = known(complaint);
  if (!('overdue' in it)) throw reject('COMPLAINT_NOT_OPEN', { status: it.status });
  return it;
};

/** Whoever it is about has no hand in it, nor has anybody for them. */
export const notAboutOneself = ({ meta }: OfComplaint, { respondentId }: KnownComplaint): void => {
  if (respondentId !== undefined && [meta.actor, meta.onBehalfOf].includes(respondentId))
    throw reject('COMPLAINT_ABOUT_ONESELF');
};

export const named = (c: OfComplaint, context: Context): { complaintId: string; unitId: string } => ({
  complaintId: c.complaintId,
  unitId: context.jurisdiction.at(-1) ?? '',
});
