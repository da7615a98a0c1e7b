import type { Collection } from 'mongodb';
import { pause } from '../subscriptions/backoff.js';
import type { CheckpointDocument } from './read-documents.js';

const SOONEST_MS = 5;
const LATEST_MS = 50;

interface Waiter {
  readonly id: string;
  readonly position: number;
  readonly until: number;
  readonly done: (reached: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** Waits for views to get to a position. All that wait share one query, asked again ever more slowly while nothing arrives. */
export class CheckpointWatch {
  private waiters: Waiter[] = [];
  private looking = false;

  constructor(private readonly checkpoints: Collection<CheckpointDocument>) {}

  /** Whether the view (`<name>@<version>`) reached the position within the time. */
  async reached(id: string, position: number, timeoutMs: number): Promise<boolean> {
    return new Promise<boolean>((done, failed) => {
      this.waiters.push({ id, position, until: performance.now() + timeoutMs, done, failed });
      if (!this.looking) void this.look();
    });
  }

  private async look(): Promise<void> {
    this.looking = true;
    let ms = SOONEST_MS;
    while (this.waiters.length > 0) {
      const before = this.waiters;
      try {
        await this.settle();
      } catch (error) {
        for (const waiter of this.waiters) waiter.failed(error);
        this.waiters = [];
      }
      ms = this.waiters.length < before.length ? SOONEST_MS : Math.min(ms * 1.5, LATEST_MS);
      if (this.waiters.length > 0) await pause(ms);
    }
    this.looking = false;
  }

  private async settle(): Promise<void> {
    const ids = [...new Set(this.waiters.map((waiter) => waiter.id))];
    const found = await this.checkpoints.find({ _id: { $in: ids } }, { projection: { position: 1 } }).toArray();
    const positions = new Map(found.map((one) => [one._id, one.position]));
    const now = performance.now();
    this.waiters = this.waiters.filter((waiter) => {
      const there = (positions.get(waiter.id) ?? -1) >= waiter.position;
      if (there || now >= waiter.until) waiter.done(there);
      return !there && now < waiter.until;
    });
  }
}
