import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';
import type { Post } from '../../kernel/roles.js';

export const UNIT_KINDS = ['CITY', 'COUNTY', 'OFFICE', 'LEADING_GROUP'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** Seats of a leading group (组长、副组长、成员). */
export const SEATS = ['LEADER', 'DEPUTY_LEADER', 'MEMBER'] as const;
export type Seat = (typeof SEATS)[number];

/** Units from the city down to this one. A leading group acts for its city or county and has that one's path. */
export type Path = readonly string[];

export interface HeldPost {
  readonly unitId: string;
  readonly post: Post;
}

export type UnitFounded = DomainEvent<
  'UnitFounded',
  {
    readonly unitId: string;
    readonly kind: UnitKind;
    readonly name: string;
    readonly parentId?: string;
    readonly path: Path;
  }
>;
export type UnitRenamed = DomainEvent<
  'UnitRenamed',
  { readonly unitId: string; readonly from: string; readonly name: string }
>;
/** One unit becomes part of another of its kind. Says of everything that moves with it where it is from now on. */
export type UnitMerged = DomainEvent<
  'UnitMerged',
  {
    readonly unitId: string;
    readonly kind: UnitKind;
    readonly intoId: string;
    readonly path: Path;
    readonly units: readonly { readonly unitId: string; readonly parentId: string; readonly path: Path }[];
    readonly officers: readonly (HeldPost & { readonly officerId: string; readonly path: Path })[];
    readonly seats: readonly {
      readonly seatId: string;
      readonly personId: string;
      readonly seat: Seat;
      readonly groupId: string;
      readonly path: Path;
    }[];
  }
>;

export type OfficerPlaced = DomainEvent<
  'OfficerPlaced',
  HeldPost & { readonly officerId: string; readonly name: Personal; readonly path: Path }
>;
export type PostChanged = DomainEvent<
  'PostChanged',
  HeldPost & { readonly officerId: string; readonly from: HeldPost; readonly path: Path }
>;
export type PostEnded = DomainEvent<'PostEnded', HeldPost & { readonly officerId: string; readonly reason?: Personal }>;

interface OfSeat {
  readonly seatId: string;
  readonly groupId: string;
  readonly personId: string;
  readonly seat: Seat;
}
export type GroupMemberSeated = DomainEvent<
  'GroupMemberSeated',
  OfSeat & { readonly name: Personal; readonly path: Path }
>;
export type GroupMemberReleased = DomainEvent<'GroupMemberReleased', OfSeat>;

interface OfDelegation {
  readonly delegationId: string;
  readonly officerId: string;
  readonly delegateId: string;
}
export type AuthorityDelegated = DomainEvent<
  'AuthorityDelegated',
  OfDelegation & { readonly from: string; readonly until: string; readonly reason: Personal; readonly path: Path }
>;
/** Why a delegation ends before its time: by command, or because a post that it rests on did. */
export type RevocationCause = 'REVOKED' | 'POST_CHANGED' | 'POST_ENDED';
export type DelegationRevoked = DomainEvent<
  'DelegationRevoked',
  OfDelegation & { readonly at: string; readonly cause: RevocationCause }
>;

export type OrganisationEvent =
  | UnitFounded
  | UnitRenamed
  | UnitMerged
  | OfficerPlaced
  | PostChanged
  | PostEnded
  | GroupMemberSeated
  | GroupMemberReleased
  | AuthorityDelegated
  | DelegationRevoked;

export const organisationEvents: EventDefinitions<OrganisationEvent> = {
  UnitFounded: { title: ['设立单位', 'Unit founded'], version: 1 },
  UnitRenamed: { title: ['单位更名', 'Unit renamed'], version: 1 },
  UnitMerged: { title: ['单位合并', 'Unit merged'], version: 1 },
  OfficerPlaced: { title: ['任职', 'Officer placed'], version: 1, subject: 'officerId', personal: ['name'] },
  PostChanged: { title: ['职务变动', 'Post changed'], version: 1 },
  PostEnded: { title: ['免职', 'Post ended'], version: 1, subject: 'officerId', personal: ['reason'] },
  GroupMemberSeated: {
    title: ['加入领导小组', 'Seated in the leading group'],
    version: 1,
    subject: 'personId',
    personal: ['name'],
  },
  GroupMemberReleased: { title: ['退出领导小组', 'Released from the leading group'], version: 1 },
  AuthorityDelegated: {
    title: ['委托授权', 'Authority delegated'],
    version: 1,
    subject: 'officerId',
    personal: ['reason'],
  },
  DelegationRevoked: { title: ['撤销委托', 'Delegation revoked'], version: 1 },
};
