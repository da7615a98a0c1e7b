import { createConnection } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BSON, type Document, MongoClient, type MongoServerError } from 'mongodb';

/** A data folder of a test's own. */
export const folder = (): string => mkdtempSync(join(tmpdir(), 'mongo-'));

/** The official driver, as the product uses it. */
export const connect = (port: number): MongoClient =>
  new MongoClient(`mongodb://127.0.0.1:${port}/?replicaSet=embedded`, {
    serverSelectionTimeoutMS: 3_000,
    retryReads: false,
  });

/** The code of the error that a call ends with. */
export const codeOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no error',
    (error: unknown) => (error as MongoServerError).code,
  );

/** Sends one command as it is, without the session that the driver would give it, over a connection of its own. */
export const ask = (port: number, command: Document): Promise<Document> =>
  new Promise((resolve, reject) => {
    const body = Buffer.from(BSON.serialize({ ...command, $db: 'd' }));
    const message = Buffer.alloc(21 + body.length);
    message.writeInt32LE(message.length, 0);
    message.writeInt32LE(2013, 12);
    body.copy(message, 21);
    let got = Buffer.alloc(0);
    const socket = createConnection(port, '127.0.0.1', () => socket.write(message));
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      got = Buffer.concat([got, bytes]);
      if (got.length < 4 || got.length < got.readInt32LE(0)) return;
      socket.destroy();
      resolve(BSON.deserialize(got.subarray(21)));
    });
  });
