import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

export const VOLUNTEER_SEXES = ['MALE', 'FEMALE'] as const;
export type VolunteerSex = (typeof VOLUNTEER_SEXES)[number];

interface OfVolunteer {
  readonly volunteerId: string;
  /** The city, county or office that the volunteer is registered to. */
  readonly unitId: string;
}

export type VolunteerRegistered = DomainEvent<
  'VolunteerRegistered',
  OfVolunteer & {
    readonly sex: VolunteerSex;
    readonly knowsMinors: boolean;
    readonly registeredOn: Day;
    readonly name: Personal;
    readonly phone?: Personal;
    readonly skills?: Personal;
  }
>;
export type VolunteerLeft = DomainEvent<'VolunteerLeft', OfVolunteer & { readonly on: Day; readonly reason: Personal }>;

export type VolunteerEvent = VolunteerRegistered | VolunteerLeft;

const ofVolunteer = { version: 1, subject: 'volunteerId' } as const;

export const volunteerEvents: EventDefinitions<VolunteerEvent> = {
  VolunteerRegistered: {
    ...ofVolunteer,
    title: ['登记志愿者', 'Volunteer registered'],
    day: 'registeredOn',
    personal: ['name', 'phone', 'skills'],
  },
  VolunteerLeft: { ...ofVolunteer, title: ['志愿者退出', 'Volunteer left'], day: 'on', personal: ['reason'] },
};
