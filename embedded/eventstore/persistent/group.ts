import type { ServiceError } from '@grpc/grpc-js';
import { groupRefusal } from '../protocol/errors.js';
import type { EventLog } from '../log/event-log.js';
import { Checkpoints, type Reached } from './checkpoints.js';
import type { Consumer } from './consumer.js';
import { Intake } from './intake.js';
import { inserted, lowestOf, type Message, replayedMessage } from './message.js';
import { ParkedMessages } from './parked.js';
import type { GroupSettings } from './settings.js';
import type { Source } from './source.js';
import { type Strategy, strategyOf } from './strategies.js';

export type Nack = 'retry' | 'park' | 'skip';

interface Delivery {
  readonly message: Message;
  readonly consumer: Consumer;
  readonly due: number;
}

/**
 * A group of consumers that share the events of a stream or of the log: each event goes to one of them, and again to any until it is
 * acknowledged, skipped or parked. Events are read into a buffer, given out as consumers have room, and counted by a sequence: the
 * checkpoint is the place before the lowest that is not done.
 */
export class Group {
  readonly consumers = new Set<Consumer>();
  readonly parked: ParkedMessages;
  readonly checkpoints: Checkpoints;
  readonly intake: Intake;
  /** Events given out so far, and up to the last time that somebody asked. */
  total = 0;
  asked = { total: 0, at: performance.now() };
  retries: Message[] = [];
  readonly inFlight = new Map<string, Delivery>();
  private readonly parking = new Set<Message>();
  private readonly strategy: Strategy;
  private lastCheckpoint = Number.NEGATIVE_INFINITY;
  private scheduled = false;
  private closed = false;

  /** @param origin place that the settings' start meant when the group was made: it reads what comes after */
  constructor(
    private readonly log: EventLog,
    readonly source: Source,
    readonly name: string,
    readonly settings: GroupSettings,
    origin: number,
  ) {
    const id = `${source.name}::${name}`;
    this.parked = new ParkedMessages(log, id);
    this.checkpoints = new Checkpoints(log, source, id);
    this.strategy = strategyOf(settings.strategy);
    this.intake = new Intake(log, source, settings, { sequence: 0, place: this.checkpoints.place ?? origin });
    this.wake();
  }

  /** Place of the last event that is known to be there; undefined before the first. */
  get known(): number | undefined {
    const { sequence, place } = this.intake.read;
    return sequence > 0 ? place : this.checkpoints.place;
  }

  get isFull(): boolean {
    const { maxSubscriberCount } = this.settings;
    return maxSubscriberCount > 0 && this.consumers.size >= maxSubscriberCount;
  }

  join(consumer: Consumer): void {
    this.consumers.add(consumer);
    this.strategy.join(consumer);
    this.wake();
  }

  /** What the consumer has not answered goes to others. */
  leave(consumer: Consumer): void {
    if (!this.consumers.delete(consumer)) return;
    this.strategy.leave(consumer);
    for (const { message, consumer: holder } of [...this.inFlight.values()])
      if (holder === consumer) this.again(this.taken(message));
    this.wake();
  }

  ack(ids: readonly string[]): void {
    for (const id of ids) this.finish(id);
    this.answered();
  }

  nack(ids: readonly string[], action: Nack, reason: string): void {
    for (const id of ids) {
      const message = this.inFlight.get(id)?.message;
      if (!message) continue;
      if (action === 'skip') this.finish(id);
      else if (action === 'retry') this.retry(message);
      else this.park(message, `Client explicitly NAK'ed message.\n${reason}`);
    }
    this.answered();
  }

  /** The next goes out before another answer is heard: what is retried keeps its place before what was not given out yet. */
  private answered(): void {
    this.giveOut();
    this.wake();
  }

  replayParked(stopAt: number | undefined): void {
    this.parked.replay(stopAt);
    this.wake();
  }

