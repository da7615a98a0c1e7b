import { type Day, yearOf } from '../day.js';
import type { PolicyRules } from '../policy-rules.js';

type MinorsRules = PolicyRules['minors'];

/**
 * Earliest year of birth of whom the rules for minors protect on a day. Records keep the year of birth alone, in clear, and not the day:
 * so a person is handled as a minor to the end of the year in which they come of age, never for less time than the law wants.
 */
export const firstYearOfMinors = (day: Day, { adultAge }: MinorsRules): number => yearOf(day) - adultAge;

export const isMinor = (birthYear: number, day: Day, rules: MinorsRules): boolean =>
  birthYear >= firstYearOfMinors(day, rules);
