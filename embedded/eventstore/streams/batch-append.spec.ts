import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonEvent } from '@eventstore/db-client';
import { type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import type * as StreamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type * as TimestampPb from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { collect, numbers, served, type Served } from '../eventstore.support.js';
import { Empty, identifierOf, shared, streams, type StreamsPb, uuidOf } from '../protocol/messages.js';

const load = createRequire(import.meta.url);
const { StreamsClient } = load('@eventstore/db-client/generated/streams_grpc_pb.js') as typeof StreamsGrpc;
const { Timestamp } = load('google-protobuf/google/protobuf/timestamp_pb.js') as typeof TimestampPb;

const uuid = (id: string): InstanceType<typeof shared.UUID> => {
  const made = new shared.UUID();
  made.setString(id);
  return made;
};

interface Piece {
  readonly numbers?: readonly number[];
  readonly stream?: string;
  readonly expected?: number | 'none';
  readonly deadline?: Date;
  readonly last?: boolean;
  /** Ids of the events, when they matter. */
  readonly ids?: readonly string[];
}

/** A message of the protocol, as the official client makes it; options come in the first piece of an append. */
const pieceOf = (
  correlation: string,
  { numbers = [], stream, expected, deadline, last, ids }: Piece,
): StreamsPb.BatchAppendReq => {
  const request = new streams.BatchAppendReq();
  request.setCorrelationId(uuid(correlation));
  if (stream !== undefined) {
    const options = new streams.BatchAppendReq.Options();
    options.setStreamIdentifier(identifierOf(stream));
    if (expected === undefined) options.setAny(new Empty());
    else if (expected === 'none') options.setNoStream(new Empty());
    else options.setStreamPosition(String(expected));
    if (deadline) options.setDeadline(Timestamp.fromDate(deadline));
    request.setOptions(options);
  }
  for (const [index, n] of numbers.entries()) {
    const message = new streams.BatchAppendReq.ProposedMessage();
    message.setId(uuid(ids?.[index] ?? randomUUID()));
    message.getMetadataMap().set('type', 'Numbered').set('content-type', 'application/json');
    message.setData(Buffer.from(JSON.stringify({ n })));
    request.addProposedMessages(message);
  }
  request.setIsFinal(last ?? true);
  return request;
};

const event = (n: number) => jsonEvent({ type: 'Numbered', data: { n } });

/** What came back of one append. */
interface Answer {
  readonly correlation: string;
  readonly stream: string;
  readonly revision?: string;
  readonly error?: string;
}

describe('appends that share one stream', () => {
  let on: Served;
  let client: InstanceType<typeof StreamsClient>;
  let call: ClientDuplexStream<StreamsPb.BatchAppendReq, StreamsPb.BatchAppendResp>;
  let answers: Answer[];
  beforeAll(async () => {
    on = await served({ maxAppend: 20_000 });
    client = new StreamsClient(`127.0.0.1:${on.server.port}`, credentials.createInsecure());
    answers = [];
    call = client.batchAppend();
    call.on('error', () => undefined);
    call.on('data', (response: StreamsPb.BatchAppendResp) => {
      const type = response.getError()?.getDetails()?.getTypeName();
      answers.push({
        correlation: uuidOf(response.getCorrelationId()),
        stream: Buffer.from(response.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
        ...(type === undefined ? { revision: response.getSuccess()?.getCurrentRevision() ?? '' } : { error: type }),
      });
    });
  });
  afterAll(async () => {
    call.end();
    client.close();
    await on.stop();
  });

  /** Sends pieces and waits for the answers to so many appends. */
  const send = async (pieces: readonly StreamsPb.BatchAppendReq[], appends: number): Promise<Answer[]> => {
    const from = answers.length;
    for (const piece of pieces) call.write(piece);
    while (answers.length < from + appends) await new Promise((later) => setTimeout(later, 5));
    // One more than there should be would come now.
    await new Promise((later) => setTimeout(later, 30));
    return answers.slice(from);
  };

  it('are put together from their pieces, whichever come between, and get one answer each', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const got = await send(
      [
        pieceOf(one, { stream: 'pieces-1', expected: 'none', numbers: [0, 1], last: false }),
        pieceOf(two, { stream: 'pieces-2', expected: 'none', numbers: [0], last: false }),
        pieceOf(one, { numbers: [2], last: false }),
        pieceOf(two, { numbers: [1] }),
        pieceOf(one, { numbers: [3] }),
      ],
      2,
    );
    expect(got).toEqual([
      { correlation: two, stream: 'pieces-2', revision: '1' },
      { correlation: one, stream: 'pieces-1', revision: '3' },
    ]);
    expect(numbers(await collect(on.client.readStream('pieces-1')))).toEqual([0, 1, 2, 3]);
  });

  it('that are not complete are not written', async () => {
    call.write(pieceOf(randomUUID(), { stream: 'open', numbers: [0], last: false }));
    await send([pieceOf(randomUUID(), { stream: 'other', numbers: [0] })], 1);
    await expect(collect(on.client.readStream('open'))).rejects.toThrow(/open/);
  });

  it('are refused one by one, each with what is the matter: the others are written', async () => {
    await send([pieceOf(randomUUID(), { stream: 'there', expected: 'none', numbers: [0] })], 1);
    await on.client.tombstoneStream('gone');
    const past = new Date(Date.now() - 1_000);
    const ids = Array.from({ length: 5 }, () => randomUUID());
    const got = await send(
      [
        pieceOf(ids[0] as string, { stream: 'there', expected: 'none', numbers: [1] }),
        pieceOf(ids[1] as string, { stream: 'gone', numbers: [1] }),
        pieceOf(ids[2] as string, { stream: 'large', numbers: Array.from({ length: 2_001 }, () => 100_000) }),
        pieceOf(ids[3] as string, { stream: 'late', deadline: past, numbers: [1] }),
        pieceOf(ids[4] as string, { stream: 'there', expected: 0, numbers: [1] }),
      ],
      5,
    );
    const of = (index: number): Answer | undefined => got.find(({ correlation }) => correlation === ids[index]);
    const error = (name: string): object => ({ error: `event_store.client.${name}` });
    expect(of(0)).toMatchObject({ stream: 'there', ...error('WrongExpectedVersion') });
    expect(of(1)).toMatchObject({ stream: 'gone', ...error('StreamDeleted') });
    expect(of(2)).toMatchObject({ stream: 'large', ...error('MaximumAppendSizeExceeded') });
    expect(of(3)).toMatchObject({ stream: 'late', ...error('Timeout') });
    expect(of(4)).toMatchObject({ stream: 'there', revision: '1' });
    expect(numbers(await collect(on.client.readStream('there')))).toEqual([0, 1]);
    for (const name of ['large', 'late']) await expect(collect(on.client.readStream(name))).rejects.toThrow(name);
  });

  it('of no events are a success that changes nothing, whichever way they come', async () => {
    const credentials = { username: 'admin', password: 'changeit' };
    for (const options of [{}, { credentials }]) {
      const empty = await on.client.appendToStream('nothing', [], options);
      expect(empty.success).toBe(true);
      expect(empty.position).toBeUndefined();
    }
    await expect(collect(on.client.readStream('nothing'))).rejects.toThrow('nothing');
    await on.client.appendToStream('something', event(0));
    expect(await on.client.appendToStream('something', [])).toMatchObject({ nextExpectedRevision: 0n });
    expect(numbers(await collect(on.client.readStream('something')))).toEqual([0]);
  });

  it('that are sent again are the success that they were; other ids, or only some of them, are a wrong revision', async () => {
    const ids: string[] = [randomUUID(), randomUUID()];
    const again = (expected: Piece['expected'], events = ids): Promise<Answer[]> =>
      send(
        [
          pieceOf(randomUUID(), {
            stream: 'again',
            numbers: events.map((_, n) => n),
            ids: events,
            ...(expected === undefined ? {} : { expected }),
          }),
        ],
        1,
      );
    for (const expected of ['none', 'none', undefined] as const)
      expect(await again(expected)).toMatchObject([{ revision: '1' }]);
    expect(await again(0, ids.slice(1))).toMatchObject([{ revision: '1' }]);
    const wrong = [{ error: 'event_store.client.WrongExpectedVersion' }];
    expect(await again('none', [ids[0] as string, randomUUID()])).toMatchObject(wrong);
    expect(await again(undefined, [...ids, randomUUID()])).toMatchObject(wrong);
    expect(await again('none', [ids[1] as string])).toMatchObject(wrong);
    expect(await again(7)).toMatchObject(wrong);
    expect(numbers(await collect(on.client.readStream('again')))).toEqual([0, 1]);
  });
});
