import {
  addDays,
  type Day,
  firstDayOfQuarter,
  isQuarter,
  lastDayOfQuarter,
  monthOf,
  quarterOf,
} from '../../../kernel/day.js';

/** The time that a return is about: a month `2026-03` or a quarter `2026Q1`. */
export type Span = string;
export const SPAN = /^\d{4}(-(0[1-9]|1[0-2])|Q[1-4])$/;

export const isQuarterly = (span: Span): boolean => isQuarter(span);

export interface Days {
  readonly first: Day;
  readonly last: Day;
}

const lastDayOfMonth = (month: string): Day => addDays(`${monthOf(addDays(`${month}-28`, 4))}-01`, -1);

export const daysOf = (span: Span): Days =>
  isQuarter(span)
    ? { first: firstDayOfQuarter(span), last: lastDayOfQuarter(span) }
    : { first: `${span}-01`, last: lastDayOfMonth(span) };

/** The span of the same length that follows. */
export const spanAfter = (span: Span): Span => sameLength(span, addDays(daysOf(span).last, 1));
export const spanBefore = (span: Span): Span => sameLength(span, addDays(daysOf(span).first, -1));

const sameLength = (span: Span, day: Day): Span => (isQuarter(span) ? quarterOf(day) : monthOf(day));
