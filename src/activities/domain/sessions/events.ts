import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';

/** 教育培训, 公益性劳动. */
export const PROGRAMMES = ['EDUCATION', 'COMMUNITY_SERVICE'] as const;
export type Programme = (typeof PROGRAMMES)[number];

/** 法治教育, 道德教育, 职业技能. */
export const EDUCATION_SUBJECTS = ['LEGAL', 'MORAL', 'VOCATIONAL'] as const;
export type EducationSubject = (typeof EDUCATION_SUBJECTS)[number];

export interface OfActivity {
  readonly activityId: string;
  readonly officeId: string;
  readonly programme: Programme;
  /** Null for community service. */
  readonly subject: EducationSubject | null;
  readonly day: Day;
}
interface Planned extends OfActivity {
  readonly title: string;
  readonly place: string;
  /** Shanghai time, `HH:mm`. */
  readonly from: string;
  readonly to: string;
  /** Id of who teaches, or who leads. */
  readonly ledBy: string;
  readonly volunteers: readonly string[];
}
interface OfParticipant extends OfActivity {
  readonly superviseeId: string;
}

export type EducationSessionPlanned = DomainEvent<
  'EducationSessionPlanned',
  Planned & { readonly programme: 'EDUCATION'; readonly subject: EducationSubject }
>;
export type CommunityServicePlanned = DomainEvent<
  'CommunityServicePlanned',
  Planned & { readonly programme: 'COMMUNITY_SERVICE'; readonly subject: null }
>;
/** The person is to take part. Who was not expected can take part too. */
export type ParticipationPlanned = DomainEvent<'ParticipationPlanned', OfParticipant>;
export type ActivityAttended = DomainEvent<'ActivityAttended', OfParticipant & { readonly minutes: number }>;
export type ActivityMissed = DomainEvent<'ActivityMissed', OfParticipant & { readonly absence: Personal }>;
/** What was recorded of the person's part was wrong. Minutes are null for an absence. */
export type ParticipationCorrected = DomainEvent<
  'ParticipationCorrected',
  OfParticipant & {
    readonly fromMinutes: number | null;
    readonly minutes: number | null;
    readonly absence?: Personal;
    readonly reason: Personal;
  }
>;
export type ActivityCancelled = DomainEvent<
  'ActivityCancelled',
  OfActivity & {
    /** Names nobody. */
    readonly reason: string;
  }
>;
/** The person was to take part in what is cancelled. */
export type ParticipationCancelled = DomainEvent<'ParticipationCancelled', OfParticipant>;
/** The person was to take part, and is supervised by another office since. */
export type ParticipantTransferred = DomainEvent<'ParticipantTransferred', OfParticipant>;

export type ActivityEvent =
  | EducationSessionPlanned
  | CommunityServicePlanned
  | ParticipationPlanned
  | ActivityAttended
  | ActivityMissed
  | ParticipationCorrected
  | ActivityCancelled
  | ParticipationCancelled
  | ParticipantTransferred;

const onDay = { version: 1, day: 'day' } as const;
const ofPerson = { ...onDay, subject: 'superviseeId' } as const;

export const activityEvents: EventDefinitions<ActivityEvent> = {
  EducationSessionPlanned: { ...onDay, title: ['安排教育培训', 'Education session planned'] },
  CommunityServicePlanned: { ...onDay, title: ['安排公益性劳动', 'Community service planned'] },
  ParticipationPlanned: { ...onDay, title: ['应参加活动', 'To take part in an activity'] },
  ActivityAttended: { ...onDay, title: ['参加活动', 'Took part in an activity'] },
  ActivityMissed: { ...ofPerson, title: ['未参加活动', 'Was absent from an activity'], personal: ['absence'] },
  ParticipationCorrected: {
    ...ofPerson,
    title: ['更正活动出席情况', 'Part in an activity corrected'],
    personal: ['absence', 'reason'],
  },
  ActivityCancelled: { ...onDay, title: ['取消活动', 'Activity cancelled'] },
  ParticipationCancelled: { ...onDay, title: ['应参加的活动取消', 'Activity to take part in cancelled'] },
  ParticipantTransferred: { ...onDay, title: ['因变更执行地不再参加活动', 'To take part no more: transferred'] },
};
