import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type MongoServerError } from 'mongodb';

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
