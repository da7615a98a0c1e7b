import type { Instant } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { CalendarYear } from '../../src/kernel/work-calendar.js';
import type { WorkCalendarEvent } from '../../src/organisation/domain/work-calendars/events.js';

interface PublishedYear extends CalendarYear {
  readonly publishedAt: Instant;
  readonly publishedBy: string;
}

/** The arrangement of one year as it is now, and as earlier versions had it, the latest first. */
export interface WorkCalendarRow extends PublishedYear {
  readonly earlier: readonly PublishedYear[];
  readonly path: readonly string[];
}

export const workCalendars = view<WorkCalendarRow, WorkCalendarEvent>({
  name: 'work-calendars',
  version: 1,
  events: ['WorkCalendarPublished'],
  keys: ({ data }) => [String(data.year)],
  project: (row, { data, meta }) => {
    const now = { ...data, publishedAt: meta.occurredAt, publishedBy: meta.actor, path: meta.jurisdiction };
    if (!row) return { ...now, earlier: [] };
    const { earlier, path: _path, ...before } = row;
    return { ...now, earlier: [before, ...earlier] };
  },
  indexes: [{ year: -1 }],
});
