import { Rejection, type Title } from '../../kernel/rejection.js';
import type { Receipt } from './receipt.js';

/** Which row of a bulk order, counted from 0 as in the paths of field errors, and whom it is about. */
interface OfRow {
  readonly row: number;
  readonly superviseeId: string;
}
/** What became of a bulk order, row by row: each was decided on its own. */
export interface BulkAnswer {
  readonly accepted: readonly (OfRow & { readonly receipt: Receipt })[];
  readonly refused: readonly (OfRow & {
    readonly code: string;
    readonly title: Title;
    readonly details?: Readonly<Record<string, unknown>>;
  })[];
}

/**
 * Gives the order of each row in turn. A row that a rule refuses does not keep the others from being taken.
 * Rejects with whatever else goes wrong, as StoreUnavailable: rows before it took effect, so the same order is given again.
 */
export const eachRow = async <Row extends { readonly superviseeId: string }>(
  rows: readonly Row[],
  send: (row: Row) => Promise<Receipt>,
): Promise<BulkAnswer> => {
  const accepted: BulkAnswer['accepted'][number][] = [];
  const refused: BulkAnswer['refused'][number][] = [];
  for (const [index, row] of rows.entries()) {
    const of = { row: index, superviseeId: row.superviseeId };
    try {
      accepted.push({ ...of, receipt: await send(row) });
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      const { code, title, details } = error;
      refused.push({ ...of, code, title, ...(Object.keys(details).length === 0 ? {} : { details }) });
    }
  }
  return { accepted, refused };
};
