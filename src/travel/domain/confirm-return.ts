import type { Context } from '../../kernel/context.js';
import { type Day, daysBetween } from '../../kernel/day.js';
import { DayField, TextField } from '../../kernel/fields.js';
import type { TravelEvent } from './events.js';
import { named, OfPermit, permitIn } from './of-travel.js';
import { reject } from './rejections.js';
import type { TravelBook } from './travel-book.js';

export class ConfirmReturn extends OfPermit {
  @DayField({ description: '返回日期 / day of return', example: '2026-03-29' }) declare readonly on: Day;
  @TextField({ max: 500, optional: true, description: '说明 / remarks', example: '本人到所销假，交回车票' })
  declare readonly remarks?: string;
}

/** The person is back (销假); after the last day it is late by so many days (TRV-1). */
export const confirmReturn = (c: ConfirmReturn, book: TravelBook, context: Context): TravelEvent[] => {
  const found = permitIn(book, c.permitId, context);
  if (found.status !== 'approved') throw reject('TRAVEL_NOT_APPROVED', { status: found.status });
  if (c.on < found.from) throw reject('RETURN_BEFORE_DEPARTURE', { from: found.from });
  if (c.on > context.today) throw reject('RETURN_IN_FUTURE');
  const daysLate = Math.max(0, daysBetween(found.to, c.on));
  const remarks = c.remarks === undefined ? {} : { remarks: c.remarks };
  return [{ type: 'TravelReturnConfirmed', data: { ...named(c, context), on: c.on, daysLate, ...remarks } }];
};
