import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { Incoming } from './wire/incoming.js';
import { HEADER, MAX_MESSAGE } from './wire/messages.js';

const messageOf = (body: Uint8Array): Buffer => {
  const message = Buffer.alloc(HEADER + body.length);
  message.writeInt32LE(message.length, 0);
  message.set(body, HEADER);
  return message;
};

/** Bytes cut after as many as each number says, over and over. */
const cut = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
  const pieces: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] as number;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
};

const all = (incoming: Incoming): (Buffer | 'broken')[] => {
  const found: (Buffer | 'broken')[] = [];
  for (let one = incoming.next(); one !== undefined; one = incoming.next()) found.push(one);
  return found;
};

describe('messages that come in pieces', () => {
  it('are whole and in order, however they were cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
        (bodies, sizes) => {
          const sent = bodies.map(messageOf);
          const incoming = new Incoming();
          const found = cut(Buffer.concat(sent), sizes).flatMap((piece) => {
            incoming.push(piece);
            return all(incoming);
          });
          expect(found).toEqual(sent);
        },
      ),
    );
  });

  it('are copied once each, as large as they may be', () => {
    const sent = messageOf(Buffer.alloc(MAX_MESSAGE - HEADER, 7));
    const pieces = cut(sent, [65_536]);
    const concat = jest.spyOn(Buffer, 'concat');
    const incoming = new Incoming();
    const found = pieces.flatMap((piece) => {
      incoming.push(piece);
      return all(incoming);
    });
    const copied = concat.mock.calls.map(([list]) => list.reduce((sum, one) => sum + one.length, 0));
    concat.mockRestore();
    expect(found).toHaveLength(1);
    expect(sent.equals(found[0] as Buffer)).toBe(true);
    expect(copied).toEqual([sent.length]);
  });

  it.each([HEADER - 1, MAX_MESSAGE + 1, -1])('are given up when one says that it has %d bytes', (size) => {
    const header = Buffer.alloc(HEADER);
    header.writeInt32LE(size, 0);
    const incoming = new Incoming();
    incoming.push(header);
    expect(all(incoming)).toEqual(['broken']);
  });
});
