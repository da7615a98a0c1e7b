import { DELETED } from './log-schema.js';
import { streams } from '../protocol.js';
import type { StreamRow } from './stream-table.js';

/** Name of the stream that holds a stream's metadata. */
export const metastreamOf = (name: string): string => `$$${name}`;

/** The stream that a metastream is about; undefined for an ordinary stream. */
export const ownerOf = (name: string): string | undefined => (name.startsWith('$$') ? name.slice(2) : undefined);

const parsed = (json: Uint8Array): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(json).toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // As the real server does: metadata that is no JSON says nothing.
    return {};
  }
};

/** The metadata that a stored `$metadata` record holds; empty when there is none. */
export const metadataOf = (record: Uint8Array | undefined): Record<string, unknown> =>
  record ? parsed(streams.ReadResp.ReadEvent.RecordedEvent.deserializeBinary(record).getData_asU8()) : {};

const natural = (value: unknown): number | null => {
  const number = typeof value === 'number' ? value : Number.NaN;
  if (!(number >= 0)) return null;
  return Math.min(number, DELETED);
};

/** What metadata says about which events of its stream may still be read. A `$tb` of Int64.Max is a soft deletion. */
export const truncation = (data: Uint8Array): Pick<StreamRow, 'maxCount' | 'maxAge' | 'truncateBefore'> => {
  const { $maxCount, $maxAge, $tb } = parsed(data);
  return { maxCount: natural($maxCount), maxAge: natural($maxAge), truncateBefore: natural($tb) ?? 0 };
};
