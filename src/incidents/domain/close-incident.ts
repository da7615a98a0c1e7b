import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import type { IncidentEvent } from './events.js';
import type { Handling } from './handling.js';
import { atYourLevel, named, OfIncident } from './of-incident.js';

export class CloseIncident extends OfIncident {
  @TextField({ description: '办理结果 / outcome', example: '已找到本人并予以训诫' }) declare readonly outcome: string;
}

/** The level that has the incident ends it with its outcome (INC-2). */
export const closeIncident = (c: CloseIncident, handling: Handling, context: Context): IncidentEvent[] => {
  const incident = atYourLevel(c, handling, context);
  const { level } = incident;
  return [{ type: 'IncidentClosed', data: { ...named(incident, context), level, outcome: c.outcome } }];
};
