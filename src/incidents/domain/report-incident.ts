import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { dayAt, type Instant, inUtc } from '../../kernel/day.js';
import { ChoiceField, IdField, InstantField, TextField } from '../../kernel/fields.js';
import { INCIDENT_CATEGORIES, type IncidentCategory, type IncidentEvent } from './events.js';
import type { Handling } from './handling.js';
import { acknowledgeBy } from './levels.js';
import { reject } from './rejections.js';

export class ReportIncident extends Command {
  @IdField({ description: '社区矫正对象 / supervisee', example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11' })
  declare readonly superviseeId: string;
  @ChoiceField(INCIDENT_CATEGORIES, { description: '情形 / category', example: 'OUT_OF_SUPERVISION' })
  declare readonly category: IncidentCategory;
  @InstantField({ description: '发生时间 / when', example: '2026-03-09T08:30:00+08:00' })
  declare readonly occurredAt: Instant;
  @TextField({ max: 200, description: '地点 / place', example: '福州市仓山区' }) declare readonly place: string;
  @TextField({ description: '经过 / what happened', example: '三日未能联系上本人，家属不知去向' })
  declare readonly narrative: string;
}

/** One of the seven situations is reported; it begins at the office, which has so many hours to acknowledge (INC-1, INC-2). */
export const reportIncident = (c: ReportIncident, handling: Handling, context: Context): IncidentEvent[] => {
  if (handling.status !== 'unreported') throw reject('INCIDENT_ALREADY_REPORTED');
  const occurredAt = inUtc(c.occurredAt);
  if (occurredAt > context.now) throw reject('INCIDENT_IN_FUTURE');
  const ended = context.references.supervisee?.facts.dischargedOn;
  if (typeof ended === 'string' && dayAt(occurredAt) > ended) throw reject('INCIDENT_AFTER_DISCHARGE', { ended });
  const { superviseeId, category, place, narrative } = c;
  const of = { incidentId: c.meta.commandId, superviseeId, officeId: context.jurisdiction.at(-1) ?? '', category };
  const due = acknowledgeBy('office', context.now, context);
  const told = { occurredAt, acknowledgeBy: due, place, narrative };
  return [{ type: 'IncidentReported', data: { ...of, level: 'office', ...told } }];
};
