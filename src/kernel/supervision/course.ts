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
