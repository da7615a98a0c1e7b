import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BACKWARDS, END, jsonEvent, type StreamMetadata } from '@eventstore/db-client';
import { collect, numbers, served, type Served } from '../eventstore.support.js';

const event = (n: number) => jsonEvent({ type: 'Numbered', data: { n } });
const some = (count: number, from = 0) => Array.from({ length: count }, (_, n) => event(from + n));

describe('what stream metadata hide', () => {
  let on: Served;
  beforeAll(async () => {
    on = await served();
  });
  afterAll(() => on.stop());

  /** Which of six events can be read under metadata, forwards; backwards must be the same turned round. */
  const readable = async (stream: string, metadata: StreamMetadata): Promise<unknown[]> => {
    await on.client.appendToStream(stream, some(6));
    await on.client.setStreamMetadata(stream, metadata);
    const forwards = numbers(await collect(on.client.readStream(stream)));
    const back = on.client.readStream(stream, { direction: BACKWARDS, fromRevision: END });
    expect(numbers(await collect(back)).reverse()).toEqual(forwards);
    return forwards;
  };

  it('is what is before $tb, what is more than $maxCount, and the higher of both bounds', async () => {
    expect(await readable('tb', { truncateBefore: 4 })).toEqual([4, 5]);
    expect(await readable('count', { maxCount: 3 })).toEqual([3, 4, 5]);
    expect(await readable('both-1', { maxCount: 3, truncateBefore: 5 })).toEqual([5]);
    expect(await readable('both-2', { maxCount: 1, truncateBefore: 2 })).toEqual([5]);
    expect(await readable('none', { truncateBefore: 0 })).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('is what is older than $maxAge, to the second of its writing', async () => {
    const now = jest.spyOn(Date, 'now');
    const at = (seconds: number): unknown => now.mockReturnValue(1_800_000_000_000 + seconds * 1_000);
    try {
      for (let n = 0; n < 4; n += 1) {
        at(n * 10);
        await on.client.appendToStream('aged', event(n));
      }
      await on.client.setStreamMetadata('aged', { maxAge: 15 });
      const found = async (): Promise<unknown[]> => numbers(await collect(on.client.readStream('aged')));
      at(35);
      expect(await found()).toEqual([2, 3]);
      at(36);
      expect(await found()).toEqual([3]);
      at(100);
      expect(await found()).toEqual([]);
    } finally {
      now.mockRestore();
    }
  });

  it('stays in $all, and revisions go on', async () => {
    await readable('kept', { maxCount: 1 });
    const { nextExpectedRevision } = await on.client.appendToStream('kept', event(6), { expectedRevision: 5n });
    expect(nextExpectedRevision).toBe(6n);
    expect(numbers(await collect(on.client.readStream('kept')))).toEqual([6]);
    const all = await collect(on.client.readAll());
    expect(numbers(all.filter(({ event }) => event?.streamId === 'kept'))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('is seen again once the metadata no longer say so', async () => {
    await readable('again', { maxCount: 1 });
    await on.client.setStreamMetadata('again', {});
    expect(numbers(await collect(on.client.readStream('again')))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('is everything of a deleted stream until it is written again, and that comes back with its own metadata', async () => {
    await readable('deleted', { maxCount: 5 });
    await on.client.deleteStream('deleted');
    await on.client.appendToStream('deleted', some(2, 6));
    expect(numbers(await collect(on.client.readStream('deleted')))).toEqual([6, 7]);
    expect((await on.client.getStreamMetadata('deleted')).metadata).toEqual({ maxCount: 5, truncateBefore: 6 });
  });
});
