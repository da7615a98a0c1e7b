import { EventStoreDBClient } from '@eventstore/db-client';

/** What is mended of the client; not among its public parts. */
interface Inner {
  handleError: (connection: unknown, error: Error) => Promise<void>;
  supports: (method: { readonly path: string }, feature?: string) => Promise<boolean>;
}

const BATCH_APPEND = '/event_store.client.streams.Streams/BatchAppend';

/**
 * The event store's client for a connection string, mended so that it outlives an outage of a whole cluster. Of itself it
 * - asks the server before its first append whether that takes batches, and keeps the failure for good when no node answers: every
 *   later append then fails. All servers since 21.10 take batches, so that is not asked.
 * - follows up each lost call in a promise that nobody awaits; when no node answers, its rejection would end the process. The calls
 *   that wait for a node report the same failure themselves.
 * @throws Error for a malformed connection string, and for a client of other inner parts than these
 */
export const connectEventStore = (url: string): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(url);
  const inner = client as unknown as Inner;
  const { handleError, supports } = inner;
  if (typeof handleError !== 'function' || typeof supports !== 'function')
    throw new Error('This release of the event store’s client has other inner parts than those that are mended');
  inner.handleError = (connection, error) => handleError(connection, error).catch(() => undefined);
  inner.supports = async (method, feature) => method.path === BATCH_APPEND || supports(method, feature);
  return client;
};
