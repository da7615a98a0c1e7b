/** What a command answers with. `position` is where a view must have got to, to show its effect. */
export interface Receipt {
  /** Id of the aggregate. */
  readonly id: string;
  /** Revision of its stream after the command. */
  readonly revision: number;
  /** Position of its last fact in the installation's history. */
  readonly position: number;
}
