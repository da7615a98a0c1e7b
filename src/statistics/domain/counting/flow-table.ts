import { addDays, yearOf, type Day } from '../../../kernel/day.js';
import { type Course, type Move, movesOf, type Traits } from '../../../kernel/supervision/course.js';
import type { Days } from './span.js';

/** How many, by what. What there is none of is not in it. */
export type Counts = Readonly<Record<string, number>>;

/** Those who are counted in one cell over a span: opening + in − out = closing. In and out are by cause. */
export interface Line {
  readonly opening: number;
  readonly in: Counts;
  readonly out: Counts;
  readonly closing: number;
}
export type Lines = Readonly<Record<string, Line>>;

/** Everybody, and how they divide. Whoever changes from one cell to another within a division goes out of one and into the other. */
export interface FlowTable {
  readonly total: Line;
  readonly by: Readonly<Record<string, Lines>>;
}

export const FIGURES = ['opening', 'in', 'out', 'closing'] as const;
export type Figure = (typeof FIGURES)[number];

/** What is counted: whom, over which days, as far as it was recorded by a position. */
export interface Scope {
  readonly days: Days;
  readonly position: number;
  readonly counts: (traits: Traits) => boolean;
  /** The cell that somebody belongs to in each division, in a year: ages are those of the year. */
  readonly divisions: Readonly<Record<string, (traits: Traits, year: number) => string>>;
}

/** One person in one figure of one cell: every figure is the number of its mentions (STA-6). */
export interface Mention {
  /** Undefined for the total. */
  readonly division: string | undefined;
  readonly cell: string;
  readonly figure: Figure;
  /** Of what goes in or out. */
  readonly cause: string | undefined;
  readonly on: Day;
  readonly traits: Traits;
}

export const TOTAL = 'total';

/** Everything that one person counts for. */
export const mentionsOf = (course: Course, scope: Scope): Mention[] => {
  const { first, last } = scope.days;
  const moves = movesOf(course, scope.position);
  const opened = moves.findLast(({ on }) => on < first)?.to ?? null;
  const [before, year] = [yearOf(addDays(first, -1)), yearOf(last)];
  const during = moves.filter(({ on }) => on >= first && on <= last);
  // In January everybody is a year older than in December: that is a change like any other.
  const aged: Move[] = before === year ? [] : [{ on: first, cause: 'AGED', from: opened, to: opened }];
  const closed = moves.findLast(({ on }) => on <= last)?.to ?? null;
  const divisions = [undefined, ...Object.keys(scope.divisions)];
  return divisions.flatMap((division) => {
    const cellOf = (traits: Traits | null, at: number): string | null => cellIn(scope, division, traits, at);
    return [
      ...mention(division, cellOf(opened, before), 'opening', first, opened),
      ...aged.flatMap((move) => moved(division, move, cellOf(move.from, before), cellOf(move.to, year))),
      ...during.flatMap((move) => moved(division, move, cellOf(move.from, year), cellOf(move.to, year))),
      ...mention(division, cellOf(closed, year), 'closing', last, closed),
    ];
  });
};

const cellIn = (
  { counts, divisions }: Scope,
  division: string | undefined,
  traits: Traits | null,
  year: number,
): string | null => {
  if (!traits || !counts(traits)) return null;
  return division === undefined ? TOTAL : (divisions[division]?.(traits, year) ?? null);
};

const mention = (
  division: string | undefined,
  cell: string | null,
  figure: Figure,
  on: Day,
  traits: Traits | null,
  cause?: string,
): Mention[] => (cell === null || traits === null ? [] : [{ division, cell, figure, cause, on, traits }]);

const moved = (
  division: string | undefined,
  { on, cause, from, to }: Move,
  left: string | null,
  joined: string | null,
): Mention[] =>
  left === joined
    ? []
    : [...mention(division, left, 'out', on, from, cause), ...mention(division, joined, 'in', on, to, cause)];

/** The table of everybody whose mentions are given, one at a time, so that none have to be kept. */
export class FlowTally {
  private readonly lines = new Map<string, Map<string, OpenLine>>();

  /** @param divisions to be there also when nobody is in them */
  constructor(private readonly divisions: readonly string[]) {}

  add({ division, cell, figure, cause }: Mention): void {
    const line = this.lineOf(division, cell);
    if (figure === 'opening' || figure === 'closing') line[figure] += 1;
    else line[figure][cause ?? ''] = (line[figure][cause ?? ''] ?? 0) + 1;
  }

  table(): FlowTable {
    const { [TOTAL]: total = NOBODY } = this.linesOf(undefined);
    return { total, by: Object.fromEntries(this.divisions.map((division) => [division, this.linesOf(division)])) };
  }

  private linesOf(division: string | undefined): Lines {
    const lines = [...(this.lines.get(division ?? '') ?? [])];
    return Object.fromEntries(lines.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private lineOf(division: string | undefined, cell: string): OpenLine {
    const lines = this.lines.get(division ?? '') ?? new Map<string, OpenLine>();
    const line = lines.get(cell) ?? { opening: 0, in: {}, out: {}, closing: 0 };
    this.lines.set(division ?? '', lines.set(cell, line));
    return line;
  }
}

interface OpenLine {
  opening: number;
  in: Record<string, number>;
  out: Record<string, number>;
  closing: number;
}

export const NOBODY: Line = { opening: 0, in: {}, out: {}, closing: 0 };

export const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Several units' tables as one. */
export const together = (tables: readonly FlowTable[]): FlowTable => {
  const divisions = [...new Set(tables.flatMap(({ by }) => Object.keys(by)))];
  const linesIn = (division: string): Lines => {
    const all = tables.map(({ by }) => by[division] ?? {});
    const cells = [...new Set(all.flatMap((lines) => Object.keys(lines)))].sort();
    return Object.fromEntries(cells.map((cell) => [cell, added(all.map((lines) => lines[cell] ?? NOBODY))]));
  };
  return {
    total: added(tables.map(({ total }) => total)),
    by: Object.fromEntries(divisions.map((division) => [division, linesIn(division)])),
  };
};

const added = (lines: readonly Line[]): Line => ({
  opening: lines.reduce((sum, { opening }) => sum + opening, 0),
  in: addedCounts(lines.map((line) => line.in)),
  out: addedCounts(lines.map((line) => line.out)),
  closing: lines.reduce((sum, { closing }) => sum + closing, 0),
});

/** The table where of some causes as many as went out and came in are left out: of each cell, so that it balances as before. */
export const withoutInner = ({ total, by }: FlowTable, causes: readonly string[]): FlowTable => {
  const lines = (of: Lines): Lines =>
    Object.fromEntries(Object.entries(of).map(([cell, line]) => [cell, lineWithout(line, causes)]));
  return {
    total: lineWithout(total, causes),
    by: Object.fromEntries(Object.entries(by).map(([division, of]) => [division, lines(of)])),
  };
};

const lineWithout = (line: Line, causes: readonly string[]): Line =>
  causes.reduce(({ opening, in: came, out, closing }, cause) => {
    const both = Math.min(came[cause] ?? 0, out[cause] ?? 0);
    return { opening, in: less(came, cause, both), out: less(out, cause, both), closing };
  }, line);

const less = (counts: Counts, cause: string, by: number): Counts => {
  const { [cause]: count = 0, ...others } = counts;
  return count === by ? others : { ...others, [cause]: count - by };
};

export const addedCounts = (all: readonly Counts[]): Counts => {
  const sum: Record<string, number> = {};
  for (const counts of all) for (const [of, count] of Object.entries(counts)) sum[of] = (sum[of] ?? 0) + count;
  return sum;
};
