import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, TextField } from '../../../kernel/fields.js';
import type { InspectionEvent } from './events.js';
import type { Inspection } from './inspection-book.js';
import { known, named, OfInspection } from './of-inspection.js';
import { reject } from './rejections.js';

/** A path is [city, county, office]. */
const OFFICE_LEVEL = 2;

export class PlanInspection extends Command {
  @IdField({ description: '被检查的司法所 / office', example: 'office-cangshan' }) declare readonly officeId: string;
  @DayField({ description: '计划检查日期 / day', example: '2026-04-08' }) declare readonly plannedOn: Day;
  @TextField({ max: 500, description: '检查内容，不写个人信息 / subject; names nobody', example: '档案管理和分类管理' })
  declare readonly subject: string;
}

/** The county or city plans to look at how an office works; today at the earliest (GOV-1). */
export const planInspection = (c: PlanInspection, inspection: Inspection, context: Context): InspectionEvent[] => {
  if (inspection.status !== 'none') throw reject('INSPECTION_ALREADY_PLANNED');
  const officeId = context.jurisdiction[OFFICE_LEVEL];
  if (officeId === undefined) throw reject('INSPECTION_NEEDS_OFFICE', { officeId: c.officeId });
  if (c.plannedOn < context.today) throw reject('INSPECTION_PLANNED_IN_PAST');
  const { plannedOn, subject } = c;
  const of = { inspectionId: c.meta.commandId, officeId };
  return [{ type: 'InspectionPlanned', data: { ...of, madeOn: context.today, plannedOn, subject } }];
};

export class CancelInspection extends OfInspection {
  @TextField({ max: 500, description: '取消原因，不写个人信息 / reason; names nobody', example: '并入年度综合检查' })
  declare readonly reason: string;
}

/** What has not been carried out may be given up (GOV-1). */
export const cancelInspection = (c: CancelInspection, inspection: Inspection, context: Context): InspectionEvent[] => {
  if (known(inspection).status !== 'planned') throw reject('INSPECTION_NOT_PLANNED', { status: inspection.status });
  return [{ type: 'InspectionCancelled', data: { ...named(c, context), reason: c.reason } }];
};
