import type { ServiceError } from '@grpc/grpc-js';
import { encodeMessage, type Message } from './message.js';

/** How many of the last times are looked at. */
const WINDOW = 1_000;

/** Shares of the real server's extra statistics, under its names. */
const SHARES: readonly (readonly [string, number])[] = [
  ['Median', 0.5],
  ['Fastest', 0],
  ['Quintile 1', 0.2],
  ['Quintile 2', 0.4],
  ['Quintile 3', 0.6],
  ['Quintile 4', 0.8],
  ['Quintile 5', 1],
  ['90%', 0.9],
  ['95%', 0.95],
  ['99%', 0.99],
  ['99.5%', 0.995],
  ['99.9%', 0.999],
  ['Highest', 1],
];

/** How long a consumer takes with an event, ms: the extra statistics of a connection. */
class Latencies {
  private readonly times: number[] = [];
  private next = 0;

  add(ms: number): void {
    this.times[this.next] = ms;
    this.next = (this.next + 1) % WINDOW;
  }

  /** By name; empty before the first. */
  measured(): readonly (readonly [string, number])[] {
    if (this.times.length === 0) return [];
    const sorted = [...this.times].sort((a, b) => a - b);
    const mean = sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length;
    const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
    return [
      ['Mean', Math.round(mean)] as const,
      ...SHARES.map(([name, share]) => [name, Math.round(at(share))] as const),
    ];
  }
}

/** The other side of a consumer: where its bytes go. */
export interface Connection {
  readonly from: string;
  readonly user: string;
  readonly name: string;
  readonly send: (bytes: Buffer) => void;
  /** Ends it with an error. */
  readonly drop: (error: ServiceError) => void;
}

/** One client that reads a group. It holds at most `size` events that it has not answered. */
export class Consumer {
  readonly holding = new Set<Message>();
  /** Events that it was given so far, and up to the last time that somebody asked. */
  total = 0;
  asked = 0;
  private readonly since = new Map<Message, number>();
  private readonly latencies: Latencies | undefined;

  constructor(
    readonly connection: Connection,
    readonly size: number,
    extraStatistics: boolean,
  ) {
    this.latencies = extraStatistics ? new Latencies() : undefined;
  }

  get free(): number {
    return this.size - this.holding.size;
  }

  give(message: Message): void {
    this.holding.add(message);
    this.total += 1;
    if (this.latencies) this.since.set(message, performance.now());
    this.connection.send(encodeMessage(message));
  }

  /** Frees the room that an event took. */
  release(message: Message): void {
    if (!this.holding.delete(message)) return;
    const given = this.since.get(message);
    this.since.delete(message);
    if (given !== undefined) this.latencies?.add(performance.now() - given);
  }

  /** The extra statistics; empty unless the group has them. */
  measured(): readonly (readonly [string, number])[] {
    return this.latencies?.measured() ?? [];
  }
}
