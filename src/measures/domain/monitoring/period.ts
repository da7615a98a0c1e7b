import { addDays, type Day, isDay } from '../../../kernel/day.js';
import type { Context } from '../../../kernel/context.js';
import { reject } from './rejections.js';

/**
 * Last day of so many calendar months that begin on a day, that day included: from the 15th to the 14th; where the last month has no
 * such day, to its end (Civil Code 202).
 */
export const lastDayOfMonths = (from: Day, months: number): Day => {
  const at = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months;
  const month = (index: number): string => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  const corresponding = `${month(at)}-${from.slice(8)}`;
  return addDays(isDay(corresponding) ? corresponding : `${month(at + 1)}-01`, -1);
};

/** A period that an order or an extension may run: no longer than the policy's months, within the term (MON-1). */
export const checkPeriod = (from: Day, to: Day, { policy, references }: Context): void => {
  if (to < from) throw reject('MONITORING_REVERSED');
  const latest = lastDayOfMonths(from, policy.rules.monitoring.months);
  if (to > latest) throw reject('MONITORING_TOO_LONG', { latest });
  const { termTo } = references.supervisee?.facts ?? {};
  if (typeof termTo === 'string' && to > termTo) throw reject('MONITORING_BEYOND_TERM', { termTo });
};
