import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Db } from 'mongodb';
import type { Instant } from '../../kernel/day.js';
import type { Command } from '../../kernel/command.js';
import type { AnyReaction } from '../../kernel/reaction.js';
import { LEASES } from '../read-store/read-documents.js';
import { Backoff, persistently, Stopped } from '../subscriptions/backoff.js';
import { EventFeed } from '../subscriptions/event-feed.js';
import type { FeedItem } from '../subscriptions/feed-item.js';
import { type EventReader, readFact } from '../subscriptions/history.js';
import { type Held, Lease, type LeaseDocument } from '../subscriptions/lease.js';
import { FollowUpSender } from './follow-up-sender.js';
import type { OutcomeDocument } from './reaction-documents.js';
import { ReactionJournal, ReactionsFenced } from './reaction-journal.js';

export interface ReactionParts {
  readonly client: EventStoreDBClient;
  readonly reader: EventReader;
  readonly db: Db;
  readonly reactions: readonly AnyReaction[];
  readonly send: (command: Command) => Promise<unknown>;
  readonly now: () => Instant;
  readonly owner: string;
  readonly leaseMs: number;
  readonly warn: (what: string, error: unknown) => void;
}

/** What the reactions say of themselves. */
export interface ReactionStatus {
  readonly role: 'waiting' | 'leading' | 'stopped';
  /** Every fact up to here has had its effect; -1 before the first, or while this process does not lead. */
  readonly position: number;
  /** Facts read and not yet settled, the one in hand among them. */
  readonly waiting: number;
  /** Failures in a row without progress. */
  readonly failures: number;
}

const LEASE = 'reactions';
const BATCH = 200;
/** Commands after which the checkpoint is written, at the latest: what a crash makes be sent again, with no effect. */
const CHECKPOINT_COMMANDS = 50;
/** Facts that lead to nothing are read again after a crash, with no effect: how far they go is kept no more often than this, ms. */
const KEEP_MS = 500;

/**
 * Turns facts into commands, in order and each once: of several processes one is at work; the checkpoint moves on when the
 * commands of a fact are settled, and what is sent again after a crash has the same ids.
 */
export class ReactionRunner {
  readonly journal: ReactionJournal;
  private readonly sender: FollowUpSender;
  private readonly stopping = new AbortController();
  private readonly cursors = new Map<string, number>();
  private feed: EventFeed | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;
  /** Facts of the batch that is being settled. */
  private inHand = 0;
  /** Since when facts have been gone past without that being kept; milliseconds of a monotonic clock. */
  private unkeptSince: number | undefined;
  private keeping: NodeJS.Timeout | undefined;

  constructor(private readonly parts: ReactionParts) {
    const names = new Set(parts.reactions.map(({ name }) => name));
    if (names.size !== parts.reactions.length) throw new Error('Two reactions share a name');
    const { send, now, warn } = parts;
    this.journal = new ReactionJournal(parts.db);
    const onFailure = (what: string, error: unknown): void => {
      this.failures += 1;
      warn(what, error);
    };
    this.sender = new FollowUpSender({ send, now, journal: this.journal, onFailure });
  }

  start(): void {
    this.running ??= this.parts.reactions.length === 0 ? Promise.resolve() : this.run();
  }

  /** Ends after the command in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  status(): ReactionStatus {
    const role = this.stopping.signal.aborted ? 'stopped' : this.feed ? 'leading' : 'waiting';
    const position = this.feed ? Math.min(...this.cursors.values()) : -1;
    return { role, position, waiting: (this.feed?.waiting ?? 0) + this.inHand, failures: this.failures };
  }

  /** Tries a parked follow-up again; the journal says what became of it. @returns its outcome, undefined for an unknown id */
  async retryParked(id: string): Promise<OutcomeDocument | undefined> {
    const parked = await this.journal.outcome(id);
    if (parked?.status !== 'parked') return parked ?? undefined;
    const reaction = this.parts.reactions.find(({ name }) => name === parked.reaction);
    if (!reaction) throw new Error(`There is no reaction ${parked.reaction} any more`);
    const { client, reader } = this.parts;
    const event = await readFact(client, reader, parked.event.stream, parked.event.revision);
    // Commands of the fact that were settled before have no effect again.
    await this.sender.settle(reaction, event, this.stopping.signal);
    const after = await this.journal.outcome(id);
    if (after?.at.getTime() === parked.at.getTime()) await this.journal.settle(id);
    return (await this.journal.outcome(id)) ?? undefined;
  }

