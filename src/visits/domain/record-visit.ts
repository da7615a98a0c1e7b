import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { type Day, instantOf } from '../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField, TimeField } from '../../kernel/fields.js';
import { IdsField } from '../../kernel/field-kinds/id-list.js';
import { underSupervisionOn } from '../../kernel/supervision/under-supervision.js';
import { VISIT_KINDS, type VisitEvent, type VisitKind } from './events.js';
import { reject } from './rejections.js';
import type { Visiting } from './visiting.js';

export class RecordVisit extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @ChoiceField(VISIT_KINDS, { description: '方式 / kind', example: 'HOME_VISIT' }) declare readonly kind: VisitKind;
  @DayField({ description: '日期 / day', example: '2026-03-10' }) declare readonly day: Day;
  @TimeField({ description: '时间 / time', example: '09:30' }) declare readonly time: string;
  @IdsField({ min: 1, max: 20, description: '走访人员 / who visited', example: ['w-001'] })
  declare readonly visitors: string[];
  @TextField({ max: 200, description: '地点 / place', example: '福州市仓山区某路1号' }) declare readonly place: string;
  @TextField({ max: 200, optional: true, description: '见到何人 / who was met', example: '本人及其母亲' })
  declare readonly met?: string;
  @TextField({ description: '走访情况 / findings', example: '在家，情绪稳定，近期在建材店上班' })
  declare readonly findings: string;
}

/** A home visit, a patrol or a check-in at the office, told after it took place, of a person under supervision (VIS-1). */
export const recordVisit = (c: RecordVisit, visit: Visiting, context: Context): VisitEvent[] => {
  if (visit.status !== 'none') throw reject('VISIT_ALREADY_RECORDED');
  const { superviseeId, kind, day, time, visitors, place, met, findings } = c;
  underSupervisionOn(day, context);
  if (instantOf(day, time) > context.now) throw reject('VISIT_IN_FUTURE');
  const of = { visitId: c.meta.commandId, superviseeId, officeId: context.jurisdiction.at(-1) ?? '', kind, day, time };
  const told = { visitors, place, ...(met === undefined ? {} : { met }), findings };
  return [{ type: 'VisitMade', data: { ...of, ...told } }];
};
