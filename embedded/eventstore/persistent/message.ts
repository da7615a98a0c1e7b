import { resolveLink } from '../streams/links.js';
import type { EventLog, LogEvent } from '../log/event-log.js';
import { encodeDelivery } from '../log/record.js';
import { streams, uuidOf } from '../protocol/messages.js';

/** An event on its way through a group. */
export interface Message {
  /** Id that consumers name it by: that of the event as it stands in the source, so of the link when it is one. */
  readonly id: string;
  /** What stands in the source, or in the stream of parked messages. */
  readonly original: LogEvent;
  /** What is delivered as the event: the original, or what the link stands for; undefined when that is gone. */
  readonly event: LogEvent | undefined;
  /** How many events the group has read before it, and the place of the one before: where it stands when all before are done. */
  readonly sequence: number;
  readonly previous: number;
  readonly retries: number;
  /** Revision in the stream of parked messages that it is replayed from. */
  readonly parked: number | undefined;
}

const decoded = (event: LogEvent) => streams.ReadResp.ReadEvent.RecordedEvent.deserializeBinary(event.record);

const made = (
  log: EventLog,
  original: LogEvent,
  resolve: boolean,
  rest: Pick<Message, 'sequence' | 'previous' | 'parked'>,
): Message => {
  const link = resolve ? resolveLink(log, original) : undefined;
  return { id: uuidOf(decoded(original).getId()), original, event: link ? link.target : original, retries: 0, ...rest };
};

/** An event that was read from the source. */
export const readMessage = (
  log: EventLog,
  original: LogEvent,
  resolve: boolean,
  at: Pick<Message, 'sequence' | 'previous'>,
): Message => made(log, original, resolve, { ...at, parked: undefined });

/** A parked event that is delivered again: behind all others, and nothing waits for it. */
export const replayedMessage = (log: EventLog, link: LogEvent): Message =>
  made(log, link, true, { sequence: Number.POSITIVE_INFINITY, previous: -1, parked: link.revision });

/** The queue with a message in the order of the source: before the first that comes later. */
export const inserted = (queue: readonly Message[], message: Message): Message[] => {
  const found = queue.findIndex((other) => other.sequence > message.sequence);
  const at = found < 0 ? queue.length : found;
  return [...queue.slice(0, at), message, ...queue.slice(at)];
};

/** The message that comes first in the source; undefined when there is none but replayed ones. */
export const lowestOf = (messages: readonly Message[]): Message | undefined =>
  messages.reduce<Message | undefined>(
    (least, one) => (one.sequence < (least?.sequence ?? Number.POSITIVE_INFINITY) ? one : least),
    undefined,
  );

/** The bytes that a consumer gets. */
export const encodeMessage = ({ original, event, retries }: Message): Buffer =>
  encodeDelivery(event?.record, event === original ? undefined : original.record, original.position, retries);

/** What a link to the event holds; for a link whose event is gone, what that link held. */
export const linkTo = ({ original, event }: Message): Uint8Array =>
  event ? Buffer.from(`${event.revision}@${event.stream}`) : decoded(original).getData_asU8();

/** Stream that an event belongs to in the eyes of pinned consumers: that of the event, not of the link. */
export const streamOf = ({ original, event }: Message): string => (event ?? original).stream;

/** The `$correlationId` of the event's metadata; undefined when it has none. */
export const correlationOf = ({ original, event }: Message): string | undefined => {
  const custom = decoded(event ?? original).getCustomMetadata_asU8();
  try {
    const metadata: unknown = JSON.parse(Buffer.from(custom).toString('utf8'));
    const id =
      typeof metadata === 'object' && metadata !== null && '$correlationId' in metadata && metadata.$correlationId;
    return typeof id === 'string' ? id : undefined;
  } catch {
    // Metadata is the writer's own and need not be JSON.
    return undefined;
  }
};
