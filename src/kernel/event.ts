/** A past-tense fact as a decider emits it: a chosen type name and plain data. */
export interface DomainEvent<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/**
 * A value about an identifiable person. A command carries it in clear; from the moment the event is stored it is an opaque
 * sealed token, in deciders and views too, and is opened only in an answer to somebody who may read it (docs/adr/0003).
 */
export type Personal = string;

/** What the platform adds to every stored event (AUD-3). Instants are ISO 8601 in UTC. */
export interface EventMeta {
  readonly commandId: string;
  readonly command: string;
  /** Keyed digest of the command's body: the same id with another body is refused. */
  readonly fingerprint: string;
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly actor: string;
  readonly role: string;
  /** Unit of the actor. */
  readonly unit: string;
  readonly onBehalfOf?: string;
  /** Units that the record belongs to, from the city down: [city, county, office], or shorter. */
  readonly jurisdiction: readonly string[];
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly policySet: string | null;
  /** Span that recorded it, as a W3C traceparent, where the service is traced. */
  readonly trace?: string;
  readonly schema: number;
}

/** A fact read back from the store. `position` orders all facts of the installation; `revision` those of one stream. */
export type Recorded<E extends DomainEvent = DomainEvent> = E extends DomainEvent
  ? E & {
      readonly id: string;
      readonly stream: string;
      readonly revision: number;
      readonly position: number;
      readonly meta: EventMeta;
    }
  : never;

/** How one event type is stored. */
export interface EventDefinition<E extends DomainEvent> {
  /** What files and histories call it: [Chinese, English]. */
  readonly title?: readonly [zh: string, en: string];
  /** Data field that says on which day it happened; without one it is the day of its command. */
  readonly day?: keyof E['data'] & string;
  /** Version of the data's shape, from 1. */
  readonly version: number;
  /** Data fields to seal; string values only. A missing optional field stays missing. */
  readonly personal?: readonly (keyof E['data'] & string)[];
  /** Those of the personal fields that no ordinary answer opens for anybody: their own module alone does, for whom it lets read. */
  readonly reserved?: readonly (keyof E['data'] & string)[];
  /** Data field that holds the id of the person whose key seals them. Needed when `personal` is given. */
  readonly subject?: keyof E['data'] & string;
  /** Brings data stored by an older version to today's shape: `(data, storedVersion) => data`. */
  readonly upcast?: (data: Record<string, unknown>, from: number) => E['data'];
}

/** One definition per event type of a union: a forgotten type does not compile. */
export type EventDefinitions<E extends DomainEvent> = {
  readonly [T in E['type']]: EventDefinition<Extract<E, { type: T }>>;
};
