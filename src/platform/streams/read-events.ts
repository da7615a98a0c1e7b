import type { StreamingRead } from '@eventstore/db-client';

/**
 * The events of a read. A reader may leave before the end: the call is then cancelled and flows off, for the client waits, when it is
 * disposed of, for every call that it began.
 */
export async function* eventsOf<Event>(read: StreamingRead<Event>): AsyncGenerator<Event, void, undefined> {
  let ended = false;
  // The iteration reports the failure; this one only keeps a later one from ending the process.
  read.on('error', () => undefined);
  try {
    for await (const event of read.iterator({ destroyOnReturn: false }) as AsyncIterable<Event>) yield event;
    ended = true;
  } finally {
    if (!ended) giveUp(read);
  }
}

const giveUp = (read: StreamingRead<unknown>): void => {
  // A call that never came about has nothing to be cancelled.
  read.cancel().catch(() => undefined);
  read.resume();
};
