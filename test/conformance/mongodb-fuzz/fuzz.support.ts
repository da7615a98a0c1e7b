import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BSON, type Document, MongoClient, MongoServerError } from 'mongodb';
import { startMongo } from '../../../embedded/mongodb/server.js';

/** `MONGO_FUZZ_RUNS` lengthens a run, `MONGO_FUZZ_SEED` repeats one; fast-check prints the seed of what fails. */
export const runs = (usual: number): { numRuns: number; seed?: number } => ({
  numRuns: Number(process.env['MONGO_FUZZ_RUNS'] ?? usual),
  ...(process.env['MONGO_FUZZ_SEED'] === undefined ? {} : { seed: Number(process.env['MONGO_FUZZ_SEED']) }),
});

export interface Fuzzed {
  client: MongoClient;
  stop: () => Promise<void>;
}

/** Commands that are sent as they are need this told anew. */
export const WIDTHS_KEPT = { promoteValues: false, bsonRegExp: true } as const;

/** A server of the test's own, and a driver that keeps the width of numbers. */
export const startFuzzed = async (): Promise<Fuzzed> => {
  const server = await startMongo({ data: mkdtempSync(join(tmpdir(), 'mongo-fuzz-')), port: 0 });
  const client = new MongoClient(`mongodb://127.0.0.1:${server.port}/?replicaSet=embedded`, {
    ...WIDTHS_KEPT,
    retryReads: false,
  });
  return {
    client,
    stop: async () => {
      await client.close();
      await server.stop();
    },
  };
};

/** A value as text that tells apart what BSON tells apart, with what order of fields. */
export const shown = (value: Document | unknown[]): string => BSON.EJSON.stringify(value, { relaxed: false });

/** The code a server answered with, or what it answered. */
export const codeOr = async <T>(call: Promise<T>): Promise<T | { code: number }> =>
  call.catch((error: unknown) => {
    if (error instanceof MongoServerError) return { code: Number(error.code) };
    throw error;
  });
