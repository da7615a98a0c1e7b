import type { Face } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import type { VolunteerEvent, VolunteerSex } from './events.js';

/** What decisions need to know of one volunteer. */
export type VolunteerService =
  | { readonly status: 'none' }
  | {
      readonly status: 'registered' | 'left';
      readonly volunteerId: string;
      readonly unitId: string;
      readonly sex: VolunteerSex;
      readonly knowsMinors: boolean;
      readonly registeredOn: Day;
      readonly leftOn?: Day;
    };

export const UNREGISTERED: VolunteerService = { status: 'none' };

export const evolve = (before: VolunteerService, event: VolunteerEvent): VolunteerService => {
  switch (event.type) {
    case 'VolunteerRegistered': {
      const { volunteerId, unitId, sex, knowsMinors, registeredOn } = event.data;
      return { status: 'registered', volunteerId, unitId, sex, knowsMinors, registeredOn };
    }
    case 'VolunteerLeft':
      return before.status === 'none' ? before : { ...before, status: 'left', leftOn: event.data.on };
  }
};

/** What teams and activities see of a volunteer. */
export const faceOf = (of: VolunteerService): Face | undefined => {
  if (of.status === 'none') return undefined;
  const { volunteerId: id, unitId: unit, status, sex, knowsMinors, registeredOn, leftOn = null } = of;
  return { id, unit, status, facts: { sex, knowsMinors, registeredOn, leftOn } };
};
