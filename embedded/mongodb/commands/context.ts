import type { Reply, Timestamp } from '../bson/values.js';
import type { Store } from '../store/engine.js';
import type { Request } from '../wire/messages.js';
import type { Arguments } from './arguments.js';
import type { Cursors } from './cursors.js';

/** What a command works with. */
export interface CommandContext {
  readonly engine: Store;
  readonly cursors: Pick<Cursors, 'start' | 'more' | 'kill' | 'count'>;
  readonly request: Request;
  readonly args: Arguments;
  /** Address that the client reached the server at. */
  readonly me: string;
  readonly connectionId: number;
  /** The next logical time. */
  readonly tick: () => Timestamp;
  /** Called after each statement of a retryable write: a fail point may end it there. */
  readonly afterStatement?: () => void;
}

export type CommandHandler = (context: CommandContext) => Reply | Promise<Reply>;
export type Commands = Readonly<Record<string, CommandHandler>>;
