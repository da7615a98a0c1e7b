import type { DomainEvent, EventMeta, Recorded } from '../../src/kernel/event.js';
import { type View, view } from '../../src/kernel/view.js';
import type { EventSource } from '../../src/platform/streams/event-codec.js';

/** A view that shows in its rows which facts they took and in which order: made to find skips, repeats and swaps. */
export interface Ledger {
  readonly taken: readonly number[];
}

type Touched = DomainEvent<'Touched', { readonly keys: readonly string[]; readonly n: number }>;
type Removed = DomainEvent<'Removed', { readonly keys: readonly string[]; readonly n: number }>;
type Passed = DomainEvent<'Passed', { readonly keys: readonly string[]; readonly n: number }>;
export type LedgerEvent = Touched | Removed | Passed;

/** `Touched` notes its number in the rows of its keys, `Removed` deletes them, `Passed` leaves them as they are. */
export const ledger = (
  version = 1,
  fails: (event: Recorded<LedgerEvent>, key: string) => boolean = () => false,
): View<Ledger, LedgerEvent> =>
  view<Ledger, LedgerEvent>({
    name: 'ledger',
    version,
    events: ['Touched', 'Removed', 'Passed'],
    keys: (event) => event.data.keys,
    indexes: [{ size: 1 }],
    project: (row, event, key) => {
      if (fails(event, key)) throw new Error(`Cannot take ${event.data.n}`);
      switch (event.type) {
        case 'Touched':
          return { taken: [...(row?.taken ?? []), event.data.n] };
        case 'Removed':
          return null;
        case 'Passed':
          return row;
      }
    },
  });

export const ledgerSource: EventSource = {
  category: 'ledger',
  events: { Touched: { version: 1 }, Removed: { version: 1 }, Passed: { version: 1 } },
};

export const metaOf = (commandId: string): EventMeta => ({
  commandId,
  command: 'Touch',
  fingerprint: 'f',
  $correlationId: commandId,
  $causationId: commandId,
  actor: 'officer-1',
  role: 'officer',
  unit: 'office-1',
  jurisdiction: ['city', 'county', 'office-1'],
  occurredAt: '2026-03-09T01:00:00.000Z',
  recordedAt: '2026-03-09T01:00:00.000Z',
  policySet: null,
  schema: 1,
});

/** The n-th fact of a made-up history. Positions have gaps, as a log's have. */
export const fact = (type: LedgerEvent['type'], keys: readonly string[], n: number): Recorded<LedgerEvent> => ({
  type,
  data: { keys, n },
  id: `event-${n}`,
  stream: 'ledger-1',
  revision: n,
  position: n * 7 + 3,
  meta: metaOf(`command-${n}`),
});
