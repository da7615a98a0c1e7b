import { AsyncLocalStorage } from 'node:async_hooks';
import { EventStoreDBClient } from '@eventstore/db-client';
import { jest } from '@jest/globals';
import { Collection } from 'mongodb';

const asked = new AsyncLocalStorage<string[]>();
const note = (what: string): void => {
  asked.getStore()?.push(what);
};

const READS = ['find', 'findOne', 'aggregate', 'countDocuments'] as const;
/** What is looked up for everybody alike and kept for a while: not every request asks for it. */
const OF_ALL = /^(_views|_checkpoints|_quarantine|(read )?(organisation|policy|workCalendar)-)/;

/** Notes each call of a method of all objects of a class, and lets it do its work. */
const watch = (prototype: object, method: string, what: (self: object, args: readonly unknown[]) => string): void => {
  const kept: unknown = Reflect.get(prototype, method);
  if (typeof kept !== 'function') throw new Error(`There is no ${method} to watch`);
  const watched = jest.spyOn(prototype as Record<string, () => unknown>, method);
  watched.mockImplementation(function (this: object, ...args: unknown[]): unknown {
    note(what(this, args));
    return Reflect.apply(kept, this, args);
  });
};

/** Watches what this process asks of the two databases, by the request that it is asked for. Until `jest.restoreAllMocks()`. */
export const watchLookUps = (): void => {
  for (const method of READS) watch(Collection.prototype, method, (rows) => (rows as Collection).collectionName);
  const afterNamespace = (stream: unknown): string => String(stream).slice(String(stream).indexOf('.') + 1);
  watch(EventStoreDBClient.prototype, 'readStream', (_, [stream]) => `read ${afterNamespace(stream)}`);
};

/** What was asked of the databases on the way to a result. */
export const lookUpsOf = async <T>(work: () => Promise<T>): Promise<{ result: T; lookUps: readonly string[] }> => {
  const seen: string[] = [];
  const result = await asked.run(seen, work);
  return {
    result,
    lookUps: seen
      .filter((one) => !OF_ALL.test(one))
      .map((one) => one.split('-')[0] ?? '')
      .sort(),
  };
};
