import type { EventStoreDBClient } from '@eventstore/db-client';

/** Longest that the event store's client may take to end its calls, ms: it waits for ever for one that the store broke off. */
const DISPOSE_MS = 2_000;

/** Ends the event store's client, in order if that is possible in time; a call that never ends does not keep the process. */
export const endClient = async (
  client: Pick<EventStoreDBClient, 'dispose'>,
  limitMs: number = DISPOSE_MS,
): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((done) => {
    timer = setTimeout(done, limitMs);
  });
  try {
    await Promise.race([client.dispose(), limit]);
  } finally {
    clearTimeout(timer);
  }
};
