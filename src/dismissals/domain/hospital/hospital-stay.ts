import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../../kernel/fields.js';
import { type Stay, STAY_CAUSES, type StayCause } from '../../../kernel/workforce/conduct.js';
import { judged, named } from '../cases/judge.js';
import type { ServiceRecordEvent } from '../events.js';
import type { ServiceRecord } from '../record-state.js';
import { reject } from '../rejections.js';

abstract class StayDays extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ description: '住院首日 / first day in hospital', example: '2026-03-02' }) declare readonly from: Day;
  @DayField({ description: '住院末日（含） / last day in hospital, included', example: '2026-03-06' })
  declare readonly to: Day;
  @ChoiceField(STAY_CAUSES, { description: '住院原因 / cause', example: 'NON_WORK_INJURY' })
  declare readonly cause: StayCause;
}
export class RecordHospitalStay extends StayDays {
  @TextField({ max: 200, description: '医院 / hospital', example: '闽侯县医院' }) declare readonly hospital: string;
  @TextField({ max: 500, description: '证明材料 / evidence', example: '出院小结第0310号，非因工负伤' })
  declare readonly evidence: string;
}
export class CorrectHospitalStay extends StayDays {
  @IdField({ path: true }) declare readonly stayId: string;
  @TextField({ max: 500, description: '更正理由 / reason', example: '出院日期登记有误' })
  declare readonly reason: string;
}
export class WithdrawHospitalStay extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @IdField({ path: true }) declare readonly stayId: string;
  @TextField({ max: 500, description: '撤销理由 / reason', example: '登记对象有误' }) declare readonly reason: string;
}

type Rule<C extends Command> = (c: C, record: ServiceRecord, context: Context) => ServiceRecordEvent[];

/** Days in hospital that have passed, with the evidence; whether they count, their cause says (THR-5). */
export const recordHospitalStay: Rule<RecordHospitalStay> = (c, record, context) => {
  const { hospital, evidence } = c;
  const data = { ...named(c, context), stayId: c.meta.commandId, ...stayOf(c, record, context), hospital, evidence };
  return judged([{ type: 'HospitalStayRecorded', data }], c, record, context);
};

export const correctHospitalStay: Rule<CorrectHospitalStay> = (c, record, context) => {
  const before = stayIn(record, c.stayId);
  const after = stayOf(c, record, context);
  if (JSON.stringify(before) === JSON.stringify(after)) throw reject('STAY_UNCHANGED');
  const data = { ...named(c, context), stayId: c.stayId, ...after, before, reason: c.reason };
  return judged([{ type: 'HospitalStayCorrected', data }], c, record, context);
};

export const withdrawHospitalStay: Rule<WithdrawHospitalStay> = (c, record, context) => {
  const { stayId, reason } = c;
  const data = { ...named(c, context), stayId, before: stayIn(record, stayId), reason };
  return judged([{ type: 'HospitalStayWithdrawn', data }], c, record, context);
};

const stayOf = ({ from, to, cause }: StayDays, { endedOn }: ServiceRecord, context: Context): Stay => {
  if (endedOn !== undefined) throw reject('SERVICE_ENDED', { on: endedOn });
  if (to < from) throw reject('STAY_REVERSED');
  if (to > context.today) throw reject('STAY_IN_FUTURE', { today: context.today });
  const { appointedOn } = context.references.worker?.facts ?? {};
  if (typeof appointedOn === 'string' && from < appointedOn) throw reject('STAY_BEFORE_APPOINTMENT', { appointedOn });
  return { from, to, cause };
};

const stayIn = ({ stays }: ServiceRecord, stayId: string): Stay => {
  const stay = Object.hasOwn(stays, stayId) ? stays[stayId] : undefined;
  if (!stay) throw reject('STAY_NOT_FOUND');
  return stay;
};
