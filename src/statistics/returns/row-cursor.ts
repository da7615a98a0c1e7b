import { createHash } from 'node:crypto';
import { BadCursor } from '../../platform/read-store/pages/cursor.js';

/** Binds a cursor to its list: one figure of one version of a return. */
const markOf = (list: object): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 8);

/**
 * Cursor behind so many of the rows that a figure counts. A version is counted as of its position, so its rows stay what they are, in the order
 * that they have: their number is a place.
 */
export const cursorBehind = (list: object, counted: number): string =>
  Buffer.from(JSON.stringify([markOf(list), counted])).toString('base64url');

/** @throws BadCursor when the text is not a cursor of this list */
export const countedBefore = (list: object, cursor: string): number => {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursor();
  }
  const [mark, counted] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (mark !== markOf(list) || !Number.isSafeInteger(counted) || (counted as number) < 0) throw new BadCursor();
  return counted as number;
};
