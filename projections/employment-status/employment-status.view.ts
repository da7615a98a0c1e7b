import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type {
  Destination,
  Employment,
  EmploymentEvent,
  WorkAwayBegun,
} from '../../src/employment-status/domain/events.js';
import type {
  SuperviseeDischarged,
  SuperviseeRegistered,
  SuperviseeTransferred,
} from '../../src/supervisees/domain/events.js';

/** One stay away for work. */
export interface Stay {
  readonly awayId: string;
  readonly from: Day;
  readonly until: Day;
  /** Day of the return, or of the end of supervision; null while away. */
  readonly to: Day | null;
  readonly destination: Destination;
  readonly place: string;
  readonly employer: string | null;
  readonly permitId: string | null;
}

/** One person's work: what it is now, how it changed, and where they are or were away for it (EMP-1). */
export interface EmploymentStatus {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly underSupervision: boolean;
  readonly employment: Employment | null;
  readonly since: Day | null;
  readonly employer: string | null;
  readonly occupation: string | null;
  /** Earliest first. */
  readonly changes: readonly {
    readonly on: Day;
    readonly from: Employment | null;
    readonly to: Employment;
    readonly by: string;
    readonly at: Instant;
  }[];
  readonly away: Stay | null;
  /** Earliest first, the present one among them. */
  readonly stays: readonly Stay[];
}

type Fact = EmploymentEvent | SuperviseeRegistered | SuperviseeTransferred | SuperviseeDischarged;

export const employmentStatus = view<EmploymentStatus, Fact>({
  name: 'employment-status',
  version: 2,
  events: [
    'SuperviseeRegistered',
    'SuperviseeTransferred',
    'SuperviseeDischarged',
    'EmploymentChanged',
    'WorkAwayBegun',
    'WorkAwayExtended',
    'WorkAwayEnded',
  ],
  keys: ({ data }) => [data.superviseeId],
  project: (row, event) => {
    if (event.type === 'SuperviseeRegistered') return registered(event);
    if (!row) return row;
    const here = { ...row, officeId: event.data.officeId, path: event.meta.jurisdiction };
    switch (event.type) {
      case 'SuperviseeTransferred':
        return here;
      case 'EmploymentChanged': {
        const { on, from, to, employer = null, occupation = null } = event.data;
        const change = { on, from, to, by: event.meta.actor, at: event.meta.occurredAt };
        return { ...here, employment: to, since: on, employer, occupation, changes: [...row.changes, change] };
      }
      case 'WorkAwayBegun':
        return staying({ ...here, stays: [...row.stays, begun(event)] });
      case 'WorkAwayExtended': {
        const { awayId, until } = event.data;
        return staying({
          ...here,
          stays: row.stays.map((stay) => (stay.awayId === awayId ? { ...stay, until } : stay)),
        });
      }
      case 'WorkAwayEnded': {
        const { awayId, on } = event.data;
        return staying({
          ...here,
          stays: row.stays.map((stay) => (stay.awayId === awayId ? { ...stay, to: on } : stay)),
        });
      }
      case 'SuperviseeDischarged': {
        const stays = row.stays.map((stay) => ({ ...stay, to: stay.to ?? event.data.on }));
        return staying({ ...here, underSupervision: false, stays });
      }
    }
  },
  indexes: [
    { path: 1, underSupervision: 1, employment: 1, superviseeId: 1 },
    { path: 1, 'away.until': 1 },
    { officeId: 1, superviseeId: 1 },
  ],
});

const registered = ({ data, meta }: Recorded<SuperviseeRegistered>): EmploymentStatus => ({
  superviseeId: data.superviseeId,
  officeId: data.officeId,
  path: meta.jurisdiction,
  underSupervision: true,
  employment: data.employment ?? null,
  since: data.employment === undefined ? null : data.reportedOn,
  employer: null,
  occupation: null,
  changes: [],
  away: null,
  stays: [],
});

const begun = ({ data }: Recorded<WorkAwayBegun>): Stay => {
  const { awayId, from, until, destination, place, employer = null, permitId = null } = data;
  return { awayId, from, until, to: null, destination, place, employer, permitId };
};

const staying = (row: EmploymentStatus): EmploymentStatus => ({
  ...row,
  away: row.stays.find(({ to }) => to === null) ?? null,
});
