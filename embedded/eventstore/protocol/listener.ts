import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { ConnectionInjector, Server } from '@grpc/grpc-js';
import { credentialsOf, type TlsFiles } from './access.js';

/** How a client of HTTP/2 begins (RFC 9113, 3.4); with TLS it is a handshake instead. */
const PREFACE = 'PRI ';

const REFUSAL = 'The HTTP interface (AtomPub) is not supported by the embedded event store: it speaks gRPC alone.\n';

/** What listens; gRPC's server has the connections. */
export interface Listener {
  readonly port: number;
  /** Takes no new connections. */
  readonly close: () => void;
}

/**
 * Listens for a gRPC server. What speaks plain HTTP/1.1, as clients of AtomPub and browsers do, is told that this is not there (501),
 * where gRPC's server would only cut the connection.
 * @throws Error with the code EADDRINUSE and others of listening
 */
export const listen = async (
  server: Server,
  { host, port, tls }: { readonly host: string; readonly port: number; readonly tls: TlsFiles | undefined },
): Promise<Listener> => {
  const injector = server.createConnectionInjector(credentialsOf(tls));
  /** Connections that have not said anything yet. */
  const silent = new Set<Socket>();
  const listening = createServer({ noDelay: true }, (socket) => {
    // In a handshake HTTP/1.1 is refused by itself.
    if (tls) return injector.injectConnection(socket);
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    sortOut(socket, injector, () => silent.delete(socket));
  });
  listening.listen(port, host);
  await once(listening, 'listening');
  const close = (): void => {
    listening.close();
    for (const socket of silent) socket.destroy();
  };
  return { port: (listening.address() as AddressInfo).port, close };
};

const sortOut = (socket: Socket, injector: ConnectionInjector, spoken: () => void): void => {
  const gone = (): void => void socket.destroy();
  socket.once('error', gone);
  socket.once('data', (first: Buffer) => {
    spoken();
    if (!PREFACE.startsWith(first.toString('latin1', 0, PREFACE.length))) return refuse(socket);
    socket.off('error', gone);
    socket.pause();
    socket.unshift(first);
    injector.injectConnection(socket);
  });
};

const refuse = (socket: Socket): void => {
  const head = ['HTTP/1.1 501 Not Implemented', 'Content-Type: text/plain', `Content-Length: ${REFUSAL.length}`];
  socket.end(`${head.join('\r\n')}\r\nConnection: close\r\n\r\n${REFUSAL}`);
};
