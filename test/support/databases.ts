import { randomBytes } from 'node:crypto';
import { startEventStore } from '../../embedded/eventstore/server.js';
import { startMongo } from '../../embedded/mongodb/server.js';

/** A database that a test talks to. */
export interface Database {
  readonly url: string;
  /** Ends the server, leaves it away for a while, and starts it again on the same port and data. Only of one of its own. */
  readonly restart: (awayMs?: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** `any`: the server that EVENTSTORE_URL or MONGODB_URL names, an embedded one when it is not set. `own`: always an embedded one. */
export type Which = 'any' | 'own';

export const eventStoreUrl = (port: number): string => `esdb://127.0.0.1:${port}?tls=false`;
/** As of a cluster of two nodes: clients look for the one to talk to. */
export const clusterUrl = (port: number): string => `esdb://127.0.0.1:${port},127.0.0.1:${port}?tls=false`;
export const mongoUrl = (port: number): string => `mongodb://127.0.0.1:${port}/?replicaSet=embedded`;

/** A name for the streams and the read database of one test, as servers are shared. */
export const newNamespace = (): string => `t-${randomBytes(6).toString('hex')}`;

interface Running {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const external = (url: string): Database => ({
  url,
  restart: () => Promise.reject(new Error('A server that is not the own cannot be restarted')),
  stop: async () => undefined,
});

const embedded = async (
  start: (port: number) => Promise<Running>,
  urlOf: (port: number) => string,
): Promise<Database> => {
  let running = await start(0);
  const { port } = running;
  return {
    url: urlOf(port),
    restart: async (awayMs = 0) => {
      await running.stop();
      await new Promise((done) => setTimeout(done, awayMs));
      running = await start(port);
    },
    stop: () => running.stop(),
  };
};

/** @param data folder of an embedded server */
export const openEventStore = async (data: string, which: Which = 'any'): Promise<Database> => {
  const { EVENTSTORE_URL } = process.env;
  if (which === 'any' && EVENTSTORE_URL) return external(EVENTSTORE_URL);
  return embedded((port) => startEventStore({ data, port }), eventStoreUrl);
};

/** @param data folder of an embedded server */
export const openMongo = async (data: string, which: Which = 'any'): Promise<Database> => {
  const { MONGODB_URL } = process.env;
  if (which === 'any' && MONGODB_URL) return external(MONGODB_URL);
  return embedded((port) => startMongo({ data, port }), mongoUrl);
};
