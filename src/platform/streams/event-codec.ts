import { jsonEvent, type JSONEventData, type ResolvedEvent, streamNameFilter } from '@eventstore/db-client';
import type { DomainEvent, EventDefinition, EventMeta, Recorded } from '../../kernel/event.js';
import type { Title } from '../../kernel/rejection.js';
import { chainHash, type ChainPlace } from './chain.js';
import { eventId } from './ids.js';
import { keyName } from '../sealing/seal.js';

/** Definitions of one decider's events, with its category: what the codec needs to know of it. */
export interface EventSource {
  readonly category: string;
  readonly events: Readonly<Record<string, AnyDefinition>>;
}

/** A definition whose event type is not of interest. */
interface AnyDefinition extends Omit<EventDefinition<DomainEvent<string, never>>, 'upcast'> {
  readonly upcast?: (data: Record<string, unknown>, from: number) => object;
}

/** A stored event with the links of its chain. `raw` is the data as stored, before any upcast. */
export interface Stored {
  readonly event: Recorded;
  readonly raw: object;
  readonly previousHash: string;
  readonly hash: string;
}

type StoredMeta = EventMeta & { readonly previousHash: string; readonly hash: string };
type Definition = EventDefinition<DomainEvent<string, Record<string, unknown>>>;

/** Encrypts one personal field of one person. */
export type SealField = (subject: string, field: string, plain: string, reserved?: boolean) => string;

/** All event types of the product: how each is written to the store and read back. */
export class EventCatalogue {
  private readonly definitions = new Map<string, Definition>();
  readonly categories: readonly string[];

  /**
   * @param sources the events of every decider; a type defined twice is a mistake and throws
   * @param namespace put before every stream name as `<namespace>.`, so that several installations can share a store; '' for none
   */
  constructor(
    private readonly sources: readonly EventSource[],
    readonly namespace = '',
  ) {
    this.categories = sources.map((source) => source.category);
    for (const source of sources)
      for (const [type, definition] of Object.entries(source.events)) {
        if (this.definitions.has(type)) throw new Error(`Event type ${type} is defined twice`);
        this.definitions.set(type, definition as unknown as Definition);
      }
  }

  private get prefix(): string {
    return this.namespace === '' ? '' : `${this.namespace}.`;
  }

  /** Name in the store of one of the product's streams. */
  storedName(stream: string): string {
    return this.prefix + stream;
  }

  /**
   * Server-side filter for reading `$all`: only the product's streams.
   * @param types event types that are wanted: of those streams, only where there can be any
   */
  filter(types?: Iterable<string>): ReturnType<typeof streamNameFilter> {
    const categories = types === undefined ? this.categories : this.categoriesOf(types);
    return streamNameFilter({ prefixes: categories.map((category) => `${this.prefix}${category}-`) });
  }

  /** What people call an event type; its name where nothing else is said. */
  titleOf(type: string): Title {
    const [zh, en] = this.definitions.get(type)?.title ?? [type, type];
    return { zh, en };
  }

  /** Names of the keys that are needed to store the event. */
  subjectsOf(event: DomainEvent): string[] {
    const { personal, subject } = this.definition(event.type);
    const data = event.data as Record<string, unknown>;
    if (!personal?.length || subject === undefined || personal.every((field) => data[field] === undefined)) return [];
    return [keyName(subject, String(data[subject]))];
  }

  /**
   * An event ready to append: personal fields sealed, linked into its stream's chain.
   * @returns the event for the store, the same with sealed data as readers will see it, and its hash
   */
  encode(
    event: DomainEvent,
    place: ChainPlace,
    meta: Omit<EventMeta, 'schema'>,
    sealField: SealField,
  ): { stored: JSONEventData; sealed: DomainEvent; hash: string } {
    const definition = this.definition(event.type);
    const data = this.sealed(definition, event.data as Record<string, unknown>, sealField);
    const envelope: EventMeta = { ...meta, schema: definition.version };
    const text = { data: JSON.stringify(data), envelope: JSON.stringify(envelope) };
    const { stream, revision, previousHash } = place;
    const id = eventId(meta.commandId, place, event.type, text);
    const hash = chainHash(previousHash, { stream, revision, id, type: event.type, ...text });
    const metadata = { ...envelope, previousHash, hash };
    return {
      stored: jsonEvent({ id, type: event.type, data, metadata }),
      sealed: { type: event.type, data },
      hash,
    };
  }

  /** A read event as the product sees it, today's shape; undefined for one that is not the product's. */
  decode(resolved: ResolvedEvent): Recorded | undefined {
    return this.decodeStored(resolved)?.event;
  }

  /** As `decode`, with what the audit needs. */
  decodeStored(resolved: ResolvedEvent): Stored | undefined {
    const read = resolved.event;
    if (!read?.isJson || !read.streamId.startsWith(this.prefix) || read.type.startsWith('$')) return undefined;
    const definition = this.definitions.get(read.type);
    if (!definition) throw new Error(`Event type ${read.type} in ${read.streamId} is not known to this version`);
    const raw = read.data as Record<string, unknown>;
    const { previousHash, hash, ...meta } = read.metadata as unknown as StoredMeta;
    const data = meta.schema < definition.version && definition.upcast ? definition.upcast(raw, meta.schema) : raw;
    const commit = read.position?.commit ?? resolved.commitPosition;
    const event = {
      id: read.id,
      type: read.type,
      stream: read.streamId.slice(this.prefix.length),
      revision: Number(read.revision),
      position: safePosition(commit),
      data,
      meta,
    };
    return { event, raw, previousHash, hash };
  }

  private categoriesOf(types: Iterable<string>): string[] {
    const wanted = [...types];
    for (const type of wanted) this.definition(type);
    return this.sources.filter(({ events }) => wanted.some((type) => type in events)).map(({ category }) => category);
  }

  private definition(type: string): Definition {
    const definition = this.definitions.get(type);
    if (!definition) throw new Error(`Event type ${type} has no definition`);
    return definition;
  }

  private sealed(definition: Definition, data: Record<string, unknown>, sealField: SealField): Record<string, unknown> {
    const { personal, reserved, subject } = definition;
    if (!personal?.length) return data;
    if (subject === undefined) throw new Error('Personal fields need a subject');
    const person = keyName(subject, String(data[subject]));
    const sealed = { ...data };
    for (const field of personal) {
      const plain = data[field];
      if (plain === undefined || plain === null) continue;
      if (typeof plain !== 'string') throw new Error(`Personal field ${field} must be text`);
      sealed[field] = sealField(person, field, plain, reserved?.includes(field) ?? false);
    }
    return sealed;
  }
}

/** A log position as a number. Positions are byte offsets or counters: nine petabytes fit. */
export const safePosition = (commit: bigint | undefined): number => {
  if (commit === undefined) throw new Error('The event store gave an event without its position');
  const position = Number(commit);
  if (!Number.isSafeInteger(position)) throw new Error(`Position ${commit} is too large`);
  return position;
};
