/**
 * Calendar arithmetic on plain strings: a `Day` is `2026-03-09`, a `Month` `2026-03`, a `Quarter` `2026Q1`, a `Week` the ISO week
 * `2026-W11` (Monday to Sunday), an `Instant` ISO 8601 in UTC. All days are days of Asia/Shanghai, which is UTC+8 all year.
 */
export type Day = string;
export type Month = string;
export type Quarter = string;
export type Week = string;
export type Instant = string;

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

const ms = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const fromMs = (value: number): Day => new Date(value).toISOString().slice(0, 10);

/** Whether the text is a day that exists: `2026-02-30` is not. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(ms(text)) && fromMs(ms(text)) === text;
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
/** Whether the text is an ISO week that exists: most years have no `W53`. */
export const isWeek = (text: string): boolean =>
  /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(text) && text <= weekOf(`${text.slice(0, 4)}-12-28`);
export const isQuarter = (text: string): boolean => /^\d{4}Q[1-4]$/.test(text);

export const addDays = (day: Day, days: number): Day => fromMs(ms(day) + days * DAY_MS);
/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((ms(to) - ms(from)) / DAY_MS);
/** 1 Monday … 7 Sunday. */
export const weekday = (day: Day): number => new Date(ms(day)).getUTCDay() || 7;
export const yearOf = (day: Day): number => Number(day.slice(0, 4));
/** The same date a year before; of a 29 February, the 28th. */
export const yearBefore = (day: Day): Day => {
  const before = `${yearOf(day) - 1}${day.slice(4)}`;
  return isDay(before) ? before : addDays(day, -366);
};
export const monthOf = (day: Day): Month => day.slice(0, 7);
export const lastDayOfMonth = (month: Month): Day =>
  fromMs(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0));
export const quarterOf = (day: Day): Quarter => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
export const lastDayOfQuarter = (quarter: Quarter): Day => {
  const month = Number(quarter.slice(5)) * 3;
  return fromMs(Date.UTC(Number(quarter.slice(0, 4)), month, 0));
};
export const firstDayOfQuarter = (quarter: Quarter): Day =>
  `${quarter.slice(0, 4)}-${String(Number(quarter.slice(5)) * 3 - 2).padStart(2, '0')}-01`;

/** Monday of the day's week. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day));
/** ISO 8601 week: the one that holds the day's Thursday. */
export const weekOf = (day: Day): Week => {
  const thursday = addDays(mondayOf(day), 3);
  const week = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
};

/** Monday and Sunday of an ISO week. */
export const firstDayOfWeek = (week: Week): Day =>
  addDays(mondayOf(`${week.slice(0, 4)}-01-04`), 7 * (Number(week.slice(6)) - 1));
export const lastDayOfWeek = (week: Week): Day => addDays(firstDayOfWeek(week), 6);

/** The day it is in Shanghai at an instant. */
export const dayAt = (instant: Instant): Day => fromMs(Date.parse(instant) + SHANGHAI_MS);
/** Minutes since midnight in Shanghai at an instant, whole minutes passed. */
export const minuteAt = (instant: Instant): number =>
  Math.floor(((Date.parse(instant) + SHANGHAI_MS) % DAY_MS) / 60_000);
/** The instant of a Shanghai day and `HH:mm`. */
export const instantOf = (day: Day, time: string): Instant =>
  new Date(Date.parse(`${day}T${time}:00+08:00`)).toISOString();
/** The instant at which a day is over in Shanghai. */
export const endOf = (day: Day): Instant => instantOf(addDays(day, 1), '00:00');
/** The same instant written in UTC with milliseconds, as all kept instants are: these sort in time as text. */
export const inUtc = (instant: Instant): Instant => new Date(Date.parse(instant)).toISOString();
/** The instant so many minutes later. */
export const minutesAfter = (instant: Instant, minutes: number): Instant =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
/** Minutes since midnight of `HH:mm`. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
/** All days from `from` to `to`, both included. */
export const daysFrom = (from: Day, to: Day): Day[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, i) => addDays(from, i));
