import { checksum } from '../../storage/checksum.js';
import type { Consumer } from './consumer.js';
import { correlationOf, type Message, streamOf } from './message.js';

/** Who of several consumers gets an event. */
export interface Strategy {
  /** `wait`: this event has to wait while others may go out; undefined: nobody has room. */
  readonly choose: (message: Message) => Consumer | 'wait' | undefined;
  readonly join: (consumer: Consumer) => void;
  readonly leave: (consumer: Consumer) => void;
}

const NAMES = ['RoundRobin', 'DispatchToSingle', 'Pinned', 'PinnedByCorrelation'] as const;
export type StrategyName = (typeof NAMES)[number];
export const isStrategy = (name: string): name is StrategyName => (NAMES as readonly string[]).includes(name);

export const strategyOf = (name: StrategyName): Strategy => {
  switch (name) {
    case 'RoundRobin':
      return new InTurn(true);
    case 'DispatchToSingle':
      return new InTurn(false);
    case 'Pinned':
      return new Pinned(streamOf);
    case 'PinnedByCorrelation':
      return new Pinned((message) => correlationOf(message) ?? streamOf(message));
  }
};

/** The first that has room: after each event from the next one on, or always from the one that came first. */
class InTurn implements Strategy {
  private consumers: Consumer[] = [];

  constructor(private readonly rotating: boolean) {}

  choose(): Consumer | undefined {
    const at = this.consumers.findIndex((consumer) => consumer.free > 0);
    const chosen = this.consumers[at];
    if (chosen && this.rotating)
      this.consumers = [...this.consumers.slice(at + 1), ...this.consumers.slice(0, at), chosen];
    return chosen;
  }

  join(consumer: Consumer): void {
    this.consumers.push(consumer);
  }

  leave(consumer: Consumer): void {
    this.consumers = this.consumers.filter((one) => one !== consumer);
  }
}

const BUCKETS = 1024;

/**
 * The same consumer for all events of the same key, as long as it stays: keys fall into buckets, and each bucket has a consumer. When
 * one joins, the buckets that have nothing under way are dealt out anew.
 */
class Pinned implements Strategy {
  private readonly consumers = new Set<Consumer>();
  private readonly assigned = new Map<number, Consumer>();

  constructor(private readonly keyOf: (message: Message) => string) {}

  choose(message: Message): Consumer | 'wait' | undefined {
    if (![...this.consumers].some((consumer) => consumer.free > 0)) return undefined;
    const bucket = this.bucketOf(message);
    const consumer = this.assigned.get(bucket) ?? this.leastLoaded();
    if (!consumer) return undefined;
    this.assigned.set(bucket, consumer);
    return consumer.free > 0 ? consumer : 'wait';
  }

  join(consumer: Consumer): void {
    const busy = new Set([...this.consumers].flatMap((one) => [...one.holding].map((held) => this.bucketOf(held))));
    for (const bucket of this.assigned.keys()) if (!busy.has(bucket)) this.assigned.delete(bucket);
    this.consumers.add(consumer);
  }

  leave(consumer: Consumer): void {
    this.consumers.delete(consumer);
    for (const [bucket, one] of this.assigned) if (one === consumer) this.assigned.delete(bucket);
  }

  private bucketOf(message: Message): number {
    return checksum(this.keyOf(message)) % BUCKETS;
  }

  private leastLoaded(): Consumer | undefined {
    const loads = new Map([...this.consumers].map((consumer) => [consumer, 0]));
    for (const consumer of this.assigned.values()) loads.set(consumer, (loads.get(consumer) ?? 0) + 1);
    return [...loads].sort(([, a], [, b]) => a - b)[0]?.[0];
  }
}
