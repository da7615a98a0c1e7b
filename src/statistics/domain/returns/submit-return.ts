import type { Context } from '../../../kernel/context.js';
import { daysBetween } from '../../../kernel/day.js';
import type { ReturnEvent } from './events.js';
import { byTheUnit, drafted, dueDay, named, OfReturn } from './of-return.js';
import { reject } from './rejections.js';
import type { StatisticalReturn } from './return-state.js';

export class SubmitReturn extends OfReturn {}

/** The draft is handed in, and is not changed any more; after the last day it is taken and stays marked as late (STA-5). */
export const submitReturn = (c: SubmitReturn, state: StatisticalReturn, context: Context): ReturnEvent[] => {
  byTheUnit(c, context);
  const version = drafted(state);
  if (c.kind === 'ANALYSIS' && !state.completed) throw reject('ANALYSIS_INCOMPLETE');
  const { today, jurisdiction } = context;
  const dueOn = dueDay(c, context);
  const daysLate = Math.max(0, daysBetween(dueOn, today));
  const data = { ...named(c), version, submittedOn: today, dueOn, daysLate, final: jurisdiction.length === 1 };
  return [{ type: 'ReturnSubmitted', data }];
};
