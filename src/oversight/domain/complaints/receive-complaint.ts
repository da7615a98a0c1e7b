import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { addDays, type Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../../kernel/fields.js';
import type { Complaint } from './complaint-book.js';
import { type Channel, CHANNELS, COMPLAINT_KINDS, type ComplaintEvent, type ComplaintKind } from './events.js';
import { reject } from './rejections.js';

export class ReceiveComplaint extends Command {
  @IdField({ description: '所涉单位 / unit that it is about', example: 'office-cangshan' })
  declare readonly aboutUnitId: string;
  @IdField({ optional: true, description: '所涉工作人员 / officer or social worker that it is about' })
  declare readonly respondentId?: string;
  @ChoiceField(COMPLAINT_KINDS, { description: '投诉或建议 / complaint or suggestion', example: 'COMPLAINT' })
  declare readonly kind: ComplaintKind;
  @ChoiceField(CHANNELS, { description: '来访方式 / how it came', example: 'LETTER' })
  declare readonly channel: Channel;
  @DayField({ description: '收到日期 / day', example: '2026-03-09' }) declare readonly receivedOn: Day;
  @TextField({ optional: true, max: 50, description: '投诉人姓名 / name', example: '陈某某' })
  declare readonly complainant?: string;
  @TextField({ optional: true, max: 50, description: '联系电话 / telephone', example: '13900000000' })
  declare readonly phone?: string;
  @TextField({ optional: true, max: 200, description: '地址 / address', example: '福州市仓山区某路2号' })
  declare readonly address?: string;
  @TextField({ description: '内容 / what is said', example: '来所报到时无人接待' }) declare readonly content: string;
}

/** Somebody from outside complains or suggests, under a name or none; the answer is due within the policy's days (GOV-1). */
export const receiveComplaint = (c: ReceiveComplaint, complaint: Complaint, context: Context): ComplaintEvent[] => {
  if (complaint.status !== 'none') throw reject('COMPLAINT_ALREADY_RECEIVED');
  if (c.receivedOn > context.today) throw reject('COMPLAINT_DAY_IN_FUTURE');
  const { aboutUnitId, respondentId, kind, channel, receivedOn, complainant, phone, address, content } = c;
  const dueOn = addDays(receivedOn, context.policy.rules.oversight.complaintAnswerDays);
  const of = { complaintId: c.meta.commandId, unitId: context.jurisdiction.at(-1) ?? '', aboutUnitId };
  const given = {
    ...(respondentId === undefined ? {} : { respondentId }),
    ...(complainant === undefined ? {} : { complainant }),
    ...(phone === undefined ? {} : { phone }),
    ...(address === undefined ? {} : { address }),
  };
  return [{ type: 'ComplaintReceived', data: { ...of, kind, channel, receivedOn, dueOn, ...given, content } }];
};
