import { GENESIS } from './chain.js';

/** What a stream remembers of one command that it took. */
export interface TakenCommand {
  readonly fingerprint: string;
  readonly revision: number;
  readonly position: number;
}

const GENERATION = 512;

/**
 * The ids of the commands that a stream took lately, at least the last 512, in two generations: dropping the older half at once is
 * far cheaper than evicting the oldest key of one large map at every step.
 */
export class RecentCommands {
  private recent = new Map<string, TakenCommand>();
  private older = new Map<string, TakenCommand>();

  /** How many are kept: at most twice a generation. */
  get size(): number {
    return this.recent.size + this.older.size;
  }

  get(id: string): TakenCommand | undefined {
    return this.recent.get(id) ?? this.older.get(id);
  }

  add(id: string, taken: TakenCommand): void {
    this.recent.set(id, taken);
    if (this.recent.size < GENERATION) return;
    this.older = this.recent;
    this.recent = new Map();
  }
}

/** A stream folded up to a revision. Replaced, not changed, as facts are added; only `commands` grows in place. */
export interface LoadedStream<State = unknown> {
  readonly state: State;
  /** -1 while the stream does not exist. */
  readonly revision: number;
  readonly position: number;
  /** Hash of the last event: where the chain goes on. */
  readonly hash: string;
  readonly commands: RecentCommands;
  /** When it was last known to be the stream's end, milliseconds of a monotonic clock; 0 when that was never looked up. */
  readonly checkedAt: number;
}

export const emptyStream = <State>(initial: State): LoadedStream<State> => ({
  state: initial,
  revision: -1,
  position: -1,
  hash: GENESIS,
  commands: new RecentCommands(),
  checkedAt: 0,
});
