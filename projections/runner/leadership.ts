import { BACKWARDS, END } from '@eventstore/db-client';
import { pause, Stopped } from '../../src/platform/subscriptions/backoff.js';
import { eventsOf } from '../../src/platform/streams/read-events.js';
import { storeCall } from '../../src/platform/streams/store-calls.js';
import { safePosition } from '../../src/platform/streams/event-codec.js';
import { Checkpoints, Fenced, type Standing } from './checkpoints.js';
import { asError, type Blocked } from './rows/fold.js';
import { Followed } from './followed.js';
import { Promotion } from './promotion.js';
import { Requests } from './requests.js';
import type { RunnerParts } from './runner-parts.js';
import { systemNow, type TrackedView } from './tracked-view.js';
import { Versions } from './versions.js';
import { type GroupParts, ViewGroup } from './view-group.js';

/** A runner's time in office: from taking the lease to losing it or giving it back. */
export class Leadership {
  private readonly checkpoints: Checkpoints;
  private readonly versions: Versions;
  private readonly requests: Requests;
  private readonly followed: Followed;
  private readonly promotion: Promotion;
  private readonly groups = new Set<ViewGroup>();
  private readonly over: AbortController = new AbortController();
  private readonly signal: AbortSignal;
  private readonly running = new Set<Promise<void>>();
  private main: ViewGroup | undefined;
  private head: number | undefined;
  private failure: Error | undefined;
  /** How each view does, by its label. */
  readonly standings = new Map<string, Standing>();

  constructor(
    private readonly parts: RunnerParts,
    token: number,
    stop: AbortSignal,
  ) {
    this.signal = AbortSignal.any([stop, this.over.signal]);
    this.checkpoints = new Checkpoints(parts.db, token, systemNow);
    this.versions = new Versions(parts.db, token, systemNow);
    const { checkpoints, versions } = this;
    this.followed = new Followed({ ...parts, checkpoints, versions });
    this.promotion = new Promotion({
      ...parts,
      ...{ checkpoints, versions, followed: this.followed },
      leave: (view) => this.leave(view),
      gone: (label) => this.gone(label),
    });
    this.requests = new Requests({
      ...parts,
      viewNamed: (name) => this.followed.named(name),
      between: (view, work) => this.between(view, work),
      unblock: (view, skip) => this.unblock(view, skip),
      rebuild: (view, hold) => this.rebuild(view, hold),
      promote: (view) => this.promote(view),
    });
  }

  /**
   * Brings all views up to date and keeps them so, until the signal is given.
   * @param begun called when the views are known and their readers run
   * @throws Fenced when another runner has taken over; what the databases throw while it begins
   */
  async run(begun: () => void): Promise<void> {
    await this.begin();
    begun();
    this.spawn(this.repeatedly('report', () => this.report()));
    // An order may take long: reports go on beside it, or every view would look stale.
    this.spawn(this.repeatedly('carry out orders', () => this.requests.carryOut(this.signal)));
    const { graceMs, tickMs } = this.parts.settings;
    this.spawn(this.repeatedly('drop old versions', () => this.promotion.dropOld(), Math.max(tickMs, graceMs / 20)));
    while (this.running.size > 0) await Promise.race(this.running);
    if (this.failure) throw this.failure;
  }

  /** Views that are equally far share a reader; the one that is furthest takes the others in as they catch up. */
  private async begin(): Promise<void> {
    const tracked = await this.followed.begin();
    const far = [...new Set(tracked.map(({ cursor }) => cursor))].sort((a, b) => b - a);
    for (const cursor of far)
      this.start(
        tracked.filter((view) => view.cursor === cursor),
        cursor,
      );
  }

  private start(views: readonly TrackedView[], cursor: number): void {
    const parts: GroupParts = {
      ...this.parts,
      checkpoints: this.checkpoints,
      onComplete: (view) => this.promotion.complete(view),
      onBlocked: (view, why) => this.block(view, why),
    };
    const joins = this.main;
    // Whoever may be joined reads for all views.
    const folded = joins ? views : this.followed.all();
    const types = new Set(folded.flatMap((view) => [...view.types]));
    const group = new ViewGroup(parts, views, cursor, types);
    this.main ??= group;
    this.groups.add(group);
    this.spawn(group.run(this.signal, joins).finally(() => this.groups.delete(group)));
  }

  /** The first failure ends everything; it is thrown when all have come to their end. */
  private spawn(work: Promise<void>): void {
    const guarded = work
      .catch((error: unknown) => {
        this.failure ??= asError(error);
        this.over.abort();
      })
      .finally(() => this.running.delete(guarded));
    this.running.add(guarded);
  }

