import type { EventLog } from '../log/event-log.js';
import { metastreamOf } from '../log/stream-metadata.js';
import type { Source } from './source.js';
import { clearStream, json, lastOf, parsedData, writeSystemEvent } from './system-events.js';

/** How far a group is: all events up to the place are done; the sequence counts them. */
export interface Reached {
  readonly sequence: number;
  readonly place: number;
}

/** What the older name of the type was is read too, as the real server does. */
const TYPES = ['$SubscriptionCheckpoint', 'SubscriptionCheckpoint'];
/** How many of its checkpoints a group's stream shows. */
const KEPT = 2;

/** Keeps how far a group is, as events of a stream of its own. One write at a time: of those that come meanwhile the last counts. */
export class Checkpoints {
  private readonly stream: string;
  private wanted: Reached | undefined;
  private writing: Promise<void> | undefined;
  private stored: Reached | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly source: Source,
    id: string,
  ) {
    this.stream = `$persistentsubscription-${id}-checkpoint`;
    const last = lastOf(log, this.stream);
    const text = last && TYPES.includes(last.type) ? parsedData(last) : undefined;
    const place = typeof text === 'string' ? source.parse(text) : undefined;
    if (place !== undefined) this.stored = { sequence: 0, place };
  }

  /** The place that was stored last; undefined before the first. */
  get place(): number | undefined {
    return this.stored?.place;
  }

  /** Sequence of the last checkpoint that is stored or being written. */
  get sequence(): number {
    return (this.wanted ?? this.stored)?.sequence ?? 0;
  }

  /** Stores a checkpoint. When that fails, the last one stands and the next takes its place: events may come again, none is lost. */
  write(reached: Reached): void {
    this.wanted = reached;
    this.writing ??= this.flush();
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    await this.writing;
  }

  /** Forgets all checkpoints. */
  async clear(): Promise<void> {
    await this.settled();
    await clearStream(this.log, this.stream);
    this.stored = undefined;
  }

  private async flush(): Promise<void> {
    try {
      if (!this.log.stream(this.stream))
        await writeSystemEvent(this.log, metastreamOf(this.stream), {
          type: '$metadata',
          data: json({ $maxCount: KEPT }),
        });
      while (this.wanted && this.wanted !== this.stored) {
        const reached = this.wanted;
        const data = json(this.source.format(reached.place));
        await writeSystemEvent(this.log, this.stream, { type: '$SubscriptionCheckpoint', data });
        this.stored = reached;
      }
    } catch (error) {
      process.stderr.write(`event store: the checkpoint of ${this.stream} was not kept: ${String(error)}\n`);
    } finally {
      this.wanted = undefined;
      this.writing = undefined;
    }
  }
}
