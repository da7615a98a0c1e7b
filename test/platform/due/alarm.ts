import { Command } from '../../../src/kernel/command.js';
import type { Instant } from '../../../src/kernel/day.js';
import { type Due, dueMoments } from '../../../src/kernel/due.js';
import type { Receipt } from '../../../src/platform/commands/receipt.js';
import type { LedgerEvent } from '../../projections/ledger-view.js';
import type { ReadSide } from '../../projections/read-side.js';

export class Ring extends Command {
  declare readonly of: string;
  declare readonly n: number;
}

const WEEK_MS = 7 * 86_400_000;
/** The n-th Monday, 00:00 in Shanghai. */
export const week = (n: number): Instant =>
  new Date(Date.parse('2026-03-08T16:00:00.000Z') + n * WEEK_MS).toISOString();

/** What was touched with n rings at the n-th week. */
export const alarm = dueMoments<Due<Ring>, LedgerEvent, Ring>({
  name: 'alarm',
  version: 1,
  events: ['Touched', 'Removed', 'Passed'],
  keys: ({ data }) => data.keys,
  project: (waiting, event, key) => {
    switch (event.type) {
      case 'Touched':
        return { at: week(event.data.n), fields: { of: key, n: event.data.n } };
      case 'Removed':
        return null;
      case 'Passed':
        return waiting && { ...waiting };
    }
  },
  due: (waiting) => waiting,
  command: Ring,
});

/** Takes commands as an idempotent write side does: a ring sets the alarm for the week after. */
export class Desk {
  readonly taken = new Map<string, Ring>();
  readonly calls: string[] = [];
  /** Asked before a command is decided; what it throws is the answer. */
  before: (ring: Ring) => void = () => undefined;
  /** As `before`, when the facts are stored. */
  after: (ring: Ring) => void = () => undefined;
  /** Alarms that ring no more: the command leads to nothing. */
  readonly silent = new Set<string>();
  private position = -1;

  constructor(private readonly side: ReadSide) {}

  readonly send = async (command: Command): Promise<Receipt> => {
    const ring = command as Ring;
    const { of, n } = ring;
    this.calls.push(`${of}${n}`);
    this.before(ring);
    if (!this.silent.has(of) && !this.taken.has(ring.meta.commandId)) {
      this.taken.set(ring.meta.commandId, ring);
      this.position = await this.side.history.append(`ledger-${of}`, [['Touched', [of], n + 1]]);
    }
    this.after(ring);
    return { id: of, revision: 0, position: this.position };
  };

  /** Effects in their order. */
  get rung(): string[] {
    return [...this.taken.values()].map(({ of, n }) => `${of}${n}`);
  }
}