  private async block(view: TrackedView, { position, type, cause }: Blocked): Promise<void> {
    await view.quarantine.put(null, { position, type, error: cause }, systemNow());
    await this.checkpoints.setState(view.id, 'blocked');
    view.state = 'blocked';
    this.parts.metrics.quarantine(view.view.name);
    this.parts.log.error({ view: view.id, position, type, reason: cause.message }, 'A view can go no further');
  }

  private async unblock(view: TrackedView, skip: boolean): Promise<{ from: number }> {
    const open = await view.quarantine.open(null);
    if (view.state !== 'blocked' || !open) throw new Error(`${view.id} is not blocked`);
    await view.quarantine.resolve(null, skip ? open.event.position : undefined);
    const live = await this.versions.mark(view.view);
    view.state = live === view.view.version ? 'live' : 'building';
    await this.checkpoints.setState(view.id, view.state);
    this.start([view], view.cursor);
    return { from: view.cursor };
  }

  private async rebuild(view: TrackedView, hold: boolean): Promise<{ build: string }> {
    const underWay = this.followed.besides(view);
    if (underWay) return { build: underWay.id };
    if (view.state !== 'live') throw new Error(`${view.id} is ${view.state}: only what answers queries is built anew`);
    const build = await this.followed.buildAnew(view, hold);
    this.start([build], build.cursor);
    this.parts.log.info({ view: view.id, build: build.id, hold }, 'Builds a view anew');
    return { build: build.id };
  }

  private async promote(view: TrackedView): Promise<object> {
    const built = this.followed.besides(view) ?? view;
    if (built.state !== 'built')
      throw new Error(`${built.id} is ${built.state}: only what is built can be switched to`);
    return this.between(built, () => this.promotion.promote(built));
  }

  /** Keeps a version up to date no more. */
  private leave(view: TrackedView): void {
    for (const { views } of this.groups) views.delete(view);
    this.gone(view.label);
  }

  private gone(label: string): void {
    this.standings.delete(label);
    this.parts.metrics.gone(label);
  }

  private async between<T>(view: TrackedView, work: () => Promise<T>): Promise<T> {
    const group = [...this.groups].find(({ views }) => views.has(view));
    return group ? group.between(work) : work();
  }

  /** Does something every tick, one at a time, until it is over. */
  private async repeatedly(
    what: string,
    work: () => Promise<void>,
    everyMs = this.parts.settings.tickMs,
  ): Promise<void> {
    while (!this.signal.aborted) {
      try {
        await work();
      } catch (error) {
        if (error instanceof Fenced) throw error;
        if (!this.signal.aborted && !(error instanceof Stopped)) this.failed(what, error);
      }
      await pause(everyMs, this.signal);
    }
  }

  private async report(): Promise<void> {
    await this.look();
    this.stand();
    const byId = this.followed.all().flatMap(({ id, label }) => {
      const standing = this.standings.get(label);
      return standing ? [[id, standing] as const] : [];
    });
    await this.checkpoints.report(new Map(byId));
  }

  /** Where the store's end is: asked only while somebody is behind. */
  private async look(): Promise<void> {
    if ([...this.groups].every(({ isCaughtUp }) => isCaughtUp)) return;
    const { client } = this.parts;
    const newest = async (): Promise<number | undefined> => {
      const facts = client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 });
      for await (const { event } of eventsOf(facts)) return safePosition(event?.position.commit);
      return undefined;
    };
    try {
      this.head = await storeCall('read the end', newest(), 3_000);
    } catch (error) {
      this.failed('read the end', error);
    }
  }

  private stand(): void {
    const now = Date.now();
    for (const group of this.groups) {
      const { isCaughtUp: caughtUp, waiting, oldestWaiting } = group;
      const pace = group.progress.at({ caughtUp, waiting, oldestWaiting, head: this.head, now });
      for (const { label, state, quarantine } of group.views) {
        const healthy = pace.healthy && !(state === 'building' && quarantine.size > 0);
        this.standings.set(label, { ...pace, state, healthy });
      }
    }
    for (const { label, state } of this.followed.all())
      if (state === 'blocked') {
        const last = this.standings.get(label);
        const none = { lagEvents: 0, lagSeconds: 0, rate: 0, remainingSeconds: null };
        this.standings.set(label, { ...(last ?? none), rate: 0, remainingSeconds: null, state, healthy: false });
      }
    for (const [name, standing] of this.standings) this.parts.metrics.standing(name, standing);
  }

  private failed(what: string, error: unknown): void {
    this.parts.metrics.failed('tick');
    const reason = error instanceof Error ? error.message : String(error);
    this.parts.log.warn({ what, reason }, 'Failed; trying again');
  }
}
