import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { VolunteerEvent, VolunteerSex } from '../../src/volunteers/domain/events.js';

/** One volunteer in the roster of the unit that they are registered to (ORG-3). */
export interface VolunteerEntry {
  readonly volunteerId: string;
  readonly unitId: string;
  readonly path: readonly string[];
  readonly status: 'registered' | 'left';
  readonly name: string;
  readonly phone: string | null;
  readonly skills: string | null;
  readonly sex: VolunteerSex;
  readonly knowsMinors: boolean;
  readonly registeredOn: Day;
  readonly leftOn: Day | null;
  readonly reason: string | null;
}

export const volunteerRoster = view<VolunteerEntry, VolunteerEvent>({
  name: 'volunteer-roster',
  version: 1,
  events: ['VolunteerRegistered', 'VolunteerLeft'],
  keys: ({ data }) => [data.volunteerId],
  project: (row, event) => {
    switch (event.type) {
      case 'VolunteerRegistered': {
        const { volunteerId, unitId, name, phone = null, skills = null, sex, knowsMinors, registeredOn } = event.data;
        const of = { volunteerId, unitId, path: event.meta.jurisdiction, status: 'registered' } as const;
        return { ...of, name, phone, skills, sex, knowsMinors, registeredOn, leftOn: null, reason: null };
      }
      case 'VolunteerLeft': {
        const { unitId, on, reason } = event.data;
        return row && { ...row, unitId, path: event.meta.jurisdiction, status: 'left', leftOn: on, reason };
      }
    }
  },
  indexes: [{ path: 1, volunteerId: 1 }],
});
