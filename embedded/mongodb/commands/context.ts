import type { Reply } from '../bson/values.js';
import type { Engine } from '../store/engine.js';
import type { Request } from '../wire/messages.js';
import type { Arguments } from './arguments.js';
import type { Cursors } from './cursors.js';

/** What a command works with. */
export interface CommandContext {
  readonly engine: Engine;
  readonly cursors: Cursors;
  readonly request: Request;
  readonly args: Arguments;
  /** Address that the client reached the server at. */
  readonly me: string;
  readonly connectionId: number;
}

export type CommandHandler = (context: CommandContext) => Reply | Promise<Reply>;
export type Commands = Readonly<Record<string, CommandHandler>>;