  private async run(): Promise<void> {
    const { db, owner, leaseMs, warn } = this.parts;
    const { signal } = this.stopping;
    const lease = new Lease(db.collection<LeaseDocument>(LEASES), LEASE, owner, {
      ttlMs: leaseMs,
      onError: (error) => warn('lease', error),
    });
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        const held = await lease.acquire(signal);
        await this.lead(held, backoff);
      } catch (error) {
        if (error instanceof Stopped) continue;
        if (!(error instanceof ReactionsFenced)) warn('lead', error);
        await backoff.wait(signal);
      }
    }
  }

  private async lead(held: Held, backoff: Backoff): Promise<void> {
    const { reactions, client, reader } = this.parts;
    const signal = AbortSignal.any([held.signal, this.stopping.signal]);
    try {
      const claimed = await this.journal.claim(reactions, held.token);
      for (const { name } of reactions) this.cursors.set(name, claimed.get(name) ?? -1);
      const types = new Set(reactions.flatMap(({ events }) => events as readonly string[]));
      this.feed = new EventFeed({
        client,
        // Most facts lead to nothing: they need not come here.
        filter: reader.filter(types),
        decode: (resolved) => reader.decode(resolved),
        wanted: (type) => types.has(type),
        after: Math.min(...this.cursors.values()),
        readAhead: BATCH * 2,
        onDisconnect: (error) => this.parts.warn('read', error),
      });
      while (!signal.aborted) {
        await this.step(this.feed, held.token, signal);
        backoff.reset();
      }
    } finally {
      const { feed } = this;
      this.feed = undefined;
      this.inHand = 0;
      this.kept();
      await feed?.close();
      await held.release();
    }
  }

  private async step(feed: EventFeed, token: number, signal: AbortSignal): Promise<void> {
    const batch = await feed.next(BATCH, signal);
    let commands = 0;
    this.inHand = batch.items.length;
    for (const item of batch.items) {
      commands += await this.react(item, signal);
      this.inHand -= 1;
      if (commands < CHECKPOINT_COMMANDS) continue;
      await this.advance(item.position, token, signal);
      commands = 0;
    }
    // Facts that the store passed over move it on too.
    if (batch.upTo > Math.min(...this.cursors.values())) this.unkeptSince ??= performance.now();
    if (this.unkeptSince === undefined) return;
    const left = this.unkeptSince + KEEP_MS - performance.now();
    if (commands === 0 && left > 0) {
      this.keeping ??= setTimeout(() => {
        this.keeping = undefined;
        feed.nudge();
      }, left);
      return;
    }
    await this.advance(batch.upTo, token, signal);
    this.kept();
  }

  private kept(): void {
    clearTimeout(this.keeping);
    this.keeping = undefined;
    this.unkeptSince = undefined;
  }

  private async react({ position, type, event, error }: FeedItem, signal: AbortSignal): Promise<number> {
    let commands = 0;
    for (const reaction of this.parts.reactions) {
      if (!(reaction.events as readonly string[]).includes(type) || position <= (this.cursors.get(reaction.name) ?? -1))
        continue;
      // Nobody can say what a fact leads to that is not understood; to go on without it would skip it.
      if (error) throw error;
      if (event) commands += await this.sender.settle(reaction, event, signal);
    }
    return commands;
  }

  private async advance(position: number, token: number, signal: AbortSignal): Promise<void> {
    const names = [...this.cursors].filter(([, cursor]) => cursor < position).map(([name]) => name);
    await persistently(() => this.journal.advance(names, token, position), {
      signal,
      isFatal: (error) => error instanceof ReactionsFenced,
      onFailure: (error) => this.parts.warn('checkpoint', error),
    });
    for (const name of names) this.cursors.set(name, position);
    this.failures = 0;
  }
}
