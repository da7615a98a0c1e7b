import {
  type EventStoreDBClient,
  FORWARDS,
  type ResolvedEvent,
  START,
  type StreamingRead,
  StreamNotFoundError,
} from '@eventstore/db-client';
import { type AnyDecider, streamOf } from '../../kernel/decider.js';
import type { Recorded } from '../../kernel/event.js';
import { INSTALLATION } from '../../kernel/roles.js';
import type { AnyView } from '../../kernel/view.js';
import type { Reader } from '../../platform/read-store/reach.js';
import type { EventCatalogue } from '../../platform/streams/event-codec.js';
import { StoreUnavailable } from '../../platform/streams/errors.js';
import { eventsOf } from '../../platform/streams/read-events.js';
import { type Change, changesBetween, plain } from './changes.js';
import type { Moment } from './moment.js';

/** One fact and what it set. */
export interface Step {
  readonly event: Recorded;
  readonly changes: readonly Change[];
}

/** What something was at a moment. */
export interface PastState {
  /** As the facts up to then make it, plain JSON; null where they leave nothing. Personal values are sealed tokens. */
  readonly content: unknown;
  /** The last fact that it shows. */
  readonly last: Recorded;
  /** How many facts it was made of. */
  readonly facts: number;
  /** Every fact that it was made of, in order; empty unless asked for. */
  readonly steps: readonly Step[];
}

/** How facts become what is asked for: a decider's state, or a view's document. */
interface Folding {
  readonly initial: unknown;
  readonly touches: (fact: Recorded) => boolean;
  readonly next: (before: unknown, fact: Recorded) => unknown;
}

/** Which of its past is asked for, by whom, and whether each step is to be shown. */
export interface Asked {
  readonly moment: Moment;
  readonly reader: Reader;
  readonly explained: boolean;
}

/**
 * What any record or document was at any moment, folded anew from history (AUD-2). Deciders and views are pure functions of facts, so
 * one way serves all of them, and the answer for now is what the service goes by.
 */
export class PastStates {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly catalogue: EventCatalogue,
  ) {}

  /**
   * The state of one record: what its decider knew.
   * @returns undefined where there was none, or where the reader may not see it
   */
  record(of: AnyDecider, id: string, asked: Asked): Promise<PastState | undefined> {
    const read = this.client.readStream(this.catalogue.storedName(streamOf(of.category, id)), {
      direction: FORWARDS,
      fromRevision: START,
    });
    const next = (before: unknown, fact: Recorded): unknown => of.evolve(before, fact) as unknown;
    return this.fold(
      this.facts(read, () => true),
      { initial: of.initial, touches: () => true, next },
      asked,
    );
  }

  /**
   * One document of a read model. Which facts touch it is known from the facts alone: all of history is read up to the moment.
   * @returns as `record`
   */
  document(view: AnyView, key: string, asked: Asked): Promise<PastState | undefined> {
    const types = new Set<string>(view.events as readonly string[]);
    const read = this.client.readAll({ direction: FORWARDS, fromPosition: START });
    const touches = (fact: Recorded): boolean => view.keys(fact).includes(key);
    const next = (before: unknown, fact: Recorded): unknown => view.project(before, fact, key) as unknown;
    const facts = this.facts(read, (type) => types.has(type));
    return this.fold(facts, { initial: null, touches, next }, asked);
  }

  private async fold(
    facts: AsyncIterable<Recorded>,
    { initial, touches, next }: Folding,
    { moment, reader, explained }: Asked,
  ): Promise<PastState | undefined> {
    let content = initial;
    let last: Recorded | undefined;
    let count = 0;
    const steps: Step[] = [];
    let owner: Recorded | undefined;
    for await (const fact of facts) {
      if (!touches(fact)) continue;
      if (owner !== last || !moment(fact)) {
        // What came later is read for one thing: whose the record is by now. Nothing of it is shown.
        owner = fact;
        if (!last || covers(reader, last)) break;
        continue;
      }
      const after = next(content, fact);
      if (explained) steps.push({ event: fact, changes: changesBetween(content, after) });
      content = after;
      last = fact;
      owner = fact;
      count += 1;
    }
    // Seen by whom it belonged to then, and by whom it belongs to now.
    if (!last || !owner || !(covers(reader, last) || covers(reader, owner))) return undefined;
    return { content: plain(content), last, facts: count, steps };
  }

  private async *facts(
    read: StreamingRead<ResolvedEvent>,
    wanted: (type: string) => boolean,
  ): AsyncGenerator<Recorded, void, undefined> {
    try {
      for await (const resolved of eventsOf<ResolvedEvent>(read)) {
        const fact = resolved.event && wanted(resolved.event.type) ? this.catalogue.decode(resolved) : undefined;
        if (fact) yield fact;
      }
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw new StoreUnavailable('reading history', error);
    }
  }
}

const covers = ({ unit, reach }: Reader, { meta }: Recorded): boolean =>
  unit === INSTALLATION || meta.jurisdiction.some((one) => reach.includes(one));
