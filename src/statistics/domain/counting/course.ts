import type { Day } from '../../../kernel/day.js';
import type { Course, Step, Traits } from '../../../kernel/supervision/course.js';

/** How somebody stopped being counted one way and began to be counted another; null is not under supervision. */
export interface Move {
  readonly on: Day;
  readonly cause: string;
  readonly from: Traits | null;
  readonly to: Traits | null;
}

/**
 * What happened to somebody in the order of days, as far as it was recorded by a position. A fact that was recorded late stands at
 * its own day; of one day, what was recorded first comes first.
 */
export const movesOf = ({ steps }: Course, position: number): Move[] => {
  const known = steps.filter((step) => step.position <= position);
  const corrections = known.filter(({ kind }) => kind === 'corrected');
  const ordered = known
    .filter(({ kind }) => kind !== 'corrected')
    .sort((a, b) => compare(a.on, b.on) || a.position - b.position);
  const corrected: Step['sets'] = Object.assign({}, ...corrections.map(({ sets }) => sets));
  const moves: Move[] = [];
  let now: Traits | null = null;
  for (const { kind, on, cause, sets } of ordered) {
    const next: Traits | null = after(now, kind, kind === 'came' ? { ...sets, ...corrected } : sets);
    if (next !== now) moves.push({ on, cause, from: now, to: next });
    now = next;
  }
  return moves;
};

const compare = (a: Day, b: Day): number => (a < b ? -1 : a > b ? 1 : 0);

const after = (now: Traits | null, kind: Step['kind'], sets: Step['sets']): Traits | null => {
  switch (kind) {
    case 'came':
      return now ?? (sets as Traits);
    case 'changed':
      return now && { ...now, ...sets };
    case 'corrected':
      return now;
    case 'left':
      return null;
  }
};
