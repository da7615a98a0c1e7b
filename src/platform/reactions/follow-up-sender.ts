import type { Command } from '../../kernel/command.js';
import type { Instant } from '../../kernel/day.js';
import type { Recorded } from '../../kernel/event.js';
import type { AnyReaction } from '../../kernel/reaction.js';
import { Rejection } from '../../kernel/rejection.js';
import { isMongoAway } from '../read-store/mongo-calls.js';
import { Backoff, Stopped } from '../subscriptions/backoff.js';
import { ConflictError, IdempotencyMismatch, StoreUnavailable } from '../streams/errors.js';
import { type Order, ordersOf } from './follow-ups.js';
import type { OutcomeDocument } from './reaction-documents.js';
import type { ReactionJournal } from './reaction-journal.js';

export interface SenderParts {
  readonly send: (command: Command) => Promise<unknown>;
  readonly journal: ReactionJournal;
  readonly now: () => Instant;
  readonly onFailure: (what: string, error: unknown) => void;
}

/** How often a command is tried that fails neither by a rule nor because a database is away. */
const TRIES = 5;

/** Whether it is worth trying for as long as it takes: nothing is wrong with the command itself. */
const isPassing = (error: unknown): boolean =>
  error instanceof StoreUnavailable || error instanceof ConflictError || isMongoAway(error);

const refusalOf = (error: unknown): string | undefined => {
  if (error instanceof Rejection) return error.code;
  // It took effect before, as an earlier version of the reaction had made it.
  return error instanceof IdempotencyMismatch ? 'IDEMPOTENCY_MISMATCH' : undefined;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 2_000);

/** Sends the commands that facts lead to, each until it is settled: done, refused by a rule, or parked with its error. */
export class FollowUpSender {
  constructor(private readonly parts: SenderParts) {}

  /**
   * @returns how many commands the fact led to
   * @throws Stopped when the signal is given before all are settled: the fact must be given again
   */
  async settle(reaction: AnyReaction, event: Recorded, signal: AbortSignal): Promise<number> {
    const { now, journal } = this.parts;
    let orders: Order[];
    try {
      orders = ordersOf(reaction, event, now());
    } catch (error) {
      const about = { _id: `${event.id}:${reaction.name}`, command: null, index: null };
      this.parts.onFailure(reaction.name, error);
      await this.insist(signal, () =>
        journal.note(outcome(reaction.name, event, about, 'parked', 'NO_COMMAND', error)),
      );
      return 0;
    }
    for (const order of orders) await this.one(order, event, signal);
    return orders.length;
  }

  private async one(order: Order, event: Recorded, signal: AbortSignal): Promise<void> {
    const { journal, send, onFailure } = this.parts;
    const { command, index, reaction } = order;
    const about = { _id: command.meta.commandId, command: command.constructor.name, index };
    const backoff = new Backoff(50, 5_000);
    for (let tries = 1; ;) {
      if (signal.aborted) throw new Stopped();
      try {
        await send(command);
        return;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) onFailure(reaction, error);
        const passing = isPassing(error);
        if (refusal !== undefined || (!passing && tries >= TRIES)) {
          const status = refusal === undefined ? 'parked' : 'rejected';
          const note = outcome(reaction, event, about, status, refusal ?? 'FAILED', error);
          await this.insist(signal, () => journal.note(note));
          return;
        }
        if (!passing) tries += 1;
        await backoff.wait(signal);
      }
    }
  }

  /** Writes to the journal for as long as it takes: an outcome that is not noted would be a silent skip. */
  private async insist(signal: AbortSignal, write: () => Promise<void>): Promise<void> {
    const backoff = new Backoff(50, 5_000);
    for (;;) {
      if (signal.aborted) throw new Stopped();
      try {
        await write();
        return;
      } catch (error) {
        this.parts.onFailure('journal', error);
        await backoff.wait(signal);
      }
    }
  }
}

const outcome = (
  reaction: string,
  { stream, revision, position, type }: Recorded,
  about: Pick<OutcomeDocument, '_id' | 'command' | 'index'>,
  status: 'rejected' | 'parked',
  code: string,
  error: unknown,
): OutcomeDocument => ({
  ...about,
  reaction,
  status,
  code,
  message: messageOf(error),
  event: { stream, revision, position, type },
  at: new Date(),
});
