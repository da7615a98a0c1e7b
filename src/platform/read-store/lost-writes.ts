import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

let watching = false;

const watch = (message: unknown): void => {
  const { socket } = message as { socket: Socket };
  socket.on('close', () => {
    // Whoever still waits to write looks at the connection next, and finds it closed.
    if (socket.listenerCount('drain') > 0) socket.emit('drain');
  });
};

/**
 * Lets commands end that were written to a connection just as it was lost. The driver (7.9) then waits until the socket takes more,
 * which a socket that was closed without an error never says: the command would never end, whatever limits it has. This tells it, for
 * every socket that the process opens without TLS. Over TLS only requests, which have limits of their own, are sure to end.
 */
export const endLostWrites = (): void => {
  if (watching) return;
  watching = true;
  subscribe('net.client.socket', watch);
};
