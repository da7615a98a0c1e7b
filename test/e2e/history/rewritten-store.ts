import { rmSync } from 'node:fs';
import Libsql from 'libsql';
import { eventChecksum } from '../../../embedded/eventstore/log/stored-event.js';
import { encodeRecord } from '../../../embedded/eventstore/log/record.js';
import { chainHash, GENESIS } from '../../../src/platform/streams/chain.js';

/** An event of the store's file, as somebody who may write to it sees it. */
export interface StoredEvent {
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  /** With the links of the chain. */
  readonly metadata: Record<string, unknown>;
  readonly position: number;
  readonly created: number;
}

/** `links`: leave the hashes as they are; `anew`: chain every stream of the product anew, as only the verifier's own rules say how. */
export type Chaining = 'links' | 'anew';

/**
 * Writes a history into the file of an embedded event store that is not running, in place of the one that it holds: rows, streams,
 * and the checksums of both, so that the store finds nothing wrong with it.
 * @param namespace prefix of the product's streams, with its dot
 */
export const rewriteStore = (
  file: string,
  events: readonly StoredEvent[],
  { namespace, chaining }: { namespace: string; chaining: Chaining },
): void => {
  const db = new Libsql(file);
  const heads = new Map<string, { revision: number; hash: string; id: number }>();
  db.exec('BEGIN; DELETE FROM events; DELETE FROM streams;');
  const stream = db.prepare('INSERT INTO streams (id, name, last) VALUES (?, ?, ?)');
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const event of events) {
    const head = heads.get(event.stream) ?? { revision: -1, hash: GENESIS, id: heads.size + 1 };
    const revision = head.revision + 1;
    const { metadata, hash } = linked(event, revision, head.hash, namespace, chaining);
    const { position, created, type } = event;
    const contents = { data: Buffer.from(JSON.stringify(event.data)), custom: Buffer.from(JSON.stringify(metadata)) };
    const record = encodeRecord(
      { id: event.id, type, contentType: 'application/json', ...contents },
      { stream: event.stream, revision, position, created },
    );
    const sum = eventChecksum({ position, revision, stream: event.stream, type, created, record });
    insert.run([position, head.id, revision, event.id, event.stream, type, created, record, sum]);
    heads.set(event.stream, { revision, hash, id: head.id });
  }
  for (const [name, { id, revision }] of heads) stream.run([id, name, revision]);
  db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE);');
  db.close();
  rmSync(`${file}.sums`, { force: true });
};

const linked = (
  { stream, id, type, data, metadata }: StoredEvent,
  revision: number,
  previousHash: string,
  namespace: string,
  chaining: Chaining,
): { metadata: Record<string, unknown>; hash: string } => {
  const { previousHash: _previous, hash: known, ...envelope } = metadata;
  if (chaining === 'links' || known === undefined) return { metadata, hash: String(known) };
  const texts = { data: JSON.stringify(data), envelope: JSON.stringify(envelope) };
  const place = { stream: stream.slice(namespace.length), revision, id, type };
  const hash = chainHash(previousHash, { ...place, ...texts });
  return { metadata: { ...envelope, previousHash, hash }, hash };
};
