import type { Context } from '../../kernel/context.js';
import type { TravelEvent } from './events.js';
import { beforeDeparture, named, OfPermit, permitIn } from './of-travel.js';
import { reject } from './rejections.js';
import type { TravelBook } from './travel-book.js';

export class WithdrawTravel extends OfPermit {}

/** A request is taken back while it waits; a permit until the day of departure (TRV-1). */
export const withdrawTravel = (c: WithdrawTravel, book: TravelBook, context: Context): TravelEvent[] => {
  const found = permitIn(book, c.permitId, context);
  if (found.status !== 'pending' && found.status !== 'approved')
    throw reject('TRAVEL_NOT_PENDING', { status: found.status });
  if (found.status === 'approved') beforeDeparture(found.from, context);
  return [{ type: 'TravelWithdrawn', data: named(c, context) }];
};
