import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, TextField } from '../../../kernel/fields.js';
import type { OpinionEvent } from './events.js';
import { known, named, OfOpinion, replyDue } from './of-opinion.js';
import type { Opinion, Replied } from './opinion-book.js';
import { reject } from './rejections.js';

const replied = (opinion: Opinion): Replied => {
  const it = known(opinion);
  if (it.status !== 'replied') throw reject('OPINION_NOT_REPLIED', { status: it.status });
  return it;
};

export class DemandFurtherReply extends OfOpinion {
  @DayField({ description: '检察机关提出的日期 / day on which the procuratorate said so', example: '2026-04-20' })
  declare readonly demandedOn: Day;
  @TextField({ description: '检察机关的意见 / what it objects to', example: '未说明追责情况' })
  declare readonly objection: string;
}

/** The procuratorate does not take the reply for one: another is due, within the days of its kind (GOV-1). */
export const demandFurtherReply = (c: DemandFurtherReply, opinion: Opinion, context: Context): OpinionEvent[] => {
  const { kind, repliedOn } = replied(opinion);
  const { demandedOn, objection } = c;
  if (demandedOn > context.today) throw reject('OPINION_DAY_IN_FUTURE');
  if (demandedOn < repliedOn) throw reject('OPINION_DEMAND_TOO_EARLY', { repliedOn });
  const data = { ...named(c, context), demandedOn, dueOn: replyDue(demandedOn, kind, context), objection };
  return [{ type: 'FurtherReplyDemanded', data }];
};

export class CloseOpinion extends OfOpinion {}

/** The procuratorate left it at the reply (GOV-1). */
export const closeOpinion = (c: CloseOpinion, opinion: Opinion, context: Context): OpinionEvent[] => {
  replied(opinion);
  return [{ type: 'OpinionClosed', data: { ...named(c, context), closedOn: context.today } }];
};
