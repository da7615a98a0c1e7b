import type { Context } from '../../../kernel/context.js';
import { FlagField, TextField } from '../../../kernel/fields.js';
import type { Complaint } from './complaint-book.js';
import type { ComplaintEvent } from './events.js';
import { known, named, notAboutOneself, OfComplaint, open } from './of-complaint.js';
import { reject } from './rejections.js';

export class WithdrawComplaint extends OfComplaint {
  @TextField({ max: 500, description: '撤回原因 / reason', example: '投诉人来电撤回' }) declare readonly reason: string;
}

/** Whoever complained takes it back before it is answered (GOV-1). */
export const withdrawComplaint = (c: WithdrawComplaint, complaint: Complaint, context: Context): ComplaintEvent[] => {
  notAboutOneself(c, open(complaint));
  const { today: withdrawnOn } = context;
  return [{ type: 'ComplaintWithdrawn', data: { ...named(c, context), withdrawnOn, reason: c.reason } }];
};

export class CloseComplaint extends OfComplaint {
  @FlagField({ optional: true, description: '投诉人是否满意 / whether who complained is content', example: true })
  declare readonly satisfied?: boolean;
  @TextField({ optional: true, max: 500, description: '备注 / remark', example: '已电话回访' })
  declare readonly remark?: string;
}

/** It was answered, and nothing is left to do (GOV-1). */
export const closeComplaint = (c: CloseComplaint, complaint: Complaint, context: Context): ComplaintEvent[] => {
  const it = known(complaint);
  if (it.status !== 'answered') throw reject('COMPLAINT_NOT_ANSWERED', { status: it.status });
  notAboutOneself(c, it);
  const { satisfied, remark } = c;
  const said = {
    ...(satisfied === undefined ? {} : { satisfied }),
    ...(remark === undefined ? {} : { remark }),
  };
  return [{ type: 'ComplaintClosed', data: { ...named(c, context), closedOn: context.today, ...said } }];
};
