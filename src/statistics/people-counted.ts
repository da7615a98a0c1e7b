import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { type After, type AsOf, ReadStore } from '../platform/read-store/read-store.js';
import type { CourseRow } from '../kernel/supervision/course.js';
import type { Days } from './domain/counting/span.js';
import { type Unit, UnitsOn } from './domain/counting/units.js';

const COURSES = 'supervisee-courses';
const UNITS = 'units';

/** What is counted, from the read models. */
@Injectable()
export class PeopleCounted {
  constructor(private readonly rows: ReadStore) {}

  /** Which state of the history the courses show. */
  asOf(after: After = {}): Promise<AsOf> {
    return this.rows.asOf(COURSES, after);
  }

  async unitsOn(day: Day): Promise<UnitsOn> {
    const units: Unit[] = [];
    for await (const unit of this.rows.stream<Unit>(UNITS)) units.push(unit);
    return new UnitsOn(units, day);
  }

  unit(unitId: string, after: After = {}): Promise<Unit | undefined> {
    return this.rows.one<Unit>(UNITS, unitId, after);
  }

  /** Everybody who was, by what is known at a position, in one of the offices on a day of these: and some who were not. */
  courses(offices: readonly string[], { first }: Days, position: number): AsyncIterable<CourseRow> {
    const there = [{ endedOn: null }, { endedOn: { $gte: first } }, { endedAt: { $gt: position } }];
    return this.rows.stream<CourseRow>(COURSES, { offices: { $in: [...offices] }, $or: there }, { superviseeId: 1 });
  }
}
