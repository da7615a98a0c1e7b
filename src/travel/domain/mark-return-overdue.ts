import type { Context } from '../../kernel/context.js';
import type { TravelEvent } from './events.js';
import { named, OfPermit } from './of-travel.js';
import { type TravelBook, travelIn } from './travel-book.js';

/** Given by the scheduler when the last day of a travel is over. */
export class MarkReturnOverdue extends OfPermit {}

/** Nobody confirmed the return by the end of the last day: overdue, once; it can still be confirmed, and stays late (TRV-1). */
export const markReturnOverdue = (c: MarkReturnOverdue, book: TravelBook, context: Context): TravelEvent[] => {
  if (typeof context.references.supervisee?.facts.dischargedOn === 'string') return [];
  const found = travelIn(book, c.permitId);
  if (found?.status !== 'approved' || found.overdue || context.today <= found.to) return [];
  return [{ type: 'TravelReturnOverdue', data: { ...named(c, context), dueOn: found.to } }];
};
