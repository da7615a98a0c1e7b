import type { Context } from '../../kernel/context.js';
import { type Day, daysBetween } from '../../kernel/day.js';
import { DayField, TextField } from '../../kernel/fields.js';
import { hands } from '../../kernel/roles.js';
import type { TravelTier } from '../../kernel/supervision/measure-rules.js';
import type { TravelEvent } from './events.js';
import { beforeDeparture, OfTravelBook, present } from './of-travel.js';
import { reject } from './rejections.js';
import type { TravelBook } from './travel-book.js';

export class RequestTravel extends OfTravelBook {
  @DayField({ description: '出发日期 / first day', example: '2026-03-23' }) declare readonly from: Day;
  @DayField({ description: '返回日期 / last day', example: '2026-03-29' }) declare readonly to: Day;
  @TextField({ max: 200, description: '目的地 / destination', example: '厦门市湖里区' })
  declare readonly destination: string;
  @TextField({ max: 500, description: '事由 / reason', example: '母亲住院，前往照料' }) declare readonly reason: string;
}

/** A permit to leave the area is asked for before departure; the days away, both ends counted, say who decides (TRV-1). */
export const requestTravel = (c: RequestTravel, book: TravelBook, context: Context): TravelEvent[] => {
  present(context);
  const { superviseeId, from, to, destination, reason } = c;
  if (to < from) throw reject('TRAVEL_REVERSED');
  beforeDeparture(from, context);
  const { termTo } = context.references.supervisee?.facts ?? {};
  if (typeof termTo === 'string' && to > termTo) throw reject('TRAVEL_BEYOND_TERM', { termTo });
  checkOthers(c, book, context.today);
  const days = daysBetween(from, to) + 1;
  const { endorsers, approver } = tierFor(days, context);
  const of = { superviseeId, permitId: c.meta.commandId, officeId: context.jurisdiction.at(-1) ?? '' };
  const way = { endorsers, approver, requestedBy: hands(c.meta) };
  return [{ type: 'TravelRequested', data: { ...of, from, to, days, ...way, destination, reason } }];
};

/** The first tier that so many days fit into, the number included (RULE-1). */
const tierFor = (days: number, context: Context): TravelTier => {
  const tier = context.policy.rules.travel.tiers.find(({ upToDays }) => days <= upToDays);
  if (!tier) throw reject('TRAVEL_TOO_LONG', { days });
  return tier;
};

const checkOthers = ({ from, to }: RequestTravel, { open, lastReturn }: TravelBook, today: Day): void => {
  if (lastReturn && from <= lastReturn.on) throw reject('TRAVEL_OVERLAPS', { permitId: lastReturn.permitId });
  for (const [permitId, other] of Object.entries(open)) {
    if (other.status === 'approved' && other.to < today) throw reject('TRAVEL_RETURN_OUTSTANDING', { permitId });
    if (from <= other.to && to >= other.from) throw reject('TRAVEL_OVERLAPS', { permitId });
  }
};
