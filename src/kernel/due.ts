import type { Command, CommandClass } from './command.js';
import { type Instant, inUtc } from './day.js';
import type { DomainEvent, Recorded } from './event.js';
import { type View, view } from './view.js';

/** The moment that a record waits for, and what is ordered then. */
export interface Due<C extends Command = Command> {
  readonly at: Instant;
  /** Of the command: ids, days, a level; never personal data, which could not be read once the person is erased. */
  readonly fields: Omit<C, 'meta'>;
}

/**
 * What becomes due by the mere passing of time, as a pure function of facts. `project` folds them into what has to be known of a
 * record, null while nothing is waited for; `due` says from that when which command is given, null while none is. A fact that
 * settles the matter removes or moves the moment. Nothing looks anything up, nothing asks what time it is.
 *
 * The moments are kept in the view `due-moments`; the scheduler orders what has come, as `system`, with `occurredAt` = the moment and
 * an id that follows from name, key and moment: once, whoever orders it, however late. What was missed while nobody looked is caught
 * up in order, each record's next moment after the fact that the one before led to; `recordedAt` tells how late it was.
 *
 * The view may be behind, so the command's decider decides on the record as it is: when the matter is settled it returns no facts,
 * which is no error. A rejection is kept, counted and tried again later, with growing pauses.
 *
 * Declared beside the rule in `domain/<rule>.due.ts`, listed in `DUE_MOMENTS` (app.module) and in `projections/due`; the command
 * gets a decision like any other, and no route:
 *
 *     export const overdueReturn = dueMoments<Due<MarkReturnOverdue>, TravelEvent, MarkReturnOverdue>({
 *       name: 'overdue-return', version: 1,
 *       events: ['TravelPermitted', 'ReturnConfirmed'],
 *       keys: ({ data }) => [data.permitId],
 *       project: (_, event) => {
 *         switch (event.type) {
 *           case 'TravelPermitted':
 *             return { at: endOf(event.data.until), fields: { permitId: event.data.permitId } };
 *           case 'ReturnConfirmed':
 *           case 'ReturnMarkedOverdue':
 *             return null;
 *         }
 *       },
 *       due: (waiting) => waiting,
 *       command: MarkReturnOverdue,
 *     });
 *
 * The fact that the command leads to is among `events`: it removes the moment, or moves it to the next.
 */
export interface DueMoments<Waiting extends object, E extends DomainEvent, C extends Command> {
  /** Chosen once; part of the ids of the commands. */
  readonly name: string;
  /** From 1, raised with every change of what follows: the view is built anew beside the old one. */
  readonly version: number;
  readonly events: readonly E['type'][];
  readonly keys: (event: Recorded<E>) => readonly string[];
  /** Plain JSON without personal data. */
  readonly project: (waiting: Waiting | null, event: Recorded<E>, key: string) => Waiting | null;
  /** Moments of one record must follow each other: the same moment again would be the same command again. */
  readonly due: (waiting: Waiting, key: string) => Due<C> | null;
  readonly command: CommandClass<C>;
}

/** Moments whose types are not of interest: what the platform handles. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- invariant in waiting, event and command; erased here once, for all of the platform
export type AnyDueMoments = DueMoments<any, any, any>;

export const dueMoments = <Waiting extends object, E extends DomainEvent, C extends Command>(
  definition: DueMoments<Waiting, E, C>,
): DueMoments<Waiting, E, C> => definition;

/** One record that waits, as the view keeps it. */
export interface DueRow {
  /** Name of the declaration, and the record's key in it. */
  readonly kind: string;
  readonly key: string;
  /** Units that the record belonged to at its last fact, from the city down. */
  readonly path: readonly string[];
  /** When the command is given, UTC; null while nothing is due. */
  readonly dueAt: Instant | null;
  readonly fields: object | null;
  /** The fact that set the moment, and what that belonged to. */
  readonly causationId: string;
  readonly correlationId: string;
  readonly waiting: object;
}

export const DUE_VIEW = 'due-moments';

/** The view of everything that is due some day. A declaration that goes leaves its version to another, so that the sum still grows. */
export const dueView = (all: readonly AnyDueMoments[]): View<DueRow> => {
  const byName = new Map(all.map((one) => [one.name, one]));
  if (byName.size !== all.length) throw new Error('Two kinds of due moments share a name');
  const idsOf = (one: AnyDueMoments, event: Recorded): string[] =>
    one.events.includes(event.type) ? one.keys(event).map((key) => `${one.name}|${key}`) : [];
  return view<DueRow, DomainEvent>({
    name: DUE_VIEW,
    version: all.reduce((sum, { version }) => sum + version, 1),
    events: [...new Set(all.flatMap(({ events }) => events as string[]))],
    keys: (event) => all.flatMap((one) => idsOf(one, event)),
    project: (row, event, id) => {
      const kind = id.slice(0, id.indexOf('|'));
      const one = byName.get(kind);
      return one ? rowOf(one, row, event, id.slice(kind.length + 1)) : row;
    },
    indexes: [{ dueAt: 1 }, { path: 1, dueAt: 1 }],
  });
};

const rowOf = (one: AnyDueMoments, row: DueRow | null, event: Recorded, key: string): DueRow | null => {
  const waiting = one.project(row?.waiting ?? null, event, key) as object | null;
  if (waiting === null) return null;
  const due = one.due(waiting, key);
  const dueAt = due && inUtc(due.at);
  const cause =
    row && row.dueAt === dueAt
      ? { causationId: row.causationId, correlationId: row.correlationId }
      : { causationId: event.id, correlationId: event.meta.$correlationId };
  return { kind: one.name, key, path: event.meta.jurisdiction, dueAt, fields: due && due.fields, ...cause, waiting };
};
