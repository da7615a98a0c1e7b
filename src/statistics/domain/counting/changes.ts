import type { Address, Figures } from './figures.js';
import { type Counts, type Line, type Lines, NOBODY, TOTAL } from './flow-table.js';

/** A figure that is not what it was. */
export interface Change extends Address {
  readonly was: number;
  readonly is: number;
}

/** Which figures of a return differ from what history says now. */
export const changesBetween = (was: Figures, is: Figures): Change[] => {
  const divisions = namesIn(was.table.by, is.table.by);
  const groups = namesIn(was.counts, is.counts);
  return [
    ...linesChanged({}, { [TOTAL]: was.table.total }, { [TOTAL]: is.table.total }),
    ...divisions.flatMap((division) =>
      linesChanged({ division }, was.table.by[division] ?? {}, is.table.by[division] ?? {}),
    ),
    ...groups.flatMap((group) =>
      countsChanged(was.counts[group] ?? {}, is.counts[group] ?? {}, (count) => ({ group, count })),
    ),
  ];
};

const namesIn = (...all: object[]): string[] => [...new Set(all.flatMap((one) => Object.keys(one)))].sort();

const linesChanged = (at: Address, was: Lines, is: Lines): Change[] =>
  namesIn(was, is).flatMap((cell) => lineChanged({ ...at, cell }, was[cell] ?? NOBODY, is[cell] ?? NOBODY));

const lineChanged = (at: Address, was: Line, is: Line): Change[] => [
  ...numberChanged({ ...at, figure: 'opening' }, was.opening, is.opening),
  ...countsChanged(was.in, is.in, (cause) => ({ ...at, figure: 'in', cause })),
  ...countsChanged(was.out, is.out, (cause) => ({ ...at, figure: 'out', cause })),
  ...numberChanged({ ...at, figure: 'closing' }, was.closing, is.closing),
];

const countsChanged = (was: Counts, is: Counts, at: (name: string) => Address): Change[] =>
  namesIn(was, is).flatMap((name) => numberChanged(at(name), was[name] ?? 0, is[name] ?? 0));

const numberChanged = (at: Address, was: number, is: number): Change[] => (was === is ? [] : [{ ...at, was, is }]);
