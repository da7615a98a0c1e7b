import type { Reply, ReplyValue } from '../bson/values.js';
import { MongoError } from '../errors.js';

const FIRST_BATCH = 101;
/** Bytes that one reply may hold of documents. */
const BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;

/** A document on its way out, and how large it is. */
export interface Outgoing {
  readonly value: ReplyValue;
  readonly bytes: number;
}

interface Open {
  readonly namespace: string;
  readonly rest: Iterator<Outgoing>;
  /** Taken from `rest`, not sent yet. */
  next: IteratorResult<Outgoing>;
  usedAt: number;
}

/** Results that are fetched in batches. One that nobody asks for during ten minutes is closed. */
export class Cursors {
  private readonly open = new Map<bigint, Open>();
  private last = 1n;

  get count(): number {
    return this.open.size;
  }

  /** The reply with the first batch; a result that goes on keeps its cursor. A batch that is exactly full keeps it too. */
  start(namespace: string, rest: Iterator<Outgoing>, batchSize: number | undefined, single: boolean): Reply {
    const cursor: Open = { namespace, rest, next: rest.next(), usedAt: Date.now() };
    const batch = this.fill(cursor, batchSize ?? FIRST_BATCH);
    const done = single || (cursor.next.done === true && batch.length < (batchSize ?? FIRST_BATCH));
    return reply('firstBatch', namespace, batch, done ? 0n : this.keep(cursor));
  }

  /** The next batch. One that is exactly full keeps its cursor too. @throws MongoError CursorNotFound */
  more(id: bigint, namespace: string, batchSize: number | undefined): Reply {
    const cursor = this.open.get(id);
    if (!cursor || cursor.namespace !== namespace) throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
    cursor.usedAt = Date.now();
    const size = batchSize === undefined || batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize;
    const batch = this.fill(cursor, size);
    const done = cursor.next.done === true && batch.length < size;
    if (done) this.open.delete(id);
    return reply('nextBatch', namespace, batch, done ? 0n : id);
  }

  kill(id: bigint): boolean {
    return this.open.delete(id);
  }

  private keep(cursor: Open): bigint {
    const now = Date.now();
    for (const [id, { usedAt }] of this.open) if (now - usedAt > IDLE_MS) this.open.delete(id);
    this.last += 1n;
    this.open.set(this.last, cursor);
    return this.last;
  }

  private fill(cursor: Open, size: number): ReplyValue[] {
    const batch: ReplyValue[] = [];
    let bytes = 0;
    while (batch.length < size && !cursor.next.done) {
      bytes += cursor.next.value.bytes;
      if (batch.length > 0 && bytes > BATCH_BYTES) break;
      batch.push(cursor.next.value.value);
      cursor.next = cursor.rest.next();
    }
    return batch;
  }
}

const reply = (name: string, namespace: string, batch: ReplyValue[], id: bigint): Reply =>
  new Map<string, ReplyValue>([
    [
      'cursor',
      new Map<string, ReplyValue>([
        [name, batch],
        ['id', id],
        ['ns', namespace],
      ]),
    ],
  ]);
