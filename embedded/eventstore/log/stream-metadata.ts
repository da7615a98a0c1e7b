import { DELETED } from './log-schema.js';
import { streams } from '../protocol/messages.js';
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

const isWhole = (value: unknown): boolean => value === undefined || Number.isInteger(value);
const atLeast = (least: number, value: unknown): number | null =>
  typeof value === 'number' && value >= least ? Math.min(value, DELETED) : null;

/**
 * What metadata says about which events of its stream may still be read. A `$tb` of Int64.Max is a soft deletion. As EventStoreDB
 * 24.2 (`StreamMetadata.FromJson`): a count or an age that is not positive and a negative `$tb` are not heeded, and when one of
 * them is no whole number nothing of the metadata is.
 */
export const truncation = (data: Uint8Array): Pick<StreamRow, 'maxCount' | 'maxAge' | 'truncateBefore'> => {
  const { $maxCount, $maxAge, $tb } = parsed(data);
  if (![$maxCount, $maxAge, $tb].every(isWhole)) return { maxCount: null, maxAge: null, truncateBefore: 0 };
  return { maxCount: atLeast(1, $maxCount), maxAge: atLeast(1, $maxAge), truncateBefore: atLeast(0, $tb) ?? 0 };
};
