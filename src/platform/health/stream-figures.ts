import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import type { AppendOutcome, Lookup, StreamObserver } from '../streams/stream-observer.js';
import { Metrics } from './metrics.js';

/** Figures of the way to the event store: appends, conflicts, and how often a folded stream was at hand. */
@Injectable()
export class StreamFigures implements StreamObserver {
  private readonly lookups: Counter<'how'>;
  private readonly events: Counter;
  private readonly appends: Histogram<'outcome'>;

  constructor({ registry }: Metrics) {
    const registers = [registry];
    this.lookups = new Counter({
      name: 'stream_lookups_total',
      help: 'Folded streams asked for: kept in memory, shared with a read under way, or read',
      labelNames: ['how'],
      registers,
    });
    this.events = new Counter({ name: 'events_appended_total', help: 'Facts that the store confirmed', registers });
    this.appends = new Histogram({
      name: 'append_duration_seconds',
      help: 'Time of an append by its outcome: stored, conflict (decided again), failed',
      labelNames: ['outcome'],
      buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10],
      registers,
    });
  }

  lookedUp(how: Lookup): void {
    this.lookups.inc({ how });
  }

  appended(outcome: AppendOutcome, events: number, ms: number): void {
    this.appends.observe({ outcome }, ms / 1_000);
    if (outcome === 'stored') this.events.inc(events);
  }
}
