import { Injectable } from '@nestjs/common';
import { lastDayOfQuarter, type Quarter } from '../kernel/day.js';
import { type CourseRow, type Traits, traitsOn } from '../kernel/supervision/course.js';
import { type AsOf, ReadStore } from '../platform/read-store/read-store.js';
import type { Counted } from './domain/suppression/suppress.js';

const COURSES = 'supervisee-courses';
const UNITS = 'units';
const COUNTY = 1;

interface UnitRow {
  readonly unitId: string;
  readonly kind: string;
  readonly path: readonly string[];
  readonly mergedInto: string | null;
}

/** Counts for the public who is under supervision in the counties of a city. */
@Injectable()
export class PeopleAtQuartersEnd {
  constructor(private readonly rows: ReadStore) {}

  async counted(cityId: string, quarter: Quarter): Promise<{ asOf: AsOf; counted: Counted[] }> {
    const [asOf, unitsAsOf] = await Promise.all([this.rows.asOf(COURSES), this.rows.asOf(UNITS)]);
    const units = new Map<string, UnitRow>();
    for await (const unit of this.rows.stream<UnitRow>(UNITS, { path: cityId })) units.set(unit.unitId, unit);
    const counties = [...units.values()].filter(({ kind, mergedInto }) => kind === 'COUNTY' && mergedInto === null);
    const counts = new Map(counties.map(({ unitId }) => [unitId, new Count(unitId)]));
    const on = lastDayOfQuarter(quarter);
    for await (const course of this.rows.stream<CourseRow>(COURSES, { path: cityId }, { superviseeId: 1 })) {
      const traits = traitsOn(course, on, asOf.position);
      if (traits) counts.get(countyOf(traits.officeId, units) ?? '')?.add(traits);
    }
    const stale = asOf.stale || unitsAsOf.stale;
    return { asOf: { ...asOf, stale }, counted: [...counts.values()].map((count) => count.counted()) };
  }
}

/** The county of an office, or the one that stands for it since a merger. */
const countyOf = (officeId: string, units: ReadonlyMap<string, UnitRow>): string | undefined => {
  let county = units.get(officeId)?.path[COUNTY];
  for (let next = county; next !== undefined; next = units.get(next)?.mergedInto ?? undefined) county = next;
  return county;
};

const DIVISIONS = {
  category: ['PUBLIC_SURVEILLANCE', 'SUSPENDED_SENTENCE', 'PAROLE', 'TEMPORARY_SERVICE_OUTSIDE_PRISON'],
  sex: ['MALE', 'FEMALE'],
  level: ['STRICT', 'GENERAL', 'LENIENT', 'NOT_SET'],
} as const;
type Division = keyof typeof DIVISIONS;

class Count {
  private total = 0;
  private readonly divisions: Record<Division, Record<string, number>>;

  constructor(private readonly unitId: string) {
    const none = (values: readonly string[]): Record<string, number> =>
      Object.fromEntries(values.map((value) => [value, 0]));
    this.divisions = { category: none(DIVISIONS.category), sex: none(DIVISIONS.sex), level: none(DIVISIONS.level) };
  }

  add({ category, sex, level }: Traits): void {
    this.total += 1;
    for (const [division, value] of Object.entries({ category, sex, level: level ?? 'NOT_SET' })) {
      const counts = this.divisions[division as Division];
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }

  counted(): Counted {
    return { unitId: this.unitId, total: this.total, divisions: this.divisions };
  }
}
