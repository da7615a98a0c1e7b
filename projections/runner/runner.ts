import { LEASES } from '../../src/platform/read-store/read-documents.js';
import { Backoff, Stopped } from '../../src/platform/subscriptions/backoff.js';
import { type Held, Lease, type LeaseDocument } from '../../src/platform/subscriptions/lease.js';
import { Fenced, type Standing } from './checkpoints.js';
import { Leadership } from './leadership.js';
import type { RunnerParts } from './runner-parts.js';

/** What a runner says of itself. */
export interface RunnerStatus {
  readonly role: 'waiting' | 'leading' | 'stopped';
  /** False when a view is behind and not moving, or blocked. */
  readonly healthy: boolean;
  readonly views: Readonly<Record<string, Standing>>;
}

const LEASE = 'projections';

/**
 * Keeps the views up to date, or waits to take over from the runner that does. Any number may run: one works.
 */
export class ProjectionRunner {
  private readonly stopping = new AbortController();
  private leadership: Leadership | undefined;
  private running: Promise<void> | undefined;
  private failedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: RunnerParts) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Finishes the batch in hand and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  status(): RunnerStatus {
    const views = Object.fromEntries(this.leadership?.standings ?? []);
    const role = this.stopping.signal.aborted ? 'stopped' : this.leadership ? 'leading' : 'waiting';
    const failing = performance.now() - this.failedAt < this.parts.settings.leaseMs;
    return { role, healthy: !failing && Object.values(views).every(({ healthy }) => healthy), views };
  }

  private async run(): Promise<void> {
    const { db, settings, metrics } = this.parts;
    const { signal } = this.stopping;
    const lease = new Lease(db.collection<LeaseDocument>(LEASES), LEASE, settings.owner, {
      ttlMs: settings.leaseMs,
      onError: (error) => this.failed('lease', error),
    });
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        const held = await lease.acquire(signal);
        await this.lead(held, () => backoff.reset());
      } catch (error) {
        if (error instanceof Stopped) break;
        if (!(error instanceof Fenced)) this.failed('lead', error);
        await backoff.wait(signal);
      }
    }
    metrics.leads(false);
  }

  private async lead(held: Held, begun: () => void): Promise<void> {
    const { log, metrics, settings } = this.parts;
    const { owner } = settings;
    this.leadership = new Leadership(this.parts, held.token, AbortSignal.any([held.signal, this.stopping.signal]));
    metrics.leads(true);
    log.info({ owner, token: held.token }, 'Leads the projections');
    try {
      await this.leadership.run(begun);
    } finally {
      this.leadership = undefined;
      metrics.leads(false);
      await held.release();
      log.info({ owner, token: held.token }, 'No longer leads the projections');
    }
  }

  private failed(what: string, error: unknown): void {
    this.failedAt = performance.now();
    this.parts.metrics.failed(what);
    this.parts.log.warn(
      { what, reason: error instanceof Error ? error.message : String(error) },
      'Failed; trying again',
    );
  }
}
