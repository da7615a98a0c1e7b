import type { DomainEvent, EventMeta, Recorded } from '../../src/kernel/event.js';
import type { AnyView } from '../../src/kernel/view.js';
import { shanghai } from './given.js';

/** What a test says of a stored fact beyond its data. */
export interface Stored {
  readonly position?: number;
  /** Shanghai time, as `2026-03-09 08:25`. */
  readonly at?: string;
  readonly jurisdiction?: readonly string[];
  readonly actor?: string;
  readonly role?: string;
  readonly onBehalfOf?: string;
}

/** A fact as a view gets it. */
export const recorded = <E extends DomainEvent>(event: E, stored: Stored = {}): Recorded<E> => {
  const { position = 0, onBehalfOf } = stored;
  const occurredAt = shanghai(stored.at ?? '2026-03-09 08:00');
  const meta: EventMeta = {
    commandId: `command-${position}`,
    command: 'Test',
    fingerprint: '',
    $correlationId: `command-${position}`,
    $causationId: `command-${position}`,
    actor: stored.actor ?? 'o-1',
    role: stored.role ?? 'office-head',
    unit: 'office-1',
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    jurisdiction: stored.jurisdiction ?? ['city-1', 'county-1', 'office-1'],
    occurredAt,
    recordedAt: occurredAt,
    policySet: null,
    schema: 1,
  };
  const place = { id: `event-${position}`, stream: 'test-1', revision: position, position };
  return { ...event, ...place, meta } as unknown as Recorded<E>;
};

/** Folds facts into a view's rows by key, as the runner does; a row that goes is gone. */
export const foldView = <Row extends object>(view: AnyView, events: readonly Recorded[]): Map<string, Row> => {
  const rows = new Map<string, Row>();
  for (const event of events.filter(({ type }) => view.events.includes(type)))
    for (const key of view.keys(event)) {
      const row = view.project(rows.get(key) ?? null, event, key) as Row | null;
      if (row === null) rows.delete(key);
      else rows.set(key, row);
    }
  return rows;
};
