import type { Db } from 'mongodb';
import { type Command, command, type CommandClass } from '../../kernel/command.js';
import type { Instant } from '../../kernel/day.js';
import { type AnyDueMoments, DUE_VIEW } from '../../kernel/due.js';
import type { Turns } from '../background/turns.js';
import type { Receipt } from '../commands/receipt.js';
import { settle } from '../commands/settle.js';
import { LEASES } from '../read-store/read-documents.js';
import type { ReadStore } from '../read-store/read-store.js';
import { dueCommandId } from '../streams/ids.js';
import { Backoff, pause, persistently, Stopped } from '../subscriptions/backoff.js';
import { type Held, Lease, type LeaseDocument } from '../subscriptions/lease.js';
import { DueJournal } from './due-journal.js';
import { DueLook } from './due-look.js';
import type { DueNow } from './due-rows.js';
import { refused } from './refused.js';

export interface SchedulerParts {
  readonly db: Db;
  readonly rows: Pick<ReadStore, 'rows' | 'waitFor'>;
  readonly moments: readonly AnyDueMoments[];
  readonly send: (command: Command) => Promise<Receipt>;
  /** When each command may be given: people come first. */
  readonly turns: Turns;
  readonly now: () => Instant;
  readonly owner: string;
  readonly leaseMs: number;
  /** How often it looks, ms. */
  readonly pollMs: number;
  /** How long it waits for the view to show what was done, ms, before it looks again. */
  readonly seenMs: number;
  /** How often it counts what waits, ms. */
  readonly countMs: number;
  readonly warn: (what: string, error: unknown) => void;
}

/** What the scheduler says of itself. */
export interface SchedulerStatus {
  readonly role: 'waiting' | 'leading' | 'stopped';
  /** The oldest moment that has come and was not acted upon, as it was last seen; null when there is none. */
  readonly overdueSince: Instant | null;
  /** Moments that have come and were not acted upon, as last counted; no more than ten thousand are counted. */
  readonly waiting: number;
  /** Moments whose command was refused or given up, and that wait to be tried again. */
  readonly refused: number;
  /** Failures in a row. */
  readonly failures: number;
}

const LEASE = 'due-moments';
/** Commands of one moment under way at a time. */
const IN_FLIGHT = 8;

/**
 * Gives the commands of due moments: of several processes one is at work. That each takes effect once does not depend on that: a
 * command has the same id whoever gives it, and its decider decides on the record as it is.
 */
export class DueScheduler {
  private readonly journal: DueJournal;
  private readonly look: DueLook;
  private readonly byName: ReadonlyMap<string, AnyDueMoments>;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private leading = false;
  private failures = 0;

  constructor(private readonly parts: SchedulerParts) {
    this.journal = new DueJournal(parts.db);
    this.look = new DueLook(parts.rows, this.journal, parts.countMs);
    this.byName = new Map(parts.moments.map((one) => [one.name, one]));
  }

  start(): void {
    this.running ??= this.parts.moments.length === 0 ? Promise.resolve() : this.run();
  }

  /** Ends after the commands in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  status(): SchedulerStatus {
    const { overdueSince, waiting, refused } = this.look;
    const { failures } = this;
    const role = this.stopping.signal.aborted ? 'stopped' : this.leading ? 'leading' : 'waiting';
    return { role, overdueSince, waiting, refused, failures };
  }

  /**
   * Acts upon everything that has come, in order, and what comes of that, until nothing is left that is due now.
   * @returns how many commands it gave
   * @throws Stopped when the signal is given first · StoreUnavailable when the read database is away
   */
  async tick(signal: AbortSignal = this.stopping.signal): Promise<number> {
    for (let given = 0; ;) {
      if (signal.aborted) throw new Stopped();
      const moments = await this.look.earliest(this.parts.now());
      if (moments.length === 0) return given;
      const position = await this.give(moments, signal);
      given += moments.length;
      this.failures = 0;
      // A record's next moment is known when the view has taken in what came of this one.
      if (position >= 0) await this.parts.rows.waitFor(DUE_VIEW, position, this.parts.seenMs);
    }
  }

  /** @returns position that the view has to reach to show all of it; -1 when nothing was done */
  private async give(moments: readonly DueNow[], signal: AbortSignal): Promise<number> {
    const left = [...moments];
    let position = -1;
    const work = async (): Promise<void> => {
      for (let row = left.shift(); row; row = left.shift()) position = Math.max(position, await this.one(row, signal));
    };
    // When one is told to stop, the others may still have a command in hand.
    const ended = await Promise.allSettled(Array.from({ length: Math.min(IN_FLIGHT, left.length) }, work));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
    return position;
  }

  private async one(row: DueNow, signal: AbortSignal): Promise<number> {
    const { now, send, turns } = this.parts;
    const order = this.orderOf(row);
    // Kept by a version of the service that knows more: a process of that version acts upon it.
    if (!order) {
      this.look.leave(row);
      return -1;
    }
    const settled = await settle(
      () => turns.run(() => send(order), signal),
      signal,
      (error) => this.failed(row.kind, error),
    );
    if (settled.status === 'done') {
      await this.insist(signal, () => this.look.acted(row));
      return settled.answer.position;
    }
    const outcome = refused(row, order, settled, this.look.outcomeOf(row), now());
    this.parts.warn(`${row.kind}: ${settled.code}`, settled.error);
    await this.insist(signal, () => this.look.note(outcome));
    return -1;
  }

  /** What is ordered at the moment, by the service itself, in the unit that the record belongs to. */
  private orderOf({ kind, key, dueAt, fields, path, causationId, correlationId }: DueNow): Command | undefined {
    const of: CommandClass | undefined = this.byName.get(kind)?.command;
    const commandId = dueCommandId(kind, key, dueAt);
    const by = { actor: 'system', role: 'system', unit: path.at(-1) ?? '' } as const;
    return of && command(of, fields, { ...by, commandId, correlationId, causationId, occurredAt: dueAt });
  }

  private failed(what: string, error: unknown): void {
    this.failures += 1;
    this.parts.warn(what, error);
  }

  /** For as long as it takes: an outcome that is not noted would be a silent skip. */
  private insist(signal: AbortSignal, write: () => Promise<void>): Promise<void> {
    return persistently(write, {
      signal,
      isFatal: () => false,
      onFailure: (error) => this.failed('journal', error),
    });
  }

  private async run(): Promise<void> {
    const { db, owner, leaseMs, warn } = this.parts;
    const { signal } = this.stopping;
    const leases = db.collection<LeaseDocument>(LEASES);
    const lease = new Lease(leases, LEASE, owner, { ttlMs: leaseMs, onError: (error) => warn('lease', error) });
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        await this.lead(await lease.acquire(signal));
      } catch (error) {
        if (error instanceof Stopped) continue;
        this.failed('lead', error);
        await backoff.wait(signal);
      }
    }
  }

  private async lead(held: Held): Promise<void> {
    const signal = AbortSignal.any([held.signal, this.stopping.signal]);
    const backoff = new Backoff();
    this.leading = true;
    try {
      await this.journal.prepare();
      while (!signal.aborted) {
        try {
          await this.tick(signal);
          this.failures = 0;
          backoff.reset();
          await pause(this.parts.pollMs, signal);
        } catch (error) {
          if (error instanceof Stopped) return;
          this.failed('look', error);
          await backoff.wait(signal);
        }
      }
    } finally {
      this.leading = false;
      this.look.reset();
      await held.release();
    }
  }
}
