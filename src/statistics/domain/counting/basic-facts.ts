import type { ReturnRules } from '../../../kernel/supervision/return-rules.js';
import type { Traits } from '../../../kernel/supervision/course.js';
import { divisionsBy } from './divisions.js';
import type { Scope } from './flow-table.js';
import type { Days } from './span.js';

/** Everybody on record in these offices (STA-1). */
export const onRecord = (offices: readonly string[], days: Days, position: number, rules: ReturnRules): Scope => {
  const mine = new Set(offices);
  const counts = ({ officeId }: Traits): boolean => mine.has(officeId);
  return { days, position, counts, divisions: divisionsBy(rules) };
};
