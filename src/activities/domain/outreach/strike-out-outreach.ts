import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { IdField, TextField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import type { OutreachEvent } from './events.js';
import type { Outreach } from './outreach-book.js';
import { reject } from './rejections.js';

export class StrikeOutOutreach extends Command {
  @IdField({ path: true }) declare readonly outreachId: string;
  @TextField({
    max: 500,
    description: '撤销原因，不得写入个人信息 / reason, without personal data',
    example: '重复登记',
  })
  declare readonly reason: string;
}

/** A mistaken entry is struck out with its reason, once; what it said stays on record (OUT-1). */
export const strikeOutOutreach = (c: StrikeOutOutreach, outreach: Outreach, context: Context): OutreachEvent[] => {
  if (outreach.status === 'none') throw notFound();
  if (outreach.status === 'struck-out') throw reject('OUTREACH_STRUCK_OUT');
  const of = { outreachId: c.outreachId, officeId: context.jurisdiction.at(-1) ?? '', day: outreach.day };
  return [{ type: 'OutreachStruckOut', data: { ...of, reason: c.reason } }];
};
