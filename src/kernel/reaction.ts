import type { Command, CommandClass } from './command.js';
import type { DomainEvent, Recorded } from './event.js';

/** A command that a fact leads to. Its id derives from the fact, so a repeat has no effect. */
export interface FollowUp<C extends Command = Command> {
  readonly command: CommandClass<C>;
  readonly fields: Omit<C, 'meta'>;
}

export const followUp = <C extends Command>(command: CommandClass<C>, fields: Omit<C, 'meta'>): FollowUp<C> => ({
  command,
  fields,
});

/** What facts, its own or those of other modules, make a module do. Pure: it looks nothing up. */
export interface Reaction<E extends DomainEvent = DomainEvent> {
  readonly name: string;
  readonly events: readonly E['type'][];
  /** Added to an installation with a history, it reacts to that too; others to what comes from then on. */
  readonly fromStart?: true;
  readonly react: (event: Recorded<E>) => readonly FollowUp[];
}

/** A reaction whose types are not of interest: what the runner handles. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- reactions are invariant in their event; erased here once, for all of the runner
export type AnyReaction = Reaction<any>;

export const reaction = <E extends DomainEvent>(definition: Reaction<E>): Reaction<E> => definition;
