import type { DomainEvent, Recorded } from './event.js';

/** Index of a view's collection: field → 1 ascending, -1 descending, in the order given. */
export type ViewIndex = Readonly<Record<string, 1 | -1>>;

/**
 * A read model as a pure function of facts. It answers one screen's question. `keys` says which documents a fact touches, from
 * the fact alone; `project` gives the document's next content (null: there is none). Neither looks anything up.
 * Documents are plain JSON; the platform adds `_id` (the key) and `_position` (of the last fact that changed it).
 */
export interface View<Row extends object, E extends DomainEvent = DomainEvent> {
  readonly name: string;
  /** Raised with every change of `keys` or `project`: the new version is built beside the old one. */
  readonly version: number;
  /** The event types that it folds; all others pass it by. */
  readonly events: readonly E['type'][];
  readonly keys: (event: Recorded<E>) => readonly string[];
  readonly project: (row: Row | null, event: Recorded<E>, key: string) => Row | null;
  readonly indexes?: readonly ViewIndex[];
}

/** A view whose types are not of interest: what the runner handles. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- views are invariant in row and event; erased here once, for all of the runner
export type AnyView = View<any, any>;

export const view = <Row extends object, E extends DomainEvent>(definition: View<Row, E>): View<Row, E> => definition;
