import { checksum, seedOf } from '../../storage/checksum.js';

/** Sums up the entries of an index in whatever order they come, so that two ways to get at them can be compared. */
export class EntrySum {
  private count = 0;
  private sum = 0;

  add(key: Uint8Array, rid: number): void {
    this.count += 1;
    this.sum = (this.sum + checksum(key, seedOf(rid))) >>> 0;
  }

  equals(other: EntrySum | undefined): boolean {
    return this.count === other?.count && this.sum === other.sum;
  }
}
