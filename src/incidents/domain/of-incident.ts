import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { IdField } from '../../kernel/fields.js';
import { type IncidentCategory, type Level, LEVELS } from './events.js';
import type { Handling, OpenIncident } from './handling.js';
import { levelOf } from './levels.js';
import { reject } from './rejections.js';

/** A command about one incident on record. */
export abstract class OfIncident extends Command {
  @IdField({ path: true }) declare readonly incidentId: string;
}

export const openIncident = (handling: Handling): OpenIncident => {
  if (handling.status === 'unreported') throw reject('INCIDENT_NOT_FOUND');
  if (handling.status === 'closed') throw reject('INCIDENT_CLOSED');
  return handling;
};

/** The open incident, when the caller acts for the level that has it now. */
export const atYourLevel = (c: OfIncident, handling: Handling, context: Context): OpenIncident => {
  const incident = openIncident(handling);
  if (levelOf(c.meta, context) !== incident.level) throw reject('INCIDENT_NOT_YOUR_LEVEL', { level: incident.level });
  return incident;
};

/** The caller's level, when the incident is with it or has passed through it. */
export const levelThatSawIt = (c: OfIncident, incident: OpenIncident, context: Context): Level => {
  const level = levelOf(c.meta, context);
  if (level === undefined || LEVELS.indexOf(level) > LEVELS.indexOf(incident.level))
    throw reject('INCIDENT_NOT_YOUR_LEVEL', { level: incident.level });
  return level;
};

interface Named {
  readonly incidentId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly category: IncidentCategory;
}
export const named = ({ incidentId, superviseeId, category }: OpenIncident, context: Context): Named => ({
  incidentId,
  superviseeId,
  officeId: context.jurisdiction.at(-1) ?? '',
  category,
});
