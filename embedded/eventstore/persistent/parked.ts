import type { EventLog, LogEvent } from '../log/event-log.js';
import { DELETED } from '../log/log-schema.js';
import { metastreamOf } from '../log/stream-metadata.js';
import { linkTo, type Message } from './message.js';
import { clearStream, json, writeSystemEvent } from './system-events.js';

/**
 * The events that a group has put aside: links in a stream of its own. A replay hands them out again from the oldest on; they are
 * hidden from the stream once all of them are done, so a server that ends in between has lost none.
 */
export class ParkedMessages {
  private readonly stream: string;
  /** Revision of the next to be replayed, and the one before which the replay ends. */
  private next = 0;
  private until = 0;
  private readonly replaying = new Set<number>();
  /** The last write of each kind; those before it are done when it is. */
  private parking: Promise<void> | undefined;
  private hiding: Promise<void> | undefined;

  constructor(
    private readonly log: EventLog,
    id: string,
  ) {
    this.stream = `$persistentsubscription-${id}-parked`;
  }

  /** How many there are that no replay has been asked for. */
  get count(): number {
    const row = this.log.stream(this.stream);
    if (!row || row.truncateBefore === DELETED) return 0;
    return Math.max(0, row.last - Math.max(row.truncateBefore, this.until) + 1);
  }

  /** Whether a replay has still to hand some out. */
  get hasMore(): boolean {
    return this.next < this.until;
  }

  get isReplaying(): boolean {
    return this.hasMore || this.replaying.size > 0;
  }

  /** Puts an event aside; resolves when it is on disk. @throws StorageFull, StorageFailure */
  async park(message: Message, reason: string, now: Date): Promise<void> {
    const metadata = { added: now.toISOString(), reason, subscriptionEventNumber: message.original.revision };
    this.parking = writeSystemEvent(this.log, this.stream, {
      type: '$>',
      data: linkTo(message),
      json: false,
      metadata,
    });
    await this.parking;
  }

  /** Asks for a replay of those before revision `stopAt`, or of all. */
  replay(stopAt: number | undefined): void {
    const row = this.log.stream(this.stream);
    if (!row || row.truncateBefore === DELETED) return;
    this.next = Math.max(this.next, row.truncateBefore);
    this.until = Math.max(this.until, Math.min(stopAt ?? row.last + 1, row.last + 1));
  }

  /** The next ones to be replayed, at most `count`. */
  page(count: number): LogEvent[] {
    const row = this.log.stream(this.stream);
    if (!row || !this.hasMore) return [];
    const page = this.log.streamUp(row, this.next, Math.min(count, this.until - this.next));
    this.next = (page.at(-1)?.revision ?? this.until - 1) + 1;
    for (const { revision } of page) this.replaying.add(revision);
    return page;
  }

  /** Says that a replayed one is done. */
  done(revision: number): void {
    if (!this.replaying.delete(revision) || this.isReplaying) return;
    this.hiding = this.hide(this.until).catch((error: unknown) => {
      process.stderr.write(`event store: replayed events stay parked in ${this.stream}: ${String(error)}\n`);
    });
  }

  async settled(): Promise<void> {
    await Promise.allSettled([this.parking, this.hiding]);
  }

  async clear(): Promise<void> {
    await this.settled();
    await clearStream(this.log, this.stream);
  }

  private async hide(before: number): Promise<void> {
    const data = json({ $tb: before });
    await writeSystemEvent(this.log, metastreamOf(this.stream), { type: '$metadata', data });
  }
}
