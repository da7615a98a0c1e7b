import type { CommandMeta } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Instant } from '../../kernel/day.js';
import { type Level, LEVELS } from './events.js';

/** The level above; undefined at the top. */
export const above = (level: Level): Level | undefined => LEVELS[LEVELS.indexOf(level) + 1];

/** The level that the caller acts for: a post stands for one, an officer serves where the unit is. */
export const levelOf = (by: CommandMeta, { jurisdiction }: Context): Level | undefined => {
  switch (by.role) {
    case 'social-worker':
    case 'office-head':
      return 'office';
    case 'deputy-director':
    case 'director':
      return 'county';
    case 'city-officer':
      return 'city';
    case 'officer':
      return (['city', 'county', 'office'] as const)[jurisdiction.indexOf(by.unit)];
    case 'auditor':
    case 'analyst':
    case 'administrator':
    case 'system':
      return undefined;
  }
};

/** Until when a level has to acknowledge what reaches it at an instant (INC-2). */
export const acknowledgeBy = (level: Level, from: Instant, { policy }: Context): Instant => {
  const { officeHours, countyHours, cityHours } = policy.rules.incident;
  const hours = { office: officeHours, county: countyHours, city: cityHours }[level];
  return new Date(Date.parse(from) + Math.round(hours * 3_600_000)).toISOString();
};
