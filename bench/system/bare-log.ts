import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { openDatabase } from '../../embedded/storage/database.js';
import { GroupCommit } from '../../embedded/storage/group-commit.js';
import { APPEND } from './bare-call.js';

/**
 * The least that a durable log over gRPC can be: a process that puts each message into one table, with the storage and the group commit
 * of the embedded event store, and nothing of its protocol.
 */
const serve = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const db = openDatabase(join(folder, 'bare.db'), { durable: true, merges: true });
  db.exec('CREATE TABLE IF NOT EXISTS log (position INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO log (record) VALUES (?)');
  const commits = new GroupCommit(db);
  const none = Buffer.alloc(0);
  const handlers: UntypedServiceImplementation = {
    append: (call: { request: Buffer }, answer: (error: Error | null, reply?: Buffer) => void) => {
      commits
        .submit(() => insert.run(call.request))
        .then(
          () => answer(null, none),
          (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
        );
    },
  };
  const server = new Server();
  server.addService({ append: APPEND }, handlers);
  const port = await new Promise<number>((bound, failed) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, at) =>
      error ? failed(error) : bound(at),
    );
  });
  process.on('SIGTERM', () => {
    server.forceShutdown();
    db.close();
    process.exit(0);
  });
  process.send?.({ type: 'ready', port });
};

const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (values.data === undefined) throw new Error('--data is missing');
await serve(values.data);
