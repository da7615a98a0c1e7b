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
  /** Moments of the rows that were skipped, by key. All that there are in the span when `moments` is empty. */
  readonly skipped: ReadonlyMap<string, Instant>;
}

/** Most rows that are taken at a time. */
const TAKEN = 500;

/** Moments from one, or from the earliest, to another, both included. */
export interface Span {
  readonly from?: Instant | undefined;
  readonly to: Instant;
}

const within = ({ from, to }: Span): RowFilter<DueRow> =>
  ({
    dueAt: { ...(from === undefined ? {} : { $gte: from }), $lte: to },
    _deleted: null,
  }) as unknown as RowFilter<DueRow>;

/** How many have come within a span, whether acted upon or not; no more than `most` are counted. */
export const countDue = async (store: Pick<ReadStore, 'rows'>, span: Span, most: number): Promise<number> => {
  const rows = await store.rows<DueRow>(DUE_VIEW);
  return mongoCall('due moments', () => rows.countDocuments(within(span), { limit: most }));
};

/** What has come within a span, earliest first. */
export const earliestDue = async (
  store: Pick<ReadStore, 'rows'>,
  span: Span,
  skips: (row: DueNow) => boolean,
): Promise<Found> => {
  const rows = await store.rows<DueRow>(DUE_VIEW);
  const cursor = rows.find(within(span), { batchSize: TAKEN }).sort({ dueAt: 1, _id: 1 });
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
