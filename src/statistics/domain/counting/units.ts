import type { Day } from '../../../kernel/day.js';

/** A unit of the tree, and since when it belongs where, as the read model of units has it. */
export interface Unit {
  readonly unitId: string;
  readonly kind: string;
  readonly name: string;
  readonly path: readonly string[];
  readonly foundedOn: Day;
  readonly mergedInto: string | null;
  readonly mergedOn: Day | null;
  /** Earliest first. */
  readonly parents: readonly { readonly since: Day; readonly parentId: string }[];
}

/** The tree as it was at the end of a day. */
export class UnitsOn {
  private readonly byId: ReadonlyMap<string, Unit>;

  constructor(
    private readonly units: readonly Unit[],
    private readonly day: Day,
  ) {
    this.byId = new Map(units.map((unit) => [unit.unitId, unit]));
  }

  /** Whether it was a unit of its own. */
  isOpen(unit: Unit): boolean {
    return unit.foundedOn <= this.day && !this.wasMerged(unit);
  }

  /** The offices whose people a unit answers for: those at or below it, and those that had become part of one of them. */
  officesOf(unitId: string): string[] {
    const asked = this.byId.get(unitId);
    if (!asked || this.wasMerged(asked)) return [];
    return this.units.filter((unit) => unit.kind === 'OFFICE' && this.belongs(unit, unitId)).map((unit) => unit.unitId);
  }

  /** The units right below one that were of their own: whose returns make its return. */
  partsOf(unitId: string): Unit[] {
    const parts = this.units.filter((unit) => unit.kind !== 'LEADING_GROUP' && this.isOpen(unit));
    return parts.filter((unit) => this.parentOf(unit) === unitId);
  }

  private belongs(unit: Unit, unitId: string): boolean {
    for (let at: Unit | undefined = unit; at; at = this.above(at)) if (at.unitId === unitId) return true;
    return false;
  }

  /** The one that it had become part of, or that it was below. */
  private above(unit: Unit): Unit | undefined {
    const next = this.wasMerged(unit) ? unit.mergedInto : this.parentOf(unit);
    return next === null || next === undefined ? undefined : this.byId.get(next);
  }

  private wasMerged({ mergedOn }: Unit): boolean {
    return mergedOn !== null && mergedOn <= this.day;
  }

  /** What was taken over from the time before the installation is told of the first place that is known. */
  private parentOf({ parents }: Unit): string | undefined {
    return (parents.findLast(({ since }) => since <= this.day) ?? parents[0])?.parentId;
  }
}
