import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BACKWARDS, END, jsonEvent, type ResolvedEvent, START } from '@eventstore/db-client';
import { collect, served, type Served } from '../eventstore.support.js';

const types = (all: readonly ResolvedEvent[]): unknown[] => all.map(({ event }) => event?.type);

describe('links of the embedded event store', () => {
  let on: Served;
  beforeAll(async () => {
    on = await served();
    await on.client.appendToStream('target', jsonEvent({ type: 'Target', data: { n: 1 } }));
    const links = ['0@target', '7@target', '0@missing', 'nonsense'].map((data) => ({
      ...jsonEvent({ type: '$>', data: {} }),
      contentType: 'application/octet-stream' as const,
      data: Buffer.from(data),
    }));
    for (const link of links) await on.client.appendToStream('links', link);
    // A link to a link gives that link.
    const link = { ...jsonEvent({ type: '$>', data: {} }), contentType: 'application/octet-stream' as const };
    await on.client.appendToStream('links', { ...link, data: Buffer.from('0@links') });
  });
  afterAll(() => on.stop());

  const RESOLVED = ['Target', undefined, undefined, undefined, '$>'];

  it('are what they are unless they are to be resolved', async () => {
    const plain = await collect(on.client.readStream('links'));
    expect(types(plain)).toEqual(['$>', '$>', '$>', '$>', '$>']);
    expect(plain.map(({ link }) => link)).toEqual(plain.map(() => undefined));
  });

  it('give what they stand for, by one step, and nothing in its place when that is not there', async () => {
    const resolved = await collect(on.client.readStream('links', { resolveLinkTos: true }));
    expect(types(resolved)).toEqual(RESOLVED);
    expect(resolved.map(({ link }) => link?.revision)).toEqual([0n, 1n, 2n, 3n, 4n]);
    expect(resolved[0]?.event).toMatchObject({ streamId: 'target', revision: 0n });
  });

  it('are resolved in every way to read: backwards, $all, and both subscriptions', async () => {
    const options = { resolveLinkTos: true } as const;
    const back = on.client.readStream('links', { ...options, direction: BACKWARDS, fromRevision: END });
    expect(types(await collect(back))).toEqual([...RESOLVED].reverse());
    const linksOf = (all: readonly ResolvedEvent[]): unknown[] =>
      types(all.filter(({ link }) => link?.streamId === 'links'));
    expect(linksOf(await collect(on.client.readAll(options)))).toEqual(RESOLVED);
    expect(types(await collect(on.client.subscribeToStream('links', options), 5))).toEqual(RESOLVED);
    expect(linksOf(await collect(on.client.subscribeToAll({ ...options, fromPosition: START }), 6))).toEqual(RESOLVED);
  });

  it('give nothing of a stream that was deleted or truncated, and again once it can be read', async () => {
    await on.client.appendToStream(
      'hidden',
      [0, 1].map((n) => jsonEvent({ type: 'Hidden', data: { n } })),
    );
    const link = { ...jsonEvent({ type: '$>', data: {} }), contentType: 'application/octet-stream' as const };
    await on.client.appendToStream('to-hidden', { ...link, data: Buffer.from('0@hidden') });
    const found = async (): Promise<unknown[]> =>
      types(await collect(on.client.readStream('to-hidden', { resolveLinkTos: true })));
    expect(await found()).toEqual(['Hidden']);
    await on.client.setStreamMetadata('hidden', { truncateBefore: 1 });
    expect(await found()).toEqual([undefined]);
    await on.client.setStreamMetadata('hidden', {});
    expect(await found()).toEqual(['Hidden']);
    await on.client.tombstoneStream('hidden');
    expect(await found()).toEqual([undefined]);
  });
});
