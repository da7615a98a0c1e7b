import { type Day, type Instant, type Month, monthOf } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type {
  ActivityEvent,
  CommunityServicePlanned,
  EducationSessionPlanned,
  EducationSubject,
  Programme,
} from '../../src/activities/domain/sessions/events.js';

interface Deed {
  readonly by: string;
  readonly at: Instant;
}
export interface Participant {
  readonly superviseeId: string;
  /** Transferred to another office before anything was recorded of their part. */
  readonly status: 'expected' | 'attended' | 'absent' | 'transferred';
  readonly minutes: number;
  readonly absence: string | null;
  /** Latest first; minutes that were recorded before, null for an absence. */
  readonly corrections: readonly (Deed & { readonly fromMinutes: number | null; readonly reason: string })[];
}

/** One activity of an office: what was planned, who was to take part and who did (EDU-1, SVC-1). */
export interface ActivityRow {
  readonly activityId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly programme: Programme;
  readonly subject: EducationSubject | null;
  readonly title: string;
  readonly place: string;
  readonly day: Day;
  readonly month: Month;
  readonly from: string;
  readonly to: string;
  readonly ledBy: string;
  readonly volunteers: readonly string[];
  /** Held once anybody's part is recorded. */
  readonly status: 'planned' | 'held' | 'cancelled';
  readonly planned: Deed;
  readonly participants: readonly Participant[];
  readonly totals: Readonly<Record<Participant['status'], number>>;
  readonly cancellation: (Deed & { readonly reason: string }) | null;
}

export const activities = view<ActivityRow, ActivityEvent>({
  name: 'activities',
  version: 2,
  events: [
    'EducationSessionPlanned',
    'CommunityServicePlanned',
    'ParticipationPlanned',
    'ActivityAttended',
    'ActivityMissed',
    'ParticipationCorrected',
    'ActivityCancelled',
    'ParticipationCancelled',
    'ParticipantTransferred',
  ],
  keys: ({ data }) => [data.activityId],
  project: (row, event) => {
    if (event.type === 'EducationSessionPlanned' || event.type === 'CommunityServicePlanned') return planned(event);
    if (!row) return row;
    switch (event.type) {
      case 'ParticipationPlanned':
        return taking(row, event.data.superviseeId, (part) =>
          part.status === 'transferred' ? { ...part, status: 'expected' } : part,
        );
      case 'ActivityAttended':
        return taking({ ...row, status: 'held' }, event.data.superviseeId, attended(event.data.minutes));
      case 'ActivityMissed':
        return taking({ ...row, status: 'held' }, event.data.superviseeId, absent(event.data.absence));
      case 'ParticipationCorrected': {
        const { superviseeId, fromMinutes, minutes, absence, reason } = event.data;
        const correction = { ...deedOf(event), fromMinutes, reason };
        return taking(row, superviseeId, (part) => ({
          ...(minutes === null ? absent(absence ?? null)(part) : attended(minutes)(part)),
          corrections: [correction, ...part.corrections],
        }));
      }
      case 'ActivityCancelled':
        return { ...row, status: 'cancelled', cancellation: { ...deedOf(event), reason: event.data.reason } };
      case 'ParticipantTransferred':
        return taking(row, event.data.superviseeId, (part) => ({ ...part, status: 'transferred' }));
      // Who was to take part stays on the list of what is cancelled.
      case 'ParticipationCancelled':
        return row;
    }
  },
  indexes: [
    { path: 1, day: -1, from: -1, activityId: -1 },
    { officeId: 1, month: 1, day: -1 },
  ],
});

const deedOf = ({ meta }: Recorded<ActivityEvent>): Deed => ({ by: meta.actor, at: meta.occurredAt });

const planned = (event: Recorded<EducationSessionPlanned | CommunityServicePlanned>): ActivityRow => {
  const { activityId, officeId, programme, subject, title, place, day, from, to, ledBy, volunteers } = event.data;
  return {
    ...{ activityId, officeId, path: event.meta.jurisdiction, programme, subject, title, place },
    ...{ day, month: monthOf(day), from, to, ledBy, volunteers, status: 'planned', planned: deedOf(event) },
    ...{ participants: [], totals: { expected: 0, attended: 0, absent: 0, transferred: 0 }, cancellation: null },
  };
};

const attended =
  (minutes: number) =>
  (part: Participant): Participant => ({ ...part, status: 'attended', minutes, absence: null });
const absent =
  (absence: string | null) =>
  (part: Participant): Participant => ({ ...part, status: 'absent', minutes: 0, absence });

/** The row with one person's part changed, who joins the list when not yet on it. */
const taking = (row: ActivityRow, superviseeId: string, change: (part: Participant) => Participant): ActivityRow => {
  const fresh: Participant = { superviseeId, status: 'expected', minutes: 0, absence: null, corrections: [] };
  const listed = row.participants.some((part) => part.superviseeId === superviseeId);
  const participants = listed
    ? row.participants.map((part) => (part.superviseeId === superviseeId ? change(part) : part))
    : [...row.participants, change(fresh)];
  const count = (status: Participant['status']): number => participants.filter((part) => part.status === status).length;
  const [expected, came] = [count('expected'), count('attended')];
  const totals = { expected, attended: came, absent: count('absent'), transferred: count('transferred') };
  return { ...row, participants, totals };
};
