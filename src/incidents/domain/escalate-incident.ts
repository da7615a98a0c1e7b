import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import type { IncidentEvent } from './events.js';
import type { Handling } from './handling.js';
import { above, acknowledgeBy } from './levels.js';
import { atYourLevel, named, OfIncident } from './of-incident.js';
import { reject } from './rejections.js';

export class EscalateIncident extends OfIncident {
  @TextField({ max: 500, description: '上报原因 / reason', example: '需县局协调公安机关查找' })
  declare readonly reason: string;
}

/** The level that has the incident hands it to the one above, whose hours begin now; nothing is above the city (INC-2). */
export const escalateIncident = (c: EscalateIncident, handling: Handling, context: Context): IncidentEvent[] => {
  const incident = atYourLevel(c, handling, context);
  const from = incident.level;
  const to = above(from);
  if (to === undefined) throw reject('INCIDENT_AT_TOP');
  const due = acknowledgeBy(to, context.now, context);
  const data = { ...named(incident, context), from, to, acknowledgeBy: due, automatic: false, reason: c.reason };
  return [{ type: 'IncidentEscalated', data }];
};
