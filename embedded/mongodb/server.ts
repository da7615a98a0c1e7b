import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { lockFolder } from '../storage/folder-lock.js';
import { Cursors } from './commands/cursors.js';
import { FailPoints } from './commands/testing/fail-points.js';
import { Engine } from './store/engine.js';
import { Connection } from './wire/connection.js';

export interface MongoOptions {
  /** Folder of the data; made when missing, locked while running. */
  readonly data: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** Size limit of the file in pages of 4 KiB, for tests of a full disk. */
  readonly maxPages?: number;
  /** Answers `configureFailPoint` too: only for tests of clients. */
  readonly testCommands?: boolean;
}

export interface RunningMongo {
  readonly port: number;
  /** Answers what was asked, closes all connections and the data. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server that speaks MongoDB's wire protocol to the official driver.
 * @throws DataFolderInUse · StorageFailure naming a damaged file · an error with code EADDRINUSE
 */
export const startMongo = async ({
  data,
  port,
  host = '127.0.0.1',
  maxPages,
  testCommands = false,
}: MongoOptions): Promise<RunningMongo> => {
  const unlock = lockFolder(data);
  try {
    const engine = new Engine(data, maxPages);
    const cursors = new Cursors();
    const failPoints = testCommands ? new FailPoints() : undefined;
    const connections = new Map<Socket, Connection>();
    let last = 0;
    const server = createServer((socket) => {
      last += 1;
      connections.set(socket, new Connection(socket, engine, cursors, last, failPoints));
      socket.on('close', () => connections.delete(socket));
    });
    const bound = await listen(server, host, port);
    const stop = async (): Promise<void> => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      await Promise.all([...connections.values()].map((connection) => connection.idle()));
      for (const socket of connections.keys()) socket.destroySoon();
      await closed;
      await engine.close();
      unlock();
    };
    return { port: bound, stop };
  } catch (error) {
    unlock();
    throw error;
  }
};

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
