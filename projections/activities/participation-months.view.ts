import { type Month, monthOf } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type {
  ActivityAttended,
  ActivityMissed,
  EducationSubject,
  OfActivity,
  ParticipantTransferred,
  ParticipationCancelled,
  ParticipationCorrected,
  ParticipationPlanned,
} from '../../src/activities/domain/sessions/events.js';

/** What a person's month comes to in one programme or subject. */
export interface Figures {
  /** Times that the person was to take part; what was cancelled, and what they were transferred before, left out. */
  readonly expected: number;
  readonly attended: number;
  readonly absent: number;
  readonly minutes: number;
}

/** One person's month of education and community service (EDU-1, SVC-1). */
export interface ParticipationMonth {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly month: Month;
  readonly education: Figures;
  readonly subjects: Readonly<Record<EducationSubject, Figures>>;
  readonly communityService: Figures;
}

type Fact =
  | ParticipationPlanned
  | ActivityAttended
  | ActivityMissed
  | ParticipationCorrected
  | ParticipationCancelled
  | ParticipantTransferred;

export const participationMonths = view<ParticipationMonth, Fact>({
  name: 'participation-months',
  version: 2,
  events: [
    'ParticipationPlanned',
    'ActivityAttended',
    'ActivityMissed',
    'ParticipationCorrected',
    'ParticipationCancelled',
    'ParticipantTransferred',
  ],
  keys: ({ data }) => [`${data.superviseeId}:${monthOf(data.day)}`],
  project: (row, event) => {
    const { superviseeId, officeId, day } = event.data;
    const change = changeOf(event);
    // The month is where the person went to by now.
    if (row && event.type === 'ParticipantTransferred') return { ...row, ...added(row, event.data, change) };
    const place = { superviseeId, officeId, path: event.meta.jurisdiction, month: monthOf(day) };
    return { ...(row ?? EMPTY), ...place, ...added(row ?? EMPTY, event.data, change) };
  },
  indexes: [
    { path: 1, month: -1, superviseeId: 1 },
    { superviseeId: 1, month: -1 },
    { officeId: 1, month: -1 },
  ],
});

const NOTHING: Figures = { expected: 0, attended: 0, absent: 0, minutes: 0 };
type Content = Pick<ParticipationMonth, 'education' | 'subjects' | 'communityService'>;
const EMPTY: Content = {
  education: NOTHING,
  subjects: { LEGAL: NOTHING, MORAL: NOTHING, VOCATIONAL: NOTHING },
  communityService: NOTHING,
};

/** What a fact adds to the figures, or takes from them. */
const changeOf = (event: Fact): Figures => {
  switch (event.type) {
    case 'ParticipationPlanned':
      return { ...NOTHING, expected: 1 };
    case 'ParticipationCancelled':
    case 'ParticipantTransferred':
      return { ...NOTHING, expected: -1 };
    case 'ActivityAttended':
      return part(event.data.minutes);
    case 'ActivityMissed':
      return part(null);
    case 'ParticipationCorrected': {
      const { fromMinutes, minutes } = event.data;
      return sum(part(minutes), negative(part(fromMinutes)));
    }
  }
};

const part = (minutes: number | null): Figures =>
  minutes === null ? { ...NOTHING, absent: 1 } : { ...NOTHING, attended: 1, minutes };
const sum = (one: Figures, other: Figures): Figures => ({
  expected: one.expected + other.expected,
  attended: one.attended + other.attended,
  absent: one.absent + other.absent,
  minutes: one.minutes + other.minutes,
});
const negative = ({ expected, attended, absent, minutes }: Figures): Figures => ({
  expected: -expected,
  attended: -attended,
  absent: -absent,
  minutes: -minutes,
});

const added = (row: Content, { subject }: OfActivity, change: Figures): Partial<Content> => {
  if (subject === null) return { communityService: sum(row.communityService, change) };
  const subjects = { ...row.subjects, [subject]: sum(row.subjects[subject], change) };
  return { education: sum(row.education, change), subjects };
};
