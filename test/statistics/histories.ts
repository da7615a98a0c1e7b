import fc from 'fast-check';
import { units as unitsView } from '../../projections/organisation/units.view.js';
import { superviseeCourses } from '../../projections/statistics/supervisee-courses.view.js';
import { EMPLOYMENTS } from '../../src/employment-status/domain/events.js';
import { addDays, type Day } from '../../src/kernel/day.js';
import type { DomainEvent, Recorded } from '../../src/kernel/event.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { recordedSince, type Since } from '../../src/statistics/domain/counting/continuity.js';
import { type ReturnKind, scopeOf } from '../../src/statistics/domain/counting/kinds.js';
import type { Course } from '../../src/kernel/supervision/course.js';
import {
  FlowTally,
  type FlowTable,
  type Mention,
  mentionsOf,
  type Scope,
} from '../../src/statistics/domain/counting/flow-table.js';
import { daysOf, type Span } from '../../src/statistics/domain/counting/span.js';
import { type Unit, UnitsOn } from '../../src/statistics/domain/counting/units.js';
import { ENDING_CAUSES, SEXES, SUPERVISION_CATEGORIES } from '../../src/supervisees/domain/events.js';
import { SUPERVISION_LEVELS } from '../../src/supervision-plans/domain/level/events.js';
import { foldView, recorded } from '../support/fold-view.js';

/** One city, two counties, four offices, founded before all else. */
const TREE: readonly (readonly [unitId: string, kind: string, path: readonly string[]])[] = [
  ['city-1', 'CITY', ['city-1']],
  ['county-1', 'COUNTY', ['city-1', 'county-1']],
  ['county-2', 'COUNTY', ['city-1', 'county-2']],
  ['office-1', 'OFFICE', ['city-1', 'county-1', 'office-1']],
  ['office-2', 'OFFICE', ['city-1', 'county-1', 'office-2']],
  ['office-3', 'OFFICE', ['city-1', 'county-1', 'office-3']],
  ['office-4', 'OFFICE', ['city-1', 'county-2', 'office-4']],
];
export const UNITS = TREE.map(([unitId]) => unitId);
export const OFFICES = TREE.flatMap(([unitId, kind]) => (kind === 'OFFICE' ? [unitId] : []));
export const pathOf = (unit: string): readonly string[] => TREE.find(([unitId]) => unitId === unit)?.[2] ?? [];

/** Days that things happen on: two years' turn among them. */
const FROM = '2025-10-01';
const day = fc.integer({ min: 0, max: 200 }).map((days) => addDays(FROM, days));
export const SPANS: readonly Span[] = ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2025Q4', '2026Q1'];

const person = fc.record({
  office: fc.constantFrom(...OFFICES),
  reportedOn: day,
  sex: fc.constantFrom(...SEXES),
  category: fc.constantFrom(...SUPERVISION_CATEGORIES),
  employment: fc.option(fc.constantFrom(...EMPLOYMENTS), { nil: undefined }),
  birthYear: fc.integer({ min: 1940, max: 2012 }),
});
/** Something that happened to the n-th person; whoever tells it may come late. */
const happening = fc.record({
  person: fc.nat({ max: 11 }),
  on: day,
  fact: fc.oneof(
    fc.constantFrom(...SUPERVISION_LEVELS).map((level) => ({ type: 'SupervisionLevelSet', level })),
    fc.constantFrom(...EMPLOYMENTS).map((to) => ({ type: 'EmploymentChanged', to })),
    fc.constantFrom(...ENDING_CAUSES).map((cause) => ({ type: 'SuperviseeDischarged', cause })),
    fc.constant({ type: 'TermExtended' }),
    fc.constantFrom(...SUPERVISION_CATEGORIES).map((to) => ({ type: 'RegistrationCorrected', to })),
    fc.constantFrom('OTHER_COUNTY', 'OTHER_CITY').map((destination) => ({ type: 'WorkAwayBegun', destination })),
    fc.constant({ type: 'WorkAwayExtended' }),
    fc.constant({ type: 'WorkAwayEnded' }),
  ),
});
export const history = fc.record({
  people: fc.array(person, { maxLength: 12 }),
  happenings: fc.array(happening, { maxLength: 30 }),
  transfers: fc.array(fc.record({ person: fc.nat({ max: 11 }), on: day, to: fc.constantFrom(...OFFICES) }), {
    maxLength: 10,
  }),
  merger: fc.option(fc.record({ on: day, into: fc.constantFrom('office-1', 'office-2') }), { nil: undefined }),
});
export type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

