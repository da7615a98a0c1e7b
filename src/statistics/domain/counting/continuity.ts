import type { Day } from '../../../kernel/day.js';
import type { Course } from '../../../kernel/supervision/course.js';
import { type FlowTable, type Lines, NOBODY, TOTAL } from './flow-table.js';
import type { Span } from './span.js';

/** A cell that opens with another number than the return before closed with. */
export interface Break {
  /** None for the total. */
  readonly division?: string;
  readonly cell: string;
  readonly closed: number;
  readonly opens: number;
}

/** A fact that one of two returns knows and the other does not: about days up to the end of the first, recorded between them. */
export interface Since {
  readonly position: number;
  readonly on: Day;
  readonly cause: string;
}

/** How a return follows on the accepted one of the span before (STA-1). */
export interface Continuity {
  readonly span: Span;
  readonly version: number;
  /** None where it opens with what that one closed with. */
  readonly breaks: readonly Break[];
  /**
   * Why there are some: what was recorded about people in the meantime, first things first; of many the first. That another unit became
   * part of this one, or that the rules divide people in another way, is no such fact.
   */
  readonly since: readonly Since[];
  /** How many such facts there are. Null where a list was cut before they were counted. */
  readonly recorded: number | null;
}
export type Told = Pick<Continuity, 'since' | 'recorded'>;

/** As many facts as are told one by one: a late register of a whole office would be a list of its own. */
export const MOST_TOLD = 500;

/** What was found, each fact once, first things first: who was in two offices is in the courses of both. */
export const toldOf = (found: readonly Since[]): Told => {
  const once = [...new Map(found.map((one) => [one.position, one])).values()];
  return { since: once.sort((a, b) => a.position - b.position).slice(0, MOST_TOLD), recorded: once.length };
};

/** The cells of a table that open with another number than those of the table before closed with. */
export const breaksBetween = (before: FlowTable, now: FlowTable): Break[] => {
  const divisions = [...new Set([...Object.keys(before.by), ...Object.keys(now.by)])].sort();
  return [
    ...breaksIn({}, { [TOTAL]: before.total }, { [TOTAL]: now.total }),
    ...divisions.flatMap((division) => breaksIn({ division }, before.by[division] ?? {}, now.by[division] ?? {})),
  ];
};

const breaksIn = (at: Pick<Break, 'division'>, before: Lines, now: Lines): Break[] => {
  const cells = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return cells.flatMap((cell) => {
    const [{ closing: closed }, { opening: opens }] = [before[cell] ?? NOBODY, now[cell] ?? NOBODY];
    return closed === opens ? [] : [{ ...at, cell, closed, opens }];
  });
};

/** What was recorded of somebody after one position and up to another, about days up to the last. */
export const recordedSince = ({ steps }: Pick<Course, 'steps'>, last: Day, after: number, upTo: number): Since[] =>
  steps
    .filter(({ kind, position, on }) => position > after && position <= upTo && (kind === 'corrected' || on <= last))
    .map(({ position, on, cause }) => ({ position, on, cause }));
