import type { AsOf, PageQuery, ReadStore, ViewName } from '../../src/platform/read-store/read-store.js';
import { matching } from './matching.js';

/** Views with their rows by key, as folded. */
export type KeptRows = Readonly<Record<string, ReadonlyMap<string, object>>>;

const AS_OF: AsOf = { position: 9, at: '2026-03-09T00:00:00.000Z', stale: false };

/** Rows in memory in place of the read store: what queries ask for, answered by the database's own filter language. */
export const keptRows = (views: KeptRows): ReadStore => {
  const rowsOf = (view: ViewName): ReadonlyMap<string, object> =>
    views[typeof view === 'string' ? view : view.name] ?? new Map<string, object>();
  const found = <R extends object>(view: ViewName, filter: object = {}): R[] =>
    [...rowsOf(view)].flatMap(([_id, row]) => (matching(filter)({ _id, ...row }) ? [row] : [])) as R[];
  const store: Pick<ReadStore, 'page' | 'oneAsOf' | 'few' | 'stream' | 'asOf'> = {
    page: async <R extends object>({ view, filter }: PageQuery<R>) => ({
      items: found<R>(view, filter),
      next: null,
      asOf: AS_OF,
    }),
    oneAsOf: async <R extends object>(view: ViewName, id: string) => ({
      row: rowsOf(view).get(id) as R | undefined,
      asOf: AS_OF,
    }),
    few: async <R extends object>(view: ViewName, filter: object) => found<R>(view, filter),
    stream: async function* <R extends object>(view: ViewName, filter?: object) {
      yield* found<R>(view, filter);
    },
    asOf: async () => AS_OF,
  };
  return store as ReadStore;
};
