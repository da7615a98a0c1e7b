import type { Db, MongoClient, MongoClientOptions } from 'mongodb';
import { LastingClient } from './lasting-client.js';
import { endLostWrites } from './lost-writes.js';

/** Database of an installation that has no namespace of its own. */
export const DEFAULT_DATABASE = 'community_corrections';

/** Name of the read database of a namespace. */
export const databaseName = (namespace: string): string => (namespace === '' ? DEFAULT_DATABASE : namespace);

const OPTIONS: MongoClientOptions = {
  // What is acknowledged survives the loss of any one node, and of power.
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 10_000 },
  readConcern: { level: 'majority' },
  serverSelectionTimeoutMS: 3_000,
  connectTimeoutMS: 3_000,
  socketTimeoutMS: 30_000,
  waitQueueTimeoutMS: 10_000,
  maxPoolSize: 32,
  ignoreUndefined: true,
  promoteLongs: true,
};

/** The client for the read database: it connects when first used, and again by itself when the database was away, then or later. */
export const readClient = (url: string, appName: string): MongoClient => {
  const client = new LastingClient(url, { ...OPTIONS, appName });
  endLostWrites(client);
  return client;
};

export const readDatabase = (client: MongoClient, namespace: string): Db => client.db(databaseName(namespace));
