import type { Instant } from '../../kernel/day.js';

/** Collection, in the read database, of due moments that did not simply pass. */
export const DUE_OUTCOMES = '_due_outcomes';

/** A due moment whose command was refused or failed. */
export interface DueOutcomeDocument {
  /** Key of the row in the view: `<kind>|<key>`. */
  readonly _id: string;
  readonly kind: string;
  readonly key: string;
  readonly dueAt: Instant;
  readonly commandId: string;
  readonly command: string;
  /** `settled`: the record waits for that moment no more. */
  readonly status: 'rejected' | 'parked' | 'settled';
  readonly code: string;
  readonly message: string;
  /** How often the command was refused or given up. */
  readonly attempts: number;
  /** When it is tried again, by the clock of the service. */
  readonly nextTryAt: Instant;
}
