import { type Day, minutesOf } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type { OutreachEvent } from '../../src/activities/domain/outreach/events.js';
import type {
  ActivityAttended,
  ActivityCancelled,
  ActivityMissed,
  CommunityServicePlanned,
  EducationSessionPlanned,
} from '../../src/activities/domain/sessions/events.js';

/** An occasion on which volunteers serve; one without any has no row (ORG-3). */
export interface VolunteerServiceRow {
  readonly serviceId: string;
  readonly kind: 'EDUCATION' | 'COMMUNITY_SERVICE' | 'OUTREACH';
  readonly officeId: string;
  readonly path: readonly string[];
  readonly day: Day;
  readonly title: string;
  readonly place: string;
  /** As planned; 0 for outreach, which tells no times. */
  readonly minutes: number;
  readonly volunteers: readonly string[];
  /** It took place: until anybody's part is recorded, an activity is only planned. */
  readonly held: boolean;
}

type Planned = EducationSessionPlanned | CommunityServicePlanned;
type Fact = Planned | ActivityAttended | ActivityMissed | ActivityCancelled | OutreachEvent;

export const volunteerService = view<VolunteerServiceRow, Fact>({
  name: 'volunteer-service',
  version: 1,
  events: [
    'EducationSessionPlanned',
    'CommunityServicePlanned',
    'ActivityAttended',
    'ActivityMissed',
    'ActivityCancelled',
    'OutreachHeld',
    'OutreachStruckOut',
  ],
  keys: ({ data }) => ['activityId' in data ? data.activityId : data.outreachId],
  project: (row, event) => {
    switch (event.type) {
      case 'EducationSessionPlanned':
      case 'CommunityServicePlanned':
        return served(planned(event));
      case 'ActivityAttended':
      case 'ActivityMissed':
        return row && { ...row, held: true };
      case 'OutreachHeld':
        return served(outreach(event));
      case 'ActivityCancelled':
      case 'OutreachStruckOut':
        return null;
    }
  },
  indexes: [{ volunteers: 1, day: -1 }],
});

const served = (row: VolunteerServiceRow): VolunteerServiceRow | null => (row.volunteers.length === 0 ? null : row);

const planned = ({ data, meta }: Recorded<Planned>): VolunteerServiceRow => {
  const { activityId, officeId, programme, day, title, place, from, to, volunteers } = data;
  const of = { serviceId: activityId, kind: programme, officeId, path: meta.jurisdiction } as const;
  return { ...of, day, title, place, minutes: minutesOf(to) - minutesOf(from), volunteers, held: false };
};

const outreach = ({ data, meta }: Extract<Recorded<Fact>, { type: 'OutreachHeld' }>): VolunteerServiceRow => {
  const { outreachId, officeId, day, topic, place, volunteers } = data;
  const of = { serviceId: outreachId, kind: 'OUTREACH', officeId, path: meta.jurisdiction } as const;
  return { ...of, day, title: topic, place, minutes: 0, volunteers, held: true };
};
