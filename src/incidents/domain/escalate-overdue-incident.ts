import type { Context } from '../../kernel/context.js';
import { ChoiceField } from '../../kernel/fields.js';
import { type IncidentEvent, type Level, LEVELS } from './events.js';
import type { Handling } from './handling.js';
import { above, acknowledgeBy } from './levels.js';
import { named, OfIncident } from './of-incident.js';

/** Given by the scheduler when the clock of a level runs out. */
export class EscalateOverdueIncident extends OfIncident {
  @ChoiceField(LEVELS) declare readonly level: Level;
}

/**
 * A level that does not acknowledge in time loses the incident to the one above, whose hours begin when those of the level ran out;
 * of the city it is recorded, once, that it is overdue (INC-2).
 */
export const escalateOverdueIncident = (
  c: EscalateOverdueIncident,
  handling: Handling,
  context: Context,
): IncidentEvent[] => {
  if (handling.status !== 'open' || handling.level !== c.level || handling.overdue) return [];
  const { level, acknowledged, deadlines } = handling;
  const ranOut = deadlines[level];
  if (ranOut === undefined || acknowledged.includes(level) || context.now <= ranOut) return [];
  const of = named(handling, context);
  const to = above(level);
  if (to === undefined) return [{ type: 'IncidentOverdue', data: { ...of, level, acknowledgeBy: ranOut } }];
  const due = acknowledgeBy(to, ranOut, context);
  return [{ type: 'IncidentEscalated', data: { ...of, from: level, to, acknowledgeBy: due, automatic: true } }];
};
