import type { Instant } from '../src/kernel/day.js';
import type { Recorded } from '../src/kernel/event.js';

/** An entry of a matter's history as its row shows it: who did what about it, when, as what, for whom, with what opinion. */
export interface Deed<Action extends string> {
  readonly action: Action;
  readonly actor: string;
  readonly role: string;
  readonly onBehalfOf?: string;
  readonly at: Instant;
  readonly opinion?: string;
}

/** The entry that a fact adds. */
export const deed = <Action extends string>(
  { meta }: Pick<Recorded, 'meta'>,
  action: Action,
  opinion?: string,
): Deed<Action> => ({
  action,
  actor: meta.actor,
  role: meta.role,
  ...(meta.onBehalfOf === undefined ? {} : { onBehalfOf: meta.onBehalfOf }),
  at: meta.occurredAt,
  ...(opinion === undefined ? {} : { opinion }),
});
