import type { Context } from '../../../kernel/context.js';
import { IdField, TextField } from '../../../kernel/fields.js';
import type { LeaveEvent } from '../events.js';
import { type Leave, type LeaveBook, type NotifiedLeave, type ReturnedLeave } from '../leave-book.js';
import { named, OfLeaveRequest, requestIn } from '../leave-request.js';
import { reject } from '../rejections.js';
import { applicationOf } from '../request-leave.js';

export class RegulariseLeave extends OfLeaveRequest {
  @TextField({ max: 1_000, description: '事由 / reason', example: '突发高烧，已就医' }) declare readonly reason: string;
  @IdField({ optional: true, description: '代班人 / substitute', example: 'w-002' })
  declare readonly substitute?: string;
  @TextField({
    max: 200,
    optional: true,
    description: '医院证明编号 / hospital certificate',
    example: '闽侯县医院第0310号',
  })
  declare readonly certificate?: string;
}

/** The form after the notice (补办), until the end of its last day; it asks for what was notified and goes the way of any other (LEV-6). */
export const regulariseLeave = (c: RegulariseLeave, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = toRegularise(requestIn(book, c.requestId));
  const { kind, sessions, formDueOn } = leave;
  const [from, to] = [sessions[0], sessions.at(-1)];
  if (formDueOn === undefined || from === undefined || to === undefined) throw reject('LEAVE_NOT_TO_REGULARISE');
  if (context.today > formDueOn) throw reject('LEAVE_FORM_LATE', { formDueOn });
  const { workerId, reason, substitute, certificate } = c;
  const papers = {
    ...(substitute === undefined ? {} : { substitute }),
    ...(certificate === undefined ? {} : { certificate }),
  };
  const asking = { workerId, kind, from, to, reason, ...papers, onTheDay: true } as const;
  const form = applicationOf(asking, c.requestId, book, context);
  return [{ type: 'LeaveRegularised', data: { ...named(c, context), ...form } }];
};

const toRegularise = (leave: Leave): NotifiedLeave | ReturnedLeave => {
  if (leave.status === 'notified' || (leave.status === 'returned' && leave.emergency)) return leave;
  throw reject('LEAVE_NOT_TO_REGULARISE', { status: leave.status });
};
