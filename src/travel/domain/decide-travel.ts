import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import type { TravelEvent } from './events.js';
import { beforeDeparture, decided, named, present, toDecide, TravelDecision } from './of-travel.js';
import { reject } from './rejections.js';
import type { TravelBook } from './travel-book.js';

export class EndorseTravel extends TravelDecision {
  @TextField({ max: 500, description: '签注意见 / opinion', example: '情况属实，同意上报' })
  declare readonly opinion: string;
}
export class ApproveTravel extends TravelDecision {}
export class RejectTravel extends TravelDecision {
  @TextField({ max: 500, description: '不予批准的理由 / why not', example: '事由不充分' })
  declare readonly opinion: string;
}

/** A post below the approver gives its opinion and passes the request up (TRV-1). */
export const endorseTravel = (c: EndorseTravel, book: TravelBook, context: Context): TravelEvent[] => {
  const { awaiting, approver, endorsers } = toDecide(c, book, context);
  if (awaiting === approver) throw reject('TRAVEL_NOT_YOUR_TURN', { awaiting });
  const onward = endorsers[endorsers.indexOf(awaiting) + 1] ?? approver;
  return [{ type: 'TravelEndorsed', data: { ...named(c, context), ...decided(c, awaiting), awaiting: onward } }];
};

/** The post that so many days need approves, before departure, of somebody who is there (TRV-1). */
export const approveTravel = (c: ApproveTravel, book: TravelBook, context: Context): TravelEvent[] => {
  const { awaiting, approver, from, to, days } = toDecide(c, book, context);
  if (awaiting !== approver) throw reject('TRAVEL_NEEDS_ENDORSEMENT', { approver });
  beforeDeparture(from, context);
  present(context);
  return [{ type: 'TravelApproved', data: { ...named(c, context), from, to, days, ...decided(c, approver) } }];
};

/** Whoever's turn it is says no, with the reason. */
export const rejectTravel = (c: RejectTravel, book: TravelBook, context: Context): TravelEvent[] => {
  const { awaiting } = toDecide(c, book, context);
  return [{ type: 'TravelRejected', data: { ...named(c, context), ...decided(c, awaiting) } }];
};
