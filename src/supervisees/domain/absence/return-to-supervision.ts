import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, TextField } from '../../../kernel/fields.js';
import type { SuperviseeEvent } from '../events.js';
import { named, OfSupervisee, onRecord } from '../of-supervisee.js';
import { reject } from '../rejections.js';
import type { Supervision } from '../supervision.js';

export class ReturnToSupervision extends OfSupervisee {
  @DayField({ description: '恢复监管日期 / day', example: '2026-04-02' }) declare readonly on: Day;
  @TextField({ max: 500, description: '情况说明 / how it came about', example: '已找到本人，恢复报到' })
  declare readonly reason: string;
}

/** Who was out of supervision or detained is back, or was not dead: an officer says so, not from a day before it began (INC-2). */
export const returnToSupervision = (
  c: ReturnToSupervision,
  supervision: Supervision,
  context: Context,
): SuperviseeEvent[] => {
  const { status, statusSince } = onRecord(supervision);
  if (status === 'registered') throw reject('NOT_INTERRUPTED');
  if (c.on > context.today) throw reject('RETURNED_IN_FUTURE');
  if (c.on < statusSince) throw reject('RETURNED_BEFORE_INTERRUPTION', { since: statusSince });
  return [{ type: 'SupervisionResumed', data: { ...named(c, context), from: status, on: c.on, reason: c.reason } }];
};
