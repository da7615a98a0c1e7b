import { Counter, Gauge, Registry } from 'prom-client';
import type { Standing } from './checkpoints.js';

/** What the runner counts, for Prometheus. */
export class RunnerMetrics {
  readonly registry = new Registry();
  private readonly lagEvents = this.gauge('projection_lag_events', 'Facts stored and not yet in the view');
  private readonly lagSeconds = this.gauge('projection_lag_seconds', 'Age of the oldest fact not yet in the view');
  private readonly rate = this.gauge('projection_rate', 'Facts taken per second');
  private readonly healthy = this.gauge('projection_healthy', '0 when the view is behind and not moving');
  private readonly leader = new Gauge({
    name: 'projection_leader',
    help: '1 while this runner holds the lease',
    registers: [this.registry],
  });
  private readonly facts = new Counter({
    name: 'projection_facts_total',
    help: 'Facts taken, by all views together',
    registers: [this.registry],
  });
  private readonly failures = new Counter({
    name: 'projection_failures_total',
    help: 'Attempts that failed and were made again',
    labelNames: ['what'],
    registers: [this.registry],
  });
  private readonly quarantined = new Counter({
    name: 'projection_quarantined_total',
    help: 'Keys put into quarantine',
    labelNames: ['view'],
    registers: [this.registry],
  });

  leads(yes: boolean): void {
    this.leader.set(yes ? 1 : 0);
  }

  took(facts: number): void {
    this.facts.inc(facts);
  }

  failed(what: string): void {
    this.failures.inc({ what });
  }

  quarantine(view: string): void {
    this.quarantined.inc({ view });
  }

  standing(view: string, standing: Standing): void {
    this.lagEvents.set({ view }, standing.lagEvents);
    this.lagSeconds.set({ view }, standing.lagSeconds);
    this.rate.set({ view }, standing.rate);
    this.healthy.set({ view }, standing.healthy ? 1 : 0);
  }

  /** A view is followed no more under this name. */
  gone(view: string): void {
    for (const gauge of [this.lagEvents, this.lagSeconds, this.rate, this.healthy]) gauge.remove({ view });
  }

  private gauge(name: string, help: string): Gauge<'view'> {
    return new Gauge({ name, help, labelNames: ['view'], registers: [this.registry] });
  }
}
