import { Metadata, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import type { Expected } from '../log/commit-check.js';
import { StorageFull } from '../../storage/errors.js';

const failure = (code: status, details: string, trailers: Record<string, string> = {}): ServiceError => {
  const metadata = new Metadata();
  // Trailers are ASCII: other names are sent encoded, as the server does.
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, encodeURI(value));
  return Object.assign(new Error(details), { code, details, metadata });
};

/** The stream has a tombstone. */
export const streamDeleted = (name: string): ServiceError =>
  failure(status.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': name,
  });

/** Numbers that EventStoreDB 24.2 has for expectations that name no revision (its `ExpectedVersion`). */
const EXPECTED = { 'no-stream': -1, any: -2, 'stream-exists': -4 };

/** The client reads both versions of the trailers as numbers. */
export const wrongExpectedVersion = (name: string, expected: Expected, actual: number | undefined): ServiceError =>
  failure(status.FAILED_PRECONDITION, `Append failed due to WrongExpectedVersion. Stream: ${name}`, {
    exception: 'wrong-expected-version',
    'stream-name': name,
    'expected-version': String(typeof expected === 'number' ? expected : EXPECTED[expected]),
    'actual-version': String(actual ?? -1),
  });

export const appendTooLarge = (limit: number): ServiceError =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

type Refusal = 'does-not-exist' | 'exists' | 'dropped' | 'failed' | 'maximum-subscribers-reached';

/** What is refused of a group of a persistent subscription: as the official server words it, by the name the client knows it under. */
export const groupRefusal = (kind: Refusal, stream: string, group: string, reason = ''): ServiceError => {
  const which = `Subscription group ${group} on stream ${stream}`;
  const [code, details] = (
    {
      'does-not-exist': [status.NOT_FOUND, `${which} does not exist.`],
      exists: [status.ALREADY_EXISTS, `${which} exists.`],
      dropped: [status.CANCELLED, `${which} was dropped.`],
      failed: [status.INTERNAL, `${which} failed: '${reason}'`],
      'maximum-subscribers-reached': [
        status.FAILED_PRECONDITION,
        `Maximum subscriptions reached for subscription group ${group} on stream ${stream}.`,
      ],
    } as const
  )[kind];
  return failure(code, details, {
    exception: kind === 'maximum-subscribers-reached' ? kind : `persistent-subscription-${kind}`,
    'stream-name': stream,
    'group-name': group,
    ...(reason === '' ? {} : { reason }),
  });
};

export const invalid = (details: string): ServiceError => failure(status.INVALID_ARGUMENT, details);
export const unimplemented = (what: string): ServiceError =>
  failure(status.UNIMPLEMENTED, `${what} is not supported by the embedded event store`);
export const stopping = (): ServiceError => failure(status.UNAVAILABLE, 'The server is stopping');

/** A storage error as the client sees it: the append was not kept. */
export const storageRefusal = (error: unknown): ServiceError => {
  const full = error instanceof StorageFull;
  const why = error instanceof Error ? error.message : String(error);
  return failure(full ? status.RESOURCE_EXHAUSTED : status.INTERNAL, why);
};

/** Any error as the protocol's: what is already one stays, the rest came from the storage. */
export const serviceError = (error: unknown): ServiceError =>
  error instanceof Error && 'metadata' in error ? (error as ServiceError) : storageRefusal(error);
