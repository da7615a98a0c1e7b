import { Backoff, pause, persistently, Stopped } from '../../src/platform/subscriptions/backoff.js';
import { EventFeed, type FeedBatch } from '../../src/platform/subscriptions/event-feed.js';
import { inSpan, linksTo } from '../../src/platform/tracing/spans.js';
import { type Checkpoints, Fenced } from './checkpoints.js';
import { Blocked } from './rows/fold.js';
import { Progress } from './progress.js';
import type { RunnerParts } from './runner-parts.js';
import { factsFor, type TrackedView } from './tracked-view.js';

export interface GroupParts extends RunnerParts {
  readonly checkpoints: Checkpoints;
  /** Called at the end of the history with a version that is being built: it takes its place, or waits for that. */
  readonly onComplete: (view: TrackedView) => Promise<void>;
  /** Called with a view that can go no further; it has left the group. */
  readonly onBlocked: (view: TrackedView, why: Blocked) => Promise<void>;
}

/** Longest that a group waits for another to join it, ms. */
const JOIN_MS = 1_000;

/** Views that have got equally far, fed by one reader. */
export class ViewGroup {
  readonly views = new Set<TrackedView>();
  readonly progress: Progress;
  readonly feed: EventFeed;
  /** Everything up to here is in the views, or in the batch that is being taken. */
  private claimed: number;
  private taking: FeedBatch | undefined;
  private caughtUp = false;
  private tasks: (() => Promise<void>)[] = [];
  private joining: AbortController | undefined;
  private joins: ViewGroup | undefined;

  /**
   * @param from position that all views have reached
   * @param types event types that the group, and whoever may join it, folds
   */
  constructor(
    private readonly parts: GroupParts,
    views: readonly TrackedView[],
    private readonly from: number,
    types: ReadonlySet<string>,
  ) {
    this.views = new Set(views);
    this.claimed = from;
    this.progress = new Progress(from, Date.now(), parts.settings.stallMs);
    this.feed = new EventFeed({
      client: parts.client,
      filter: parts.reader.filter(),
      decode: (resolved) => parts.reader.decode(resolved),
      wanted: (type) => types.has(type),
      after: from,
      // The next batch while this one is taken: more would only take memory.
      readAhead: parts.settings.batch,
      onDisconnect: (error) => this.failed('read', error),
    });
  }

  /** Facts that were read and are not in the views yet. */
  get waiting(): number {
    return this.feed.waiting + (this.taking?.items.length ?? 0);
  }

  get oldestWaiting(): number | undefined {
    return this.taking?.items[0]?.at ?? this.feed.oldestWaiting;
  }

  get isCaughtUp(): boolean {
    return this.caughtUp;
  }

  /** Runs something between two batches. */
  async between<T>(work: () => Promise<T>): Promise<T> {
    const result = new Promise<T>((done, failed) => {
      this.tasks.push(() => work().then(done, failed));
    });
    this.feed.nudge();
    return result;
  }

  /**
   * Takes batches until the signal is given, a batch in hand is finished first; or, with `joins`, until the views have moved over
   * to that group.
   * @throws Fenced when another runner has taken over
   */
  async run(signal: AbortSignal, joins?: ViewGroup): Promise<void> {
    this.joins = joins;
    try {
      while (!signal.aborted) {
        await this.runTasks(signal);
        await this.holdForOther();
        await this.step(signal);
        if (joins && this.caughtUp && joins.adopt(this)) return;
      }
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    } finally {
      await this.feed.close();
      for (const task of this.tasks.splice(0)) await task();
    }
  }

  /**
   * Takes over the views of a group that has got at least as far; facts that they have already are kept from them. While the other
   * is not there yet, this one holds still for it.
   */
  private adopt(other: ViewGroup): boolean {
    if (other.claimed < this.claimed) {
      this.joining ??= new AbortController();
      return false;
    }
    for (const view of other.views) this.views.add(view);
    other.views.clear();
    this.joining?.abort();
    this.feed.nudge();
    return true;
  }

  private async holdForOther(): Promise<void> {
    if (!this.joining) return;
    await pause(JOIN_MS, this.joining.signal);
    this.joining = undefined;
  }

  private async step(signal: AbortSignal): Promise<void> {
    const batch = await this.feed.next(this.parts.settings.batch, signal);
    this.claimed = batch.upTo;
    this.taking = batch;
    // Without facts there is nothing to take, but perhaps news of the position.
    if (batch.items.length > 0) {
      const views = [...this.views];
      const links = linksTo(batch.items.map(({ event }) => event?.meta.trace));
      const attributes = { 'facts.count': batch.items.length, 'facts.up_to': batch.upTo, 'views.count': views.length };
      await inSpan(
        'projections take',
        attributes,
        async () => {
          await Promise.all(views.map((view) => this.take(view, batch, signal)));
          await this.advance(batch, signal);
        },
        links,
      );
    }
    this.taking = undefined;
    this.caughtUp = batch.caughtUp;
    await this.completeAll(signal);
  }

  private async runTasks(signal: AbortSignal): Promise<void> {
    const tasks = this.tasks.splice(0);
    for (const task of tasks) await task();
    // What kept a version from taking its place may just have been mended.
    if (tasks.length > 0) await this.completeAll(signal);
  }

  /** In the group that all join: what is complete there is as far as what it is compared with, and takes the place of. */
  private async completeAll(signal: AbortSignal): Promise<void> {
    if (!this.caughtUp || this.joins) return;
    for (const view of this.views) if (view.state === 'building') await this.complete(view, signal);
  }

  private async take(view: TrackedView, batch: FeedBatch, signal: AbortSignal): Promise<void> {
    try {
      await this.insist(`take ${view.id}`, signal, () => view.writer.take(factsFor(view, batch)));
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      this.views.delete(view);
      await this.insist(`block ${view.id}`, signal, () => this.parts.onBlocked(view, error));
    }
  }

  private async advance({ items, upTo }: FeedBatch, signal: AbortSignal): Promise<void> {
    const last = items.at(-1);
    const behind = [...this.views].filter((view) => view.cursor < upTo);
    if (behind.length > 0) {
      const ids = behind.map(({ id }) => id);
      const recordedAt = last ? new Date(last.at).toISOString() : null;
      await this.insist('checkpoint', signal, () => this.parts.checkpoints.advance(ids, upTo, recordedAt));
      for (const view of behind) view.cursor = upTo;
    }
    this.progress.step(items.length, upTo, last?.at, Date.now());
    this.parts.metrics.took(items.length);
  }

  private async complete(view: TrackedView, signal: AbortSignal): Promise<void> {
    await this.insist(`complete ${view.id}`, signal, () => this.parts.onComplete(view));
  }

  /** Tries until the databases let it. What was half done is found out by the next attempt. */
  private async insist<T>(what: string, signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
    return persistently(attempt, {
      signal,
      isFatal: (error) => error instanceof Fenced || error instanceof Blocked,
      onFailure: (error) => this.failed(what, error),
      backoff: new Backoff(50, 2_000),
    });
  }

  private failed(what: string, error: unknown): void {
    this.parts.metrics.failed(what);
    const reason = error instanceof Error ? error.message : String(error);
    this.parts.log.warn({ what, reason, from: this.from }, 'Failed; trying again');
  }
}
