import type { Context } from '../../../kernel/context.js';
import { TextField } from '../../../kernel/fields.js';
import type { LeaveEvent } from '../events.js';
import type { LeaveBook } from '../leave-book.js';
import { named, OfLeaveRequest, requestIn } from '../leave-request.js';
import { reject } from '../rejections.js';

export class SubmitLeaveCertificate extends OfLeaveRequest {
  @TextField({ max: 200, description: '医院证明编号 / hospital certificate', example: '闽侯县医院第0310号' })
  declare readonly certificate: string;
}

/** The certificate is handed in after the form, while sick leave is not decided; once (LEV-7). */
export const submitLeaveCertificate = (c: SubmitLeaveCertificate, book: LeaveBook, context: Context): LeaveEvent[] => {
  const leave = requestIn(book, c.requestId);
  if (leave.status !== 'pending' && leave.status !== 'returned')
    throw reject('LEAVE_NOT_PENDING', { status: leave.status });
  if (leave.kind !== 'SICK') throw reject('LEAVE_CERTIFICATE_UNFIT');
  if (leave.certified) throw reject('LEAVE_CERTIFICATE_GIVEN');
  return [{ type: 'LeaveCertificateSubmitted', data: { ...named(c, context), certificate: c.certificate } }];
};