/** Where the n-th person went, and when: one place after the other, as each is decided where they are then. */
export const placesOf = ({ people, transfers }: History, n: number): { on: Day; from: string; to: string }[] => {
  const places: { on: Day; from: string; to: string }[] = [];
  const ordered = transfers.filter(({ person: of }) => of === n).sort((a, b) => (a.on < b.on ? -1 : 1));
  for (const { on, to } of ordered) {
    const from = places.at(-1)?.to ?? people[n]?.office ?? to;
    if (from !== to && on >= (people[n]?.reportedOn ?? on)) places.push({ on, from, to });
  }
  return places;
};

/** The history as facts, in the order in which they were recorded: the order of the arrays, not that of the days. */
export const factsOf = (told: History): Recorded[] => {
  const { people, happenings, merger } = told;
  const founded = TREE.map(([unitId, kind, path]) => {
    const data = { unitId, kind, name: unitId, path, ...(path.length > 1 ? { parentId: path.at(-2) } : {}) };
    return [
      { type: 'UnitFounded', data },
      { jurisdiction: path, at: '2025-01-01 09:00' },
    ] as const;
  });
  const came = people.map(
    ({ office, ...data }, n) =>
      [
        {
          type: 'SuperviseeRegistered',
          data: { superviseeId: `s-${n}`, officeId: office, name: `sealed:${n}`, ...data },
        },
        { jurisdiction: pathOf(office), at: '2026-05-01 09:00' },
      ] as const,
  );
  const went = people.flatMap((_, n) =>
    placesOf(told, n).map(({ on, from, to }) => {
      const [fromPath, path] = [pathOf(from), pathOf(to)];
      const scope = fromPath[1] === path[1] ? 'WITHIN_COUNTY' : 'WITHIN_CITY';
      const data = { superviseeId: `s-${n}`, officeId: to, fromOfficeId: from, fromPath, scope, on };
      return [
        { type: 'SuperviseeTransferred', data },
        { jurisdiction: path, at: `${on} 09:30` },
      ] as const;
    }),
  );
  const then = happenings.flatMap(({ person: n, on, fact }) => {
    const office = people[n]?.office;
    if (office === undefined) return [];
    const { type, ...rest } = fact;
    const days = { on, setOn: on, from: on, until: addDays(on, 30) };
    const event: DomainEvent = { type, data: { superviseeId: `s-${n}`, officeId: office, ...days, ...rest } };
    return [[event, { jurisdiction: pathOf(office), at: `${on} 10:00` }] as const];
  });
  const merged = merger ? [[mergerOf(merger.into), { at: `${merger.on} 12:00` }] as const] : [];
  return [...founded, ...came, ...went, ...then, ...merged].map(([fact, stored], position) =>
    recorded<DomainEvent>(fact, { ...stored, position }),
  );
};

const mergerOf = (intoId: string): DomainEvent => {
  const data = { unitId: 'office-3', kind: 'OFFICE', intoId, path: pathOf(intoId), units: [], officers: [], seats: [] };
  return { type: 'UnitMerged', data };
};

/** What the read models make of a history, counted as the service counts. */
export class Counted {
  private readonly courses: readonly Course[];
  private readonly units: readonly Unit[];
  readonly end: number;

  constructor(facts: readonly Recorded[]) {
    this.courses = [...foldView<Course>(superviseeCourses, facts).values()];
    this.units = [...foldView<Unit>(unitsView, facts).values()];
    this.end = facts.length;
  }

  unitsOn(on: Day): UnitsOn {
    return new UnitsOn(this.units, on);
  }

  /** What was recorded of anybody after one position and up to another, about days up to the end of a span. */
  since(span: Span, after: number, upTo: number): Since[] {
    return this.courses.flatMap((course) => recordedSince(course, daysOf(span).last, after, upTo));
  }

  /** @param kind of the return; the basic facts unless told */
  scope(unit: string, span: Span, position = this.end, kind: ReturnKind = 'BASIC_FACTS'): Scope {
    const days = daysOf(span);
    return scopeOf(kind, this.unitsOn(days.last).officesOf(unit), days, position, FUZHOU_REGIME);
  }

  mentions(unit: string, span: Span, position?: number, kind?: ReturnKind): Mention[] {
    const scope = this.scope(unit, span, position, kind);
    return this.courses.flatMap((course) => mentionsOf(course, scope));
  }

  table(unit: string, span: Span, position?: number, kind?: ReturnKind): FlowTable {
    const tally = new FlowTally(Object.keys(this.scope(unit, span, position, kind).divisions));
    for (const mention of this.mentions(unit, span, position, kind)) tally.add(mention);
    return tally.table();
  }
}
