import type { Instant } from './day.js';
import type { Principal } from './roles.js';

/** What the edge knows of a command beyond its fields: who, when, and what it belongs to. */
export interface CommandMeta extends Principal {
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** When the ordered thing happens: the server's clock at the edge. */
  readonly occurredAt: Instant;
  /** Revision that the caller believes the record to be at. */
  readonly expectedRevision?: number;
}

/**
 * An order. Its fields (see `fields.ts`) are the HTTP body; `meta` comes from the edge and is refused in a body.
 * Commands that come from a reaction have the role `system`.
 */
export abstract class Command {
  declare readonly meta: CommandMeta;
}

export type CommandClass<C extends Command = Command> = new () => C;

/** Makes a command in code (reactions, tests): the same class that a body becomes. */
export const command = <C extends Command>(of: CommandClass<C>, fields: Omit<C, 'meta'>, meta: CommandMeta): C =>
  Object.assign(new of(), fields, { meta });

/**
 * Gives a command what was looked up for its decision before it is sent. It is not part of what was ordered: the same order given again
 * is a repeat, whatever would be found now.
 */
export const withLookup = <C extends Command, Name extends keyof C>(of: C, name: Name, found: C[Name]): C =>
  Object.defineProperty(of, name, { value: found, enumerable: false });
