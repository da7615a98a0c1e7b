import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import type { IncidentEvent } from './events.js';
import type { Handling } from './handling.js';
import { levelThatSawIt, named, OfIncident, openIncident } from './of-incident.js';

export class AddMeasure extends OfIncident {
  @TextField({ description: '处置措施 / measure', example: '联系家属并到居住地查访' }) declare readonly text: string;
}

/** What was done about it: by the level that has the incident, and by those below, which go on working on it (INC-2). */
export const addMeasure = (c: AddMeasure, handling: Handling, context: Context): IncidentEvent[] => {
  const incident = openIncident(handling);
  const level = levelThatSawIt(c, incident, context);
  return [{ type: 'IncidentMeasureAdded', data: { ...named(incident, context), level, text: c.text } }];
};
