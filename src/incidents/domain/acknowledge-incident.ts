import type { Context } from '../../kernel/context.js';
import type { IncidentEvent } from './events.js';
import type { Handling } from './handling.js';
import { atYourLevel, named, OfIncident } from './of-incident.js';
import { reject } from './rejections.js';

export class AcknowledgeIncident extends OfIncident {}

/** The level that has the incident takes note, once; within the hours given to it, or late (INC-2). */
export const acknowledgeIncident = (c: AcknowledgeIncident, handling: Handling, context: Context): IncidentEvent[] => {
  const incident = atYourLevel(c, handling, context);
  const { level, acknowledged } = incident;
  if (acknowledged.includes(level)) throw reject('INCIDENT_ALREADY_ACKNOWLEDGED', { level });
  const late = context.now > incident.acknowledgeBy;
  return [{ type: 'IncidentAcknowledged', data: { ...named(incident, context), level, late } }];
};
