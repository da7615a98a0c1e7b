import type { Instant } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { PersonalFileOpened } from '../../src/files/domain/events.js';

/** Until when a reader may read a person's file, and why they opened it last. */
export interface OpenFile {
  readonly superviseeId: string;
  readonly reader: string;
  readonly path: readonly string[];
  readonly reason: string;
  readonly openUntil: Instant;
  readonly openings: number;
}

export const openFiles = view<OpenFile, PersonalFileOpened>({
  name: 'open-files',
  version: 1,
  events: ['PersonalFileOpened'],
  keys: ({ data }) => [`${data.superviseeId}_${data.reader}`],
  project: (row, { data, meta }) => {
    const { superviseeId, reader, reason, openUntil } = data;
    return { superviseeId, reader, path: meta.jurisdiction, reason, openUntil, openings: (row?.openings ?? 0) + 1 };
  },
  indexes: [{ superviseeId: 1, reader: 1 }],
});
