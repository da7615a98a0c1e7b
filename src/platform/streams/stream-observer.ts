/** How a folded stream was come by: as it was kept, by a read that was under way already, or by a read of its own. */
export type Lookup = 'kept' | 'shared' | 'read';

/** What became of an append: facts stored, somebody else was faster, or the store did not confirm. */
export type AppendOutcome = 'stored' | 'conflict' | 'failed';

/** Told of what a stream store does, for figures. */
export interface StreamObserver {
  lookedUp(how: Lookup): void;
  /** @param ms how long the store took */
  appended(outcome: AppendOutcome, events: number, ms: number): void;
}

export const UNOBSERVED: StreamObserver = { lookedUp: () => undefined, appended: () => undefined };
