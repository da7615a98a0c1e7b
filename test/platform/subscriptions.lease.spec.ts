import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Collection } from 'mongodb';
import { LEASES } from '../../src/platform/read-store/read-documents.js';
import { Stopped } from '../../src/platform/subscriptions/backoff.js';
import { type Held, Lease, type LeaseDocument } from '../../src/platform/subscriptions/lease.js';
import { ReadSide, until } from '../projections/read-side.js';

const TTL_MS = 300;
const never = new AbortController().signal;

describe('a lease', () => {
  let side: ReadSide;
  let leases: Collection<LeaseDocument>;
  const held: Held[] = [];

  beforeEach(async () => {
    side = await ReadSide.start();
    leases = side.db.collection(LEASES);
  });
  afterEach(async () => {
    for (const one of held.splice(0)) await one.release();
    await side.stop();
  });

  const take = async (owner: string, of = leases): Promise<Held> => {
    const one = await new Lease(of, 'work', owner, { ttlMs: TTL_MS }).acquire(never);
    held.push(one);
    return one;
  };

  it('is held by one of many that want it at once', async () => {
    const stop = new AbortController();
    // Long enough that a busy machine does not keep the holder from renewing it in time.
    const ttlMs = 6_000;
    const all = Array.from({ length: 8 }, (_, i) => new Lease(leases, 'work', `p${i}`, { ttlMs }));
    const got: Held[] = [];
    const tries = all.map(async (lease) => {
      try {
        got.push(await lease.acquire(stop.signal));
      } catch (error) {
        expect(error).toBeInstanceOf(Stopped);
      }
    });
    await until('one to hold it', () => got.length > 0);
    const { beat } = (await leases.findOne({ _id: 'work' })) ?? { beat: 0 };
    await until('heartbeats', async () => ((await leases.findOne({ _id: 'work' }))?.beat ?? 0) > beat + 1);
    expect(got.length).toBe(1);
    stop.abort();
    await Promise.all(tries);
    held.push(...got);
  });

  it('goes to the next at once when it is given back, with a greater token', async () => {
    const first = await take('one');
    const waiting = take('two');
    await first.release();
    expect(first.signal.aborted).toBe(true);
    const second = await waiting;
    expect(second.token).toBeGreaterThan(first.token);
  });

  it('goes to the next when the holder no longer renews it, and the holder knows', async () => {
    const dying = side.connect();
    const first = await take('one', side.dbOf(dying).collection(LEASES));
    const waiting = take('two');
    await dying.close();
    const second = await waiting;
    expect(second.token).toBeGreaterThan(first.token);
    expect(first.signal.aborted).toBe(true);
  });

  it('is lost when another has taken it', async () => {
    const first = await take('one');
    await leases.updateOne({ _id: 'work' }, { $inc: { token: 1 }, $set: { owner: 'two' } });
    await until('the holder to notice', () => first.signal.aborted);
    await first.release();
    expect(await leases.findOne({ _id: 'work' })).toMatchObject({ owner: 'two', released: false });
  });
});
