import type { EventLog } from '../log/event-log.js';
import type { Reached } from './checkpoints.js';
import { type Message, readMessage } from './message.js';
import type { GroupSettings } from './settings.js';
import type { Source } from './source.js';

/** Events that are looked at in one turn when a filter leaves some out. */
const SCAN = 500;

/** What a group has read of its source and not given out yet. */
export class Intake {
  buffer: Message[] = [];
  /** Whether it has come to the end of the source. */
  live = false;

  /** @param read how far it is: it reads what comes after */
  constructor(
    private readonly log: EventLog,
    private readonly source: Source,
    private readonly settings: GroupSettings,
    public read: Reached,
  ) {}

  /** Reads as much as there is room for; whether there is more, and room. */
  fill(): boolean {
    const { liveBufferSize, historyBufferSize, readBatchSize } = this.settings;
    const room = Math.max(1, this.live ? liveBufferSize : historyBufferSize);
    for (let looked = 0; looked < SCAN && this.buffer.length < room; looked += readBatchSize) {
      this.live = this.page() < readBatchSize;
      if (this.live) return false;
    }
    return this.buffer.length < room;
  }

  private page(): number {
    const { readBatchSize, resolveLinks } = this.settings;
    const page = this.source.after(this.read.place, readBatchSize);
    for (const event of page) {
      const treatment = this.source.treat(event);
      const sequence = this.read.sequence + (treatment === 'ignore' ? 0 : 1);
      const at = { sequence, previous: this.read.place };
      if (treatment === 'deliver') this.buffer.push(readMessage(this.log, event, resolveLinks, at));
      this.read = { sequence, place: this.source.placeOf(event) };
    }
    return page.length;
  }
}
