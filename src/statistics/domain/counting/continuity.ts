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
  /** Why there are some: what was recorded in the meantime, first things first. */
  readonly since: readonly Since[];
}

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
