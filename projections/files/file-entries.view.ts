import { type Day, dayAt, isDay, type Instant, type Month, monthOf } from '../../src/kernel/day.js';
import type { DomainEvent, Recorded } from '../../src/kernel/event.js';
import { type AnyView, view } from '../../src/kernel/view.js';

/** One fact as a file shows it: in a person's (FIL-1), a social worker's own (HR-3), in an office's of a month (FIL-2), or in several. */
export interface FileEntry {
  /** Whose personal file it belongs to. */
  readonly superviseeId: string | null;
  /** Whose key the file is found by: the supervisee's, or that of the application about somebody who is not one yet (INT-1). */
  readonly about: string | null;
  /** The social worker whose own file it belongs to; what is about a supervisee is in nobody's own file. */
  readonly workerId: string | null;
  readonly officeId: string | null;
  readonly path: readonly string[];
  readonly position: number;
  readonly category: string;
  readonly type: string;
  /** Name of the command that led to it. */
  readonly command: string;
  /** When it happened, and the month of that. */
  readonly day: Day;
  readonly month: Month;
  readonly by: string;
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly at: Instant;
  /** What it says of the person; null where the fact is about nobody. */
  readonly data: object | null;
}

/** The events of one decider: their names, and the field that says on which day one happened. */
interface Source {
  readonly events: Readonly<Record<string, { readonly version: number; readonly day?: string }>>;
}

/** A path is [city, county, office]. */
const OFFICE_LEVEL = 2;

/**
 * Every fact there is, of every stream: files are complete by construction, since none of the event types is picked. What a fact is
 * about, its own data say.
 */
export const fileEntriesOf = (sources: readonly Source[]): AnyView => {
  const days = dayFields(sources);
  return view<FileEntry, DomainEvent>({
    name: 'file-entries',
    version: 5,
    events: sources.flatMap(({ events }) => Object.keys(events)),
    keys: (event) => (belongs(event) ? [String(event.position).padStart(16, '0')] : []),
    project: (_row, event) => entryOf(event, days.get(event.type)),
    indexes: [
      { about: 1, day: 1, position: 1 },
      { superviseeId: 1, type: 1, day: 1, position: 1 },
      { workerId: 1, day: 1, position: 1 },
      { officeId: 1, month: 1, day: 1, position: 1 },
    ],
  });
};

const belongs = (event: Recorded): boolean =>
  aboutIn(event) !== null || workerIn(event) !== null || event.meta.jurisdiction[OFFICE_LEVEL] !== undefined;

/** Who a fact is about by its own field, or as what becomes of somebody's personal data names people: by id and kind. */
const personIn = ({ data }: Recorded, field: 'superviseeId' | 'workerId', ofKind: string): string | null => {
  const { [field]: id, personId, kind } = data as Readonly<Record<string, unknown>>;
  if (typeof id === 'string') return id;
  return kind === ofKind && typeof personId === 'string' ? personId : null;
};

const superviseeIn = (event: Recorded): string | null => personIn(event, 'superviseeId', 'supervisee');

/** An application about a person is read with the person's file once it is linked to them: the link names both, the rest the application. */
const aboutIn = (event: Recorded): string | null => {
  const { intakeId } = event.data as { intakeId?: unknown };
  return superviseeIn(event) ?? (typeof intakeId === 'string' ? intakeId : null);
};

const workerIn = (event: Recorded): string | null => {
  if (superviseeIn(event) !== null || 'superviseeId' in event.data) return null;
  return personIn(event, 'workerId', 'socialWorker');
};

/** By event type, the field that says on which day it happened. */
const dayFields = (sources: readonly Source[]): ReadonlyMap<string, string> =>
  new Map(
    sources.flatMap(({ events }) =>
      Object.entries(events).flatMap(([type, { day }]) => (day === undefined ? [] : [[type, day] as const])),
    ),
  );

const entryOf = (event: Recorded, dayField: string | undefined): FileEntry => {
  const { data, meta, position, stream, type } = event;
  const [superviseeId, about, workerId] = [superviseeIn(event), aboutIn(event), workerIn(event)];
  const told = dayField === undefined ? undefined : (data as Record<string, unknown>)[dayField];
  const day = typeof told === 'string' && isDay(told) ? told : dayAt(meta.occurredAt);
  return {
    superviseeId,
    about,
    workerId,
    officeId: meta.jurisdiction[OFFICE_LEVEL] ?? null,
    path: meta.jurisdiction,
    position,
    category: stream.slice(0, stream.indexOf('-')),
    type,
    command: meta.command,
    day,
    month: monthOf(day),
    by: meta.actor,
    role: meta.role,
    onBehalfOf: meta.onBehalfOf ?? null,
    at: meta.occurredAt,
    data: about === null && workerId === null ? null : data,
  };
};
