import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

/** 受雇就业, 自主就业, 务农, 就学, 无业, 退休, 丧失劳动能力: the same that a registration names. */
export const EMPLOYMENTS = [
  'EMPLOYED',
  'SELF_EMPLOYED',
  'FARMING',
  'STUDYING',
  'UNEMPLOYED',
  'RETIRED',
  'UNABLE_TO_WORK',
] as const;
export type Employment = (typeof EMPLOYMENTS)[number];

/** How far away the work is; names no place, so that returns can count by it. */
export const DESTINATIONS = ['OTHER_COUNTY', 'OTHER_CITY', 'OTHER_PROVINCE'] as const;
export type Destination = (typeof DESTINATIONS)[number];

interface OfPerson {
  readonly superviseeId: string;
  readonly officeId: string;
}
interface Stay extends OfPerson {
  readonly awayId: string;
  /** First day away. */
  readonly from: Day;
  /** Last day away, as it is planned. */
  readonly until: Day;
}

export type EmploymentChanged = DomainEvent<
  'EmploymentChanged',
  OfPerson & {
    readonly on: Day;
    /** Null when nothing was known before. */
    readonly from: Employment | null;
    readonly to: Employment;
    readonly employer?: Personal;
    readonly occupation?: Personal;
  }
>;
/** The person is away for work (外出人员就业). */
export type WorkAwayBegun = DomainEvent<
  'WorkAwayBegun',
  Stay & {
    readonly destination: Destination;
    /** The permit to leave the area, where there is one. */
    readonly permitId?: string;
    readonly place: Personal;
    readonly employer?: Personal;
  }
>;
export type WorkAwayExtended = DomainEvent<'WorkAwayExtended', Stay & { readonly previousUntil: Day }>;
export type WorkAwayEnded = DomainEvent<'WorkAwayEnded', Stay & { readonly on: Day }>;

export type EmploymentEvent = EmploymentChanged | WorkAwayBegun | WorkAwayExtended | WorkAwayEnded;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;

export const employmentEvents: EventDefinitions<EmploymentEvent> = {
  EmploymentChanged: {
    ...ofPerson,
    title: ['就业变动', 'Employment changed'],
    day: 'on',
    personal: ['employer', 'occupation'],
  },
  WorkAwayBegun: {
    ...ofPerson,
    title: ['外出就业', 'Left for work elsewhere'],
    day: 'from',
    personal: ['place', 'employer'],
  },
  WorkAwayExtended: { version: 1, title: ['延长外出就业', 'Work elsewhere extended'] },
  WorkAwayEnded: { version: 1, title: ['外出就业返回', 'Returned from work elsewhere'], day: 'on' },
};
