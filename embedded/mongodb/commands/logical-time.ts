import { Timestamp } from '../bson/values.js';
import { MongoError } from '../errors.js';
import type { Arguments } from './arguments.js';

/** maxAcceptableLogicalTimeDriftSecs of the real server: one year. */
const MOST_AHEAD_SECONDS = 31_536_000n;

/** The server's logical time: seconds and a counter, never going back, and never behind what a client has seen. */
export class LogicalTime {
  private last = 0n;

  tick(): Timestamp {
    const wall = seconds() << 32n;
    this.last = (wall > this.last ? wall : this.last) + 1n;
    return new Timestamp(this.last);
  }

  /** Follows the `$clusterTime` that a client sends. @throws MongoError when it is none, or too far ahead */
  observe(args: Arguments): void {
    if (!args.body.has('$clusterTime')) return;
    const time = args.document('$clusterTime').get('clusterTime');
    if (!(time instanceof Timestamp))
      throw new MongoError('TypeMismatch', "Field '$clusterTime.clusterTime' is not a timestamp");
    if (time.value >> 32n > seconds() + MOST_AHEAD_SECONDS)
      throw new MongoError(
        'ClusterTimeFailsRateLimiter',
        "New cluster time is too far from this node's wall clock time.",
      );
    if (time.value > this.last) this.last = time.value;
  }
}

const seconds = (): bigint => BigInt(Math.floor(Date.now() / 1_000));
