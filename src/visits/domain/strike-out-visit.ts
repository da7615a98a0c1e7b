import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { IdField, TextField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import { registrationOf } from '../../kernel/supervision/under-supervision.js';
import type { VisitEvent } from './events.js';
import { reject } from './rejections.js';
import type { Visiting } from './visiting.js';

export class StrikeOutVisit extends Command {
  @IdField({ path: true }) declare readonly visitId: string;
  @TextField({ max: 500, description: '撤销原因 / reason', example: '误登记为他人' }) declare readonly reason: string;
}

/** A mistaken entry is struck out with its reason, once; what it said stays on record (VIS-1). */
export const strikeOutVisit = (c: StrikeOutVisit, visit: Visiting, context: Context): VisitEvent[] => {
  if (visit.status === 'none') throw notFound();
  if (visit.status === 'struck-out') throw reject('VISIT_STRUCK_OUT');
  registrationOf(context.references.supervisee);
  const { superviseeId, kind, day, time } = visit;
  const of = { visitId: c.visitId, superviseeId, officeId: context.jurisdiction.at(-1) ?? '', kind, day, time };
  return [{ type: 'VisitStruckOut', data: { ...of, reason: c.reason } }];
};
