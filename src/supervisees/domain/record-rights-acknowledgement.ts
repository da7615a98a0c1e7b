import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { DayField, IdField } from '../../kernel/fields.js';
import type { SuperviseeEvent } from './events.js';
import { named, OfSupervisee, underSupervision } from './of-supervisee.js';
import { reject } from './rejections.js';
import type { Supervision } from './supervision.js';

export class RecordRightsAcknowledgement extends OfSupervisee {
  @DayField({ description: '告知日期 / day', example: '2026-03-09' }) declare readonly day: Day;
  @IdField({ description: '告知人 / who explained', example: 'w-001' }) declare readonly explainedBy: string;
}

/** Rights, obligations and supervision rules were explained and acknowledged, once; no plan is approved without it (INT-3). */
export const recordRightsAcknowledgement = (
  c: RecordRightsAcknowledgement,
  supervision: Supervision,
  context: Context,
): SuperviseeEvent[] => {
  const { reportedOn, rightsAcknowledgedOn } = underSupervision(supervision);
  if (rightsAcknowledgedOn !== undefined) throw reject('RIGHTS_ALREADY_ACKNOWLEDGED', { on: rightsAcknowledgedOn });
  if (c.day < reportedOn) throw reject('ACKNOWLEDGED_BEFORE_REGISTRATION', { reportedOn });
  if (c.day > context.today) throw reject('ACKNOWLEDGED_IN_FUTURE');
  const { day, explainedBy } = c;
  return [{ type: 'RightsAcknowledged', data: { ...named(c, context), day, explainedBy } }];
};
