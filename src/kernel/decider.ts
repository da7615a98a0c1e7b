import type { Command, CommandClass } from './command.js';
import type { Context, Face } from './context.js';
import type { Day } from './day.js';
import type { DomainEvent, EventDefinitions } from './event.js';

export type CommandMap = Readonly<Record<string, CommandClass>>;
export type CommandOf<Map extends CommandMap> = InstanceType<Map[keyof Map]>;

/** Names a record of another stream that a decision needs to see: category and id. */
export interface Reference {
  readonly category: string;
  readonly id: string;
}

/**
 * One kind of aggregate as pure functions. `decide` turns a command and the state into facts or throws a Rejection; `evolve`
 * copies a fact into the state and never judges. A command class without its function does not compile.
 */
export interface Decider<State, Event extends DomainEvent, Map extends CommandMap> {
  /** First part of the stream's name: `<category>-<id>`. Letters only, chosen once. */
  readonly category: string;
  readonly events: EventDefinitions<Event>;
  readonly commands: Map;
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: {
    readonly [Name in keyof Map]: (command: InstanceType<Map[Name]>, state: State, context: Context) => Event[];
  };
  /** Commands that begin a record: their stream is taken for empty, and read only when it is not. */
  readonly opens?: readonly (keyof Map)[];
  /** Id of the stream that a command goes to. */
  readonly idOf: (command: CommandOf<Map>) => string;
  /**
   * Unit that owns the record: from the state, or from the command (or what it refers to) when it creates the record.
   * Undefined when nothing says so: then the record does not exist for anybody.
   */
  readonly unitOf: (state: State, command: CommandOf<Map>, references: Context['references']) => string | undefined;
  /** Records of other streams to look up before deciding, by the name that `context.references` gives them. */
  readonly references?: (command: CommandOf<Map>, state: State) => Readonly<Record<string, Reference>>;
  /** What the record shows to decisions of other deciders that refer to it; undefined while it does not exist. */
  readonly face?: (state: State) => Face | undefined;
  /** Day whose policy applies; the day of the command when not given. */
  readonly factDay?: (command: CommandOf<Map>) => Day;
  /** False for what is decided without a policy set: the sets themselves, and the units they are published for. */
  readonly governed?: boolean;
  /** Whose record it is: a social worker's own role reaches only this person's (SEC-2). */
  readonly personOf?: (state: State, command: CommandOf<Map>) => string | undefined;
}

/** Gives a decider its types from its parts. */
export const decider = <State, Event extends DomainEvent, Map extends CommandMap>(
  definition: Decider<State, Event, Map>,
): Decider<State, Event, Map> => definition;

/** A decider whose types are not of interest: what the platform handles. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- deciders are invariant in state and command; erased here once, for all of the platform
export type AnyDecider = Decider<any, any, any>;

/** Name of the stream of one aggregate. */
export const streamOf = (category: string, id: string): string => `${category}-${id}`;
/** Runs a decider's evolve over events, from a state. */
export const fold = <State, Event extends DomainEvent>(
  of: { evolve: (state: State, event: Event) => State },
  from: State,
  events: readonly Event[],
): State => events.reduce((state, event) => of.evolve(state, event), from);

/** A command in whatever class, as the platform passes it on. */
export type AnyCommand = Command & object;
