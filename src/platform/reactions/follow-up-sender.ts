import type { Command } from '../../kernel/command.js';
import type { Instant } from '../../kernel/day.js';
import type { Recorded } from '../../kernel/event.js';
import type { AnyReaction } from '../../kernel/reaction.js';
import { messageOf, settle } from '../commands/settle.js';
import { Backoff, Stopped } from '../subscriptions/backoff.js';
import { type Order, ordersOf } from './follow-ups.js';
import type { OutcomeDocument } from './reaction-documents.js';
import type { ReactionJournal } from './reaction-journal.js';

export interface SenderParts {
  readonly send: (command: Command) => Promise<unknown>;
  readonly journal: ReactionJournal;
  readonly now: () => Instant;
  readonly onFailure: (what: string, error: unknown) => void;
}

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
    const settled = await settle(
      () => send(command),
      signal,
      (error) => onFailure(reaction, error),
    );
    if (settled.status === 'done') return;
    const { status, code, error } = settled;
    await this.insist(signal, () => journal.note(outcome(reaction, event, about, status, code, error)));
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
