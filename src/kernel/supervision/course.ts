import type { Day } from '../day.js';

/** What returns count a person by at some time; it names nobody. */
export interface Traits {
  readonly officeId: string;
  readonly category: string;
  readonly sex: string;
  readonly birthYear: number;
  readonly employment: string | null;
  readonly level: string | null;
  /** How far the person is away for work, and until when as planned; null while here. */
  readonly destination: string | null;
  readonly awayUntil: Day | null;
}

/** Causes of a change of the place of execution, by how far it goes (STA-1). */
export const TRANSFERS = {
  WITHIN_COUNTY: 'TRANSFERRED_WITHIN_COUNTY',
  WITHIN_CITY: 'TRANSFERRED_WITHIN_CITY',
} as const;

/** By which of those nobody goes out of a unit with this path, or comes into it. */
export const transfersWithin = ({ length }: readonly string[]): readonly string[] => {
  if (length === 1) return Object.values(TRANSFERS);
  return length === 2 ? [TRANSFERS.WITHIN_COUNTY] : [];
};

/** One fact that changes how somebody is counted, from its day on. */
export interface Step {
  /** What was corrected holds from the beginning, and not from a day on. */
  readonly kind: 'came' | 'changed' | 'corrected' | 'left';
  /** Of the fact in the history: what was recorded after a position is unknown at it. */
  readonly position: number;
  readonly on: Day;
  readonly cause: string;
  readonly sets: Partial<Traits>;
}

/** One person's way through supervision: all that returns count by, in the order in which it was recorded. */
export interface Course {
  readonly superviseeId: string;
  readonly steps: readonly Step[];
}

/** A course as the read model has it, with what a list of people shows. */
export interface CourseRow extends Course {
  readonly name: string;
  readonly birthYear: number;
  readonly path: readonly string[];
  /** Every office that the person was ever counted in. */
  readonly offices: readonly string[];
  readonly endedOn: Day | null;
  /** Position of the fact that ended it. */
  readonly endedAt: number | null;
}

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
export const movesOf = ({ steps }: Pick<Course, 'steps'>, position: number): Move[] => {
  const known = steps.filter((step) => step.position <= position);
  const corrections = known.filter(({ kind }) => kind === 'corrected');
  const ordered = known
    .filter(({ kind }) => kind !== 'corrected')
    .sort((a, b) => compare(a.on, b.on) || a.position - b.position);
  const corrected = corrections.reduce<Step['sets']>((all, { sets }) => ({ ...all, ...sets }), {});
  const moves: Move[] = [];
  let now: Traits | null = null;
  for (const { kind, on, cause, sets } of ordered) {
    const next: Traits | null = after(now, kind, kind === 'came' ? { ...sets, ...corrected } : sets);
    if (next !== now) moves.push({ on, cause, from: now, to: next });
    now = next;
  }
  return moves;
};

/** What somebody is counted by at the end of a day, as far as it was recorded by a position; null while not under supervision. */
export const traitsOn = (course: Pick<Course, 'steps'>, day: Day, position: number): Traits | null =>
  movesOf(course, position).findLast(({ on }) => on <= day)?.to ?? null;

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
