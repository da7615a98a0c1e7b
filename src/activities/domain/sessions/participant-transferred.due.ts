import { type Instant, minutesAfter } from '../../../kernel/day.js';
import { dueMoments } from '../../../kernel/due.js';
import type { SuperviseeDischarged, SuperviseeTransferred } from '../../../supervisees/domain/events.js';
import type {
  ActivityAttended,
  ActivityMissed,
  ParticipantTransferred,
  ParticipationCancelled,
  ParticipationPlanned,
} from './events.js';
import { ReleaseParticipant } from './release-participant.js';

/** Activities that await somebody, and those that still do though they were transferred: by which fact, and how many were told so far. */
interface Waiting {
  readonly expected: readonly string[];
  readonly leaving: readonly string[];
  readonly since: Instant | null;
  readonly told: number;
}
type Fact =
  | ParticipationPlanned
  | ActivityAttended
  | ActivityMissed
  | ParticipationCancelled
  | ParticipantTransferred
  | SuperviseeTransferred
  | SuperviseeDischarged;

const NOTHING: Waiting = { expected: [], leaving: [], since: null, told: 0 };
const MS = 1 / 60_000;

/**
 * Who is transferred is taken off the lists of the activities that await them (TRV-1). That somebody moved names no activity, so what each
 * person is awaited at is kept here; the activities are told one after the other, a millisecond apart.
 */
export const participantTransferred = dueMoments<Waiting, Fact, ReleaseParticipant>({
  name: 'participant-transferred',
  version: 2,
  events: [
    'ParticipationPlanned',
    'ActivityAttended',
    'ActivityMissed',
    'ParticipationCancelled',
    'ParticipantTransferred',
    'SuperviseeTransferred',
    'SuperviseeDischarged',
  ],
  keys: ({ data }) => [data.superviseeId],
  project: (before, event) => {
    const waiting = before ?? NOTHING;
    switch (event.type) {
      case 'ParticipationPlanned':
        return { ...waiting, expected: [...waiting.expected, event.data.activityId] };
      case 'SuperviseeTransferred': {
        // The two offices were merged on the way: nobody went anywhere.
        if (event.data.fromPath.at(-1) === event.data.officeId) return before;
        const leaving = [...waiting.leaving, ...waiting.expected];
        return unlessEmpty({ expected: [], leaving, since: event.meta.occurredAt, told: 0 });
      }
      case 'SuperviseeDischarged':
        return null;
      case 'ActivityAttended':
      case 'ActivityMissed':
      case 'ParticipationCancelled':
      case 'ParticipantTransferred':
        return unlessEmpty(without(waiting, event.data.activityId));
    }
  },
  due: ({ leaving: [activityId], since, told }, superviseeId) =>
    activityId === undefined || since === null
      ? null
      : { at: minutesAfter(since, told * MS), fields: { activityId, superviseeId } },
  command: ReleaseParticipant,
});

const without = (waiting: Waiting, activityId: string): Waiting => {
  const leaving = waiting.leaving.filter((one) => one !== activityId);
  const told = waiting.told + waiting.leaving.length - leaving.length;
  return { ...waiting, expected: waiting.expected.filter((one) => one !== activityId), leaving, told };
};

const unlessEmpty = (waiting: Waiting): Waiting | null =>
  waiting.expected.length + waiting.leaving.length === 0 ? null : waiting;
