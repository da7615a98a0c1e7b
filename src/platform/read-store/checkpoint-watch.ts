import type { Collection } from 'mongodb';
import { pause } from '../subscriptions/backoff.js';
import type { LiveVersions } from './live-versions.js';
import { type CheckpointDocument, viewId } from './read-documents.js';

const SOONEST_MS = 5;
const LATEST_MS = 50;

interface Waiter {
  readonly view: string;
  readonly position: number;
  readonly until: number;
  readonly done: (reached: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** Waits for views to get to a position. All that wait share one query, asked again ever more slowly while nothing arrives. */
export class CheckpointWatch {
  private waiters: Waiter[] = [];
  private looking = false;

  constructor(
    private readonly checkpoints: Collection<CheckpointDocument>,
    private readonly versions: LiveVersions,
  ) {}

  /** Whether the view's live version, whichever that comes to be, reached the position within the time. */
  async reached(view: string, position: number, timeoutMs: number): Promise<boolean> {
    return new Promise<boolean>((done, failed) => {
      this.waiters.push({ view, position, until: performance.now() + timeoutMs, done, failed });
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
    const ids: string[] = [];
    for (const view of new Set(this.waiters.map((waiter) => waiter.view))) {
      const version = await this.versions.of(view);
      if (version !== undefined) ids.push(viewId(view, version));
    }
    const found = await this.checkpoints
      .find({ _id: { $in: ids } }, { projection: { view: 1, position: 1 } })
      .toArray();
    const positions = new Map(found.map((one) => [one.view, one.position]));
    const now = performance.now();
    this.waiters = this.waiters.filter((waiter) => {
      const there = (positions.get(waiter.view) ?? -1) >= waiter.position;
      if (there || now >= waiter.until) waiter.done(there);
      return !there && now < waiter.until;
    });
  }
}
