import type { Context } from '../../../kernel/context.js';
import { ChoiceField, TextField } from '../../../kernel/fields.js';
import { type Adoption, ADOPTIONS, type OpinionEvent } from './events.js';
import { known, named, OfOpinion } from './of-opinion.js';
import type { Drafted, Opinion } from './opinion-book.js';
import { reject } from './rejections.js';

export class DraftOpinionReply extends OfOpinion {
  @ChoiceField(ADOPTIONS, { description: '采纳情况 / adopted or not', example: 'PARTLY_ADOPTED' })
  declare readonly adoption: Adoption;
  @TextField({ description: '整改措施和结果 / what was done', example: '已补办审批手续并开展培训' })
  declare readonly measures: string;
  @TextField({ optional: true, description: '不采纳的理由 / why not', example: '第二项与有关规定不符' })
  declare readonly reasons?: string;
}

/** What is not adopted, or not wholly, needs reasons (GOV-1; [62] of the law). */
export const draftOpinionReply = (c: DraftOpinionReply, opinion: Opinion, context: Context): OpinionEvent[] => {
  const { status } = known(opinion);
  if (status !== 'received') throw reject('OPINION_NOT_TO_REPLY', { status });
  const { adoption, measures, reasons } = c;
  if (adoption !== 'ADOPTED' && reasons === undefined) throw reject('OPINION_REASONS_NEEDED');
  if (adoption === 'ADOPTED' && reasons !== undefined) throw reject('OPINION_REASONS_NOT_WANTED');
  const said = { adoption, measures, ...(reasons === undefined ? {} : { reasons }) };
  const data = { ...named(c, context), draftedBy: c.meta.onBehalfOf ?? c.meta.actor, ...said };
  return [{ type: 'OpinionReplyDrafted', data }];
};

const drafted = (opinion: Opinion): Drafted => {
  const it = known(opinion);
  if (it.status !== 'drafted') throw reject('OPINION_NO_DRAFT', { status: it.status });
  return it;
};

export class ReturnOpinionReply extends OfOpinion {
  @TextField({ max: 1_000, description: '修改意见 / what to change', example: '请补充整改结果' })
  declare readonly remark: string;
}

export const returnOpinionReply = (c: ReturnOpinionReply, opinion: Opinion, context: Context): OpinionEvent[] => {
  drafted(opinion);
  return [{ type: 'OpinionReplyReturned', data: { ...named(c, context), remark: c.remark } }];
};

export class SendOpinionReply extends OfOpinion {
  @TextField({ max: 100, description: '回复文号 / number of the reply', example: '榕仓司函〔2026〕3号' })
  declare readonly replyNumber: string;
}

/** A leader who did not write it signs the reply, and it goes out; after the last day it stays late (GOV-1). */
export const sendOpinionReply = (c: SendOpinionReply, opinion: Opinion, context: Context): OpinionEvent[] => {
  const { draftedBy, dueOn, adoption } = drafted(opinion);
  if ([c.meta.actor, c.meta.onBehalfOf].includes(draftedBy)) throw reject('OPINION_OWN_DRAFT');
  const { today: repliedOn } = context;
  const { replyNumber } = c;
  const data = { ...named(c, context), replyNumber, adoption, repliedOn, late: repliedOn > dueOn };
  return [{ type: 'OpinionReplied', data }];
};

/** Given by the scheduler when the last day to reply is over. */
export class MarkOpinionReplyOverdue extends OfOpinion {}

/** No reply went out in time: said once; it can still go out, and stays late (GOV-1). */
export const markOpinionReplyOverdue = (
  c: MarkOpinionReplyOverdue,
  opinion: Opinion,
  context: Context,
): OpinionEvent[] => {
  if (!('overdue' in opinion) || opinion.overdue || context.today <= opinion.dueOn) return [];
  return [{ type: 'OpinionReplyOverdue', data: { ...named(c, context), dueOn: opinion.dueOn } }];
};
