import type { Context } from '../../kernel/context.js';
import { addDays, type Day, firstDayOfQuarter, lastDayOfQuarter, type Quarter } from '../../kernel/day.js';
import type { PolicyRules } from '../../kernel/policy-rules.js';

/** Whether a service from one day to another, open where it has no end, has a day in the quarter. */
export const servesIn = (quarter: Quarter, appointedOn: Day, leftOn: Day | null): boolean =>
  appointedOn <= lastDayOfQuarter(quarter) && (leftOn === null || leftOn >= firstDayOfQuarter(quarter));

/** Whether the worker that the decision is about served on a day of the quarter, also one who has left since. */
export const servedIn = (quarter: Quarter, { references: { worker } }: Context): boolean => {
  if (!worker) return false;
  const { appointedOn, leftOn } = worker.facts;
  if (worker.status !== 'serving' && typeof leftOn !== 'string') return false;
  return servesIn(
    quarter,
    typeof appointedOn === 'string' ? appointedOn : '',
    typeof leftOn === 'string' ? leftOn : null,
  );
};

/** First day on which a quarter is appraised: so many days before its last one, but never before the quarter itself (APP-1). */
export const openingOf = (quarter: Quarter, { appraisal }: PolicyRules): Day => {
  const opens = addDays(lastDayOfQuarter(quarter), -appraisal.opensDaysBeforeQuarterEnd);
  const begins = firstDayOfQuarter(quarter);
  return opens < begins ? begins : opens;
};
