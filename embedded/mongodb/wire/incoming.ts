import { HEADER, MAX_MESSAGE } from './messages.js';

/** Whole messages out of the pieces that come. A message is put together once, when its last piece is there. */
export class Incoming {
  private pieces: Buffer[] = [];
  private length = 0;

  push(piece: Buffer): void {
    this.pieces.push(piece);
    this.length += piece.length;
  }

  /** The next message; undefined while it is not whole; `broken` when its size cannot be, after which nothing can be read. */
  next(): Buffer | 'broken' | undefined {
    if (this.length < HEADER) return undefined;
    if (this.first.length < HEADER) this.pieces = [Buffer.concat(this.pieces)];
    const size = this.first.readInt32LE(0);
    if (size < HEADER || size > MAX_MESSAGE) {
      this.keep(Buffer.alloc(0));
      return 'broken';
    }
    if (this.length < size) return undefined;
    // A large message comes in hundreds of pieces: to copy what is there with each of them would take seconds.
    const bytes = this.pieces.length === 1 ? this.first : Buffer.concat(this.pieces);
    this.keep(bytes.subarray(size));
    return bytes.subarray(0, size);
  }

  private get first(): Buffer {
    return this.pieces[0] as Buffer;
  }

  private keep(rest: Buffer): void {
    this.pieces = rest.length > 0 ? [rest] : [];
    this.length = rest.length;
  }
}
