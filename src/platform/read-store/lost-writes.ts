import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { MongoClient } from 'mongodb';

const CONNECTING = 'net.client.socket';

/** Clients that are connected, or are trying to be. */
let open = 0;

const watch = (message: unknown): void => {
  const { socket } = message as { socket: Socket };
  socket.on('close', () => {
    // Whoever still waits to write looks at the connection next, and finds it closed.
    if (socket.listenerCount('drain') > 0) socket.emit('drain');
  });
};

/**
 * Lets commands of a client end that were written to a connection just as it was lost. The driver (7.9) then waits until the socket
 * takes more, which a socket that was closed without an error never says: the command would never end, whatever limits it has. This
 * tells it, for every socket that the process opens without TLS while such a client is open. Over TLS only requests, which have limits
 * of their own, are sure to end.
 */
export const endLostWrites = (client: MongoClient): void => {
  client.on('topologyOpening', () => {
    open += 1;
    if (open === 1) subscribe(CONNECTING, watch);
  });
  client.on('topologyClosed', () => {
    open -= 1;
    if (open === 0) unsubscribe(CONNECTING, watch);
  });
};
