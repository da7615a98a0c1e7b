/** Collections of the reactions in the read database. */
export const REACTIONS = '_reactions';
export const OUTCOMES = '_reaction_outcomes';

/** How far one reaction has got. */
export interface ReactionDocument {
  /** The reaction's name. */
  readonly _id: string;
  /** Every fact up to here has had its effect; -1 before the first. */
  readonly position: number;
  /** Fencing token of the process that wrote this. */
  readonly token: number;
  readonly updatedAt: Date;
}

/** A follow-up that did not simply succeed. */
export interface OutcomeDocument {
  /** Id of the command; for a fact that no command could be made of, `<event id>:<reaction>`. */
  readonly _id: string;
  readonly reaction: string;
  /** `rejected`: a rule said no, which settles it. `parked`: it failed for no reason of the domain and waits to be tried again. */
  readonly status: 'rejected' | 'parked' | 'settled';
  readonly code: string;
  readonly message: string;
  readonly command: string | null;
  readonly index: number | null;
  /** The fact that led to it. */
  readonly event: {
    readonly stream: string;
    readonly revision: number;
    readonly position: number;
    readonly type: string;
  };
  readonly at: Date;
}
