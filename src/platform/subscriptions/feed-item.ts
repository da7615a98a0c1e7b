import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { Recorded } from '../../kernel/event.js';
import { safePosition } from '../streams/event-codec.js';

/** One fact of the history. Without `event` it is of no interest to the reader; with `error` it could not be understood. */
export interface FeedItem {
  readonly position: number;
  readonly type: string;
  /** When the store took it, milliseconds since the epoch. */
  readonly at: number;
  readonly event?: Recorded;
  readonly error?: Error;
}

/** What of the facts a reader wants, and how it understands them. */
export interface Understanding {
  readonly decode: (resolved: ResolvedEvent) => Recorded | undefined;
  /** Types that the reader folds; the others are counted as read, and never decoded. */
  readonly wanted: (type: string) => boolean;
}

/** A fact as it came from the store. One that cannot be understood says so; it does not stop the feed. */
export const feedItem = (resolved: AllStreamResolvedEvent, { decode, wanted }: Understanding): FeedItem => {
  const recorded = resolved.event;
  if (!recorded) throw new Error('The event store gave no event');
  const item: { -readonly [Part in keyof FeedItem]: FeedItem[Part] } = {
    position: safePosition(recorded.position.commit),
    type: recorded.type,
    at: recorded.created.getTime(),
  };
  if (!wanted(recorded.type)) return item;
  try {
    const event = decode(resolved);
    if (event) item.event = event;
  } catch (error) {
    item.error = error instanceof Error ? error : new Error(String(error));
  }
  return item;
};
