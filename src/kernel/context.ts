import type { Day, Instant } from './day.js';
import type { PolicyRules } from './policy-rules.js';
import type { Principal } from './roles.js';
import type { WorkCalendar } from './work-calendar.js';

/** What another record shows of itself to decisions about this one: where it belongs and what state it is in. */
export interface Face {
  readonly id: string;
  /** Unit that the record belongs to. */
  readonly unit: string;
  /** Path down to that unit, or to the one that stands for it since a merger: the platform adds it to what a record says. */
  readonly path?: readonly string[];
  readonly status: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

/** A rule set in force and its id, which events record (RULE-2). */
export interface PolicyInForce {
  readonly id: string;
  readonly rules: PolicyRules;
}

/**
 * Everything outside the stream that a decision may use, looked up before it is made and handed in as data.
 * `policy` is the set in force on the day of the fact for the unit that owns the record.
 */
export interface Context {
  readonly now: Instant;
  readonly today: Day;
  readonly policy: PolicyInForce;
  /** The set in force on any day for that unit, where facts of many days bear on a decision; the facts say which they went by. */
  readonly policyOn: (day: Day) => PolicyInForce;
  readonly calendar: WorkCalendar;
  /** The records that the decider asked for, by the name it gave them; undefined where there is no such record. */
  readonly references: Readonly<Record<string, Face | undefined>>;
  /** Path from the city down to the unit that owns the record. */
  readonly jurisdiction: readonly string[];
}

/** Reference data of the installation, kept by the organisation module. */
export interface Jurisdictions {
  /** [city, county, office] down to the unit; undefined for a unit that was never founded. */
  pathOf(unit: string): Promise<readonly string[] | undefined>;
  /** The set in force on a day for the unit with this path: the nearest one up the tree. Rejects when there is none. */
  policyOn(day: Day, path: readonly string[]): Promise<PolicyInForce>;
  /** The same for every day at once. A day on which none is in force is refused when it is asked about. */
  policies(path: readonly string[]): Promise<(day: Day) => PolicyInForce>;
  /**
   * The ids under which a unit's rows are found: its own, and those of the units that were merged into it, whose rows say where they
   * belonged when their last fact was recorded. Answers from what is known when the event store is away.
   */
  standsFor(unit: string): Promise<readonly string[]>;
  /** The rules in force on a day for a unit, for queries: answers from what is known when the event store is away. */
  rulesAsKnown(day: Day, unit: string): Promise<PolicyRules>;
  /** Calendar and rules of all days for the unit with this path, for queries: answers from what is known when the event store is away. */
  rulebookAsKnown(path: readonly string[]): Promise<Pick<Context, 'calendar' | 'policyOn'>>;
  calendar(): Promise<WorkCalendar>;
  /** The principal that acts for another at an instant; undefined when no delegation says so (ORG-1). */
  actingFor(actor: string, onBehalfOf: string, at: Instant): Promise<Principal | undefined>;
}
