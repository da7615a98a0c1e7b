import type { Context } from '../../kernel/context.js';
import type { IncidentEvent } from './events.js';
import type { Handling } from './handling.js';
import { levelThatSawIt, named, openIncident, OfIncident } from './of-incident.js';
import { reject } from './rejections.js';

export class AcknowledgeIncident extends OfIncident {}

/**
 * Each level that the incident came to takes note, once; within the hours given to it, or late: one that its clock passed over still
 * says that it knows (INC-2).
 */
export const acknowledgeIncident = (c: AcknowledgeIncident, handling: Handling, context: Context): IncidentEvent[] => {
  const incident = openIncident(handling);
  const level = levelThatSawIt(c, incident, context);
  if (incident.acknowledged.includes(level)) throw reject('INCIDENT_ALREADY_ACKNOWLEDGED', { level });
  const late = context.now > (incident.deadlines[level] ?? '');
  return [{ type: 'IncidentAcknowledged', data: { ...named(incident, context), level, late } }];
};
