import { DUE_VIEW, type DueRow } from '../../kernel/due.js';
import type { Instant } from '../../kernel/day.js';
import { mongoCall } from '../read-store/mongo-calls.js';
import type { KeptRow } from '../read-store/read-documents.js';
import type { ReadStore, RowFilter } from '../read-store/read-store.js';

/** A row whose moment has come. */
export type DueNow = KeptRow<DueRow> & { readonly dueAt: Instant; readonly fields: object };

export interface Found {
  /** The earliest that are not to be skipped: all of one moment, or as many as are taken at a time. */
  readonly moments: readonly DueNow[];
  /** Moments of the rows that were skipped, by key. All that there are when `moments` is empty. */
  readonly skipped: ReadonlyMap<string, Instant>;
}

/** Most rows that are taken at a time. */
const TAKEN = 500;

/** Most rows that are counted. */
const COUNTED = 10_000;

const come = (by: Instant): RowFilter<DueRow> =>
  ({ dueAt: { $lte: by }, _deleted: null }) as unknown as RowFilter<DueRow>;

/** How many have come by a moment, ten thousand at most: whether acted upon or not. */
export const countDue = async (store: Pick<ReadStore, 'rows'>, by: Instant): Promise<number> => {
  const rows = await store.rows<DueRow>(DUE_VIEW);
  return mongoCall('due moments', () => rows.countDocuments(come(by), { limit: COUNTED }));
};

/** What has come by a moment, earliest first. */
export const earliestDue = async (
  store: Pick<ReadStore, 'rows'>,
  by: Instant,
  skips: (row: DueNow) => boolean,
): Promise<Found> => {
  const rows = await store.rows<DueRow>(DUE_VIEW);
  const cursor = rows.find(come(by), { batchSize: TAKEN }).sort({ dueAt: 1, _id: 1 });
  const moments: DueNow[] = [];
  const skipped = new Map<string, Instant>();
  try {
    while (moments.length < TAKEN) {
      const row = (await mongoCall('due moments', () => cursor.next())) as DueNow | null;
      if (row === null || (moments[0] && moments[0].dueAt !== row.dueAt)) break;
      if (skips(row)) skipped.set(row._id, row.dueAt);
      else moments.push(row);
    }
  } finally {
    await cursor.close();
  }
  return { moments, skipped };
};
