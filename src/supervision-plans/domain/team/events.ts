import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';

/** Of the service, known by their ids; and private persons, known by name ([25] of the law). */
export const SERVICE_MEMBERS = ['SOCIAL_WORKER', 'OFFICER', 'VOLUNTEER'] as const;
export const PRIVATE_MEMBERS = ['GUARDIAN', 'FAMILY', 'EMPLOYER', 'SCHOOL', 'VILLAGE_COMMITTEE'] as const;
export const MEMBER_KINDS = [...SERVICE_MEMBERS, ...PRIVATE_MEMBERS] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];

export const MEMBER_SEXES = ['MALE', 'FEMALE'] as const;
export type MemberSex = (typeof MEMBER_SEXES)[number];

interface OfTeam {
  readonly superviseeId: string;
  readonly officeId: string;
}

export type SupervisionTeamEstablished = DomainEvent<
  'SupervisionTeamEstablished',
  OfTeam & { readonly birthYear: number; readonly establishedOn: Day }
>;
export type TeamMemberJoined = DomainEvent<
  'TeamMemberJoined',
  OfTeam & {
    readonly memberId: string;
    readonly kind: MemberKind;
    readonly personId?: string;
    readonly sex: MemberSex;
    readonly knowsMinors: boolean;
    readonly joinedOn: Day;
    /** Of private members. They tell of the person too, so they are sealed with the person's key. */
    readonly name?: Personal;
    readonly phone?: Personal;
    readonly relation?: Personal;
  }
>;
export type TeamMemberLeft = DomainEvent<
  'TeamMemberLeft',
  OfTeam & { readonly memberId: string; readonly kind: MemberKind; readonly leftOn: Day; readonly reason: Personal }
>;

export type TeamEvent = SupervisionTeamEstablished | TeamMemberJoined | TeamMemberLeft;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;

export const teamEvents: EventDefinitions<TeamEvent> = {
  SupervisionTeamEstablished: {
    title: ['成立矫正小组', 'Supervision team established'],
    version: 1,
    day: 'establishedOn',
  },
  TeamMemberJoined: {
    title: ['矫正小组成员加入', 'Team member joined'],
    ...ofPerson,
    day: 'joinedOn',
    personal: ['name', 'phone', 'relation'],
  },
  TeamMemberLeft: { title: ['矫正小组成员退出', 'Team member left'], ...ofPerson, day: 'leftOn', personal: ['reason'] },
};