  /** Goes on in the next turn of the event loop, once for all that happened in this one. */
  wake(): void {
    if (this.scheduled || this.closed) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (!this.closed) this.go(false);
    });
  }

  /** Looks at the clock: what timed out is retried, and the time for a checkpoint may have come. */
  tick(): void {
    const now = performance.now();
    for (const { message, due } of [...this.inFlight.values()]) if (due <= now) this.retry(message);
    this.go(true);
  }

  /** Drops all consumers with the error; resolves when all that was to be kept is on disk. */
  async close(error: ServiceError): Promise<void> {
    this.closed = true;
    this.drop(error);
    await this.checkpoints.settled();
    await this.parked.settled();
  }

  private drop(error: ServiceError): void {
    for (const consumer of [...this.consumers]) {
      this.leave(consumer);
      consumer.connection.drop(error);
    }
  }

  private go(ticked: boolean): void {
    try {
      this.fill();
      this.giveOut();
      this.checkpoint(ticked);
    } catch (error) {
      // The source cannot be read: whoever connects again makes it try again.
      const reason = error instanceof Error ? error.message : String(error);
      this.drop(groupRefusal('failed', this.source.name, this.name, reason));
    }
  }

  private fill(): void {
    const { historyBufferSize, readBatchSize } = this.settings;
    if (this.retries.length < historyBufferSize)
      for (const link of this.parked.page(readBatchSize)) this.retries.push(replayedMessage(this.log, link));
    if (this.intake.fill()) this.wake();
  }

  /** Gives out what there is room for: what is to be retried first. */
  private giveOut(): void {
    this.retries = this.given(this.retries);
    this.intake.buffer = this.given(this.intake.buffer);
    const { buffer, live } = this.intake;
    if ((buffer.length === 0 && !live) || (this.retries.length === 0 && this.parked.hasMore)) this.wake();
  }

  /** Gives out what can be; returns the rest. */
  private given(queue: Message[]): Message[] {
    const left: Message[] = [];
    let at = 0;
    for (const message of queue) {
      // Of two events with the same id the second waits: consumers name them by it.
      const chosen = this.inFlight.has(message.id) ? 'wait' : this.strategy.choose(message);
      if (!chosen) break;
      if (chosen === 'wait') left.push(message);
      else this.give(message, chosen);
      at += 1;
    }
    return at === left.length ? queue : [...left, ...queue.slice(at)];
  }

  private give(message: Message, consumer: Consumer): void {
    const { messageTimeout } = this.settings;
    const due = messageTimeout === 0 ? Number.POSITIVE_INFINITY : performance.now() + messageTimeout;
    this.inFlight.set(message.id, { message, consumer, due });
    this.total += 1;
    consumer.give(message);
  }

  private taken(message: Message): Message {
    this.inFlight.get(message.id)?.consumer.release(message);
    this.inFlight.delete(message.id);
    return message;
  }

  private finish(id: string): void {
    const message = this.inFlight.get(id)?.message;
    if (!message) return;
    this.taken(message);
    if (message.parked !== undefined) this.parked.done(message.parked);
  }

  private retry(message: Message): void {
    const { maxRetryCount } = this.settings;
    if (message.retries < maxRetryCount) this.again(this.taken(message));
    else this.park(message, `Reached retry count of ${maxRetryCount}`);
  }

  /** Queues an event to be given out once more, before those that come later in the source. */
  private again(message: Message): void {
    this.retries = inserted(this.retries, { ...message, retries: message.retries + 1 });
  }

  private park(message: Message, reason: string): void {
    this.parking.add(this.taken(message));
    this.parked
      .park(message, reason, new Date())
      .then(() => message.parked !== undefined && this.parked.done(message.parked))
      // It could not be kept: it stays with the consumers.
      .catch(() => this.again(message))
      .finally(() => {
        this.parking.delete(message);
        this.wake();
      });
  }

  private checkpoint(ticked: boolean): void {
    const { checkpointAfter, minCheckpointCount, maxCheckpointCount } = this.settings;
    const { sequence } = this.checkpoints;
    if (this.intake.read.sequence === sequence) return;
    const reached = this.reached();
    const done = reached.sequence - sequence;
    const now = performance.now();
    const inTime = ticked && now - this.lastCheckpoint >= checkpointAfter && done >= minCheckpointCount;
    if (done < 1 || (!inTime && done < maxCheckpointCount)) return;
    this.lastCheckpoint = now;
    this.checkpoints.write(reached);
  }

  /** Up to where all is done. */
  private reached(): Reached {
    const open = [...this.inFlight.values()].map(({ message }) => message);
    const waiting = [...open, ...this.retries.slice(0, 1), ...this.intake.buffer.slice(0, 1), ...this.parking];
    const lowest = lowestOf(waiting);
    return lowest ? { sequence: lowest.sequence - 1, place: lowest.previous } : this.intake.read;
  }
}
