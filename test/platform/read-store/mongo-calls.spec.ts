import { describe, expect, it } from '@jest/globals';
import {
  type BulkWriteResult,
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerClosedError,
  MongoServerError,
  MongoUnexpectedServerResponseError,
} from 'mongodb';
import { mongoCall } from '../../../src/platform/read-store/mongo-calls.js';
import { StoreUnavailable } from '../../../src/platform/streams/errors.js';

describe('a call to the read database', () => {
  it('gives what the database answers', async () => {
    await expect(mongoCall('count', async () => 3)).resolves.toBe(3);
  });

  it('that never ends is given up after its limit', async () => {
    const never = mongoCall('count', () => new Promise<number>(() => undefined), 20);
    await expect(never).rejects.toThrow(StoreUnavailable);
    await expect(never).rejects.toThrow('no answer within 20 ms');
  });

  it('that fails because the database is away says so; any other failure stays what it is', async () => {
    const away = new MongoNetworkError('connection 1 closed');
    await expect(mongoCall('count', () => Promise.reject(away))).rejects.toMatchObject({ cause: away });
    await expect(mongoCall('count', () => Promise.reject(away))).rejects.toThrow(StoreUnavailable);
    const wrong = new MongoServerError({ message: 'unknown operator', code: 2 });
    await expect(mongoCall('count', () => Promise.reject(wrong))).rejects.toBe(wrong);
  });

  it('that fails with what a node leaves behind when it goes, closed servers, pools, lost cursors, answers and connections, says so too', async () => {
    class PoolClosed extends MongoError {
      override get name(): string {
        return 'MongoPoolClosedError';
      }
    }
    const gone = [
      new MongoServerClosedError('Server is closed'),
      new PoolClosed('Attempted to check out a connection from closed connection pool'),
      new MongoServerError({ message: 'cursor id 7 not found', code: 43 }),
      new MongoUnexpectedServerResponseError('Unable to get response from server'),
      Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' }),
    ];
    const many = gone.map((error) => new MongoBulkWriteError(error as MongoError, {} as BulkWriteResult));
    for (const error of [...gone, ...many])
      await expect(mongoCall('count', () => Promise.reject(error))).rejects.toThrow(StoreUnavailable);
  });
});
