import type { Instant } from '../../kernel/day.js';
import type { HeldPost, OrganisationEvent, Path, Seat, UnitKind } from './events.js';

export interface Unit {
  readonly kind: UnitKind;
  readonly name: string;
  readonly parentId?: string;
  readonly path: Path;
  /** The unit that it became part of: it is closed. */
  readonly mergedInto?: string;
}
export interface SeatHeld {
  readonly groupId: string;
  readonly personId: string;
  readonly seat: Seat;
}
/** Of an officer's authority to another officer, from (included) until (excluded). */
export interface Delegation {
  readonly officerId: string;
  readonly delegateId: string;
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * All units of the installation with who serves in them: what is decided about one (one head, no cycle, a merge) depends on the
 * others, so they share one stream. Maps, since ids are chosen by callers.
 */
export interface Organisation {
  readonly units: ReadonlyMap<string, Unit>;
  readonly officers: ReadonlyMap<string, HeldPost>;
  readonly seats: ReadonlyMap<string, SeatHeld>;
  readonly delegations: ReadonlyMap<string, Delegation>;
}

export const NO_ORGANISATION: Organisation = {
  units: new Map(),
  officers: new Map(),
  seats: new Map(),
  delegations: new Map(),
};

/** The id of the one stream. */
export const ORGANISATION_ID = 'main';

const having = <V>(map: ReadonlyMap<string, V>, ...entries: readonly (readonly [string, V])[]): Map<string, V> =>
  new Map([...map, ...entries]);
const lacking = <V>(map: ReadonlyMap<string, V>, key: string): Map<string, V> =>
  new Map([...map].filter(([one]) => one !== key));

export const evolve = (org: Organisation, event: OrganisationEvent): Organisation => {
  switch (event.type) {
    case 'UnitFounded': {
      const { unitId, ...unit } = event.data;
      return { ...org, units: having(org.units, [unitId, unit]) };
    }
    case 'UnitRenamed': {
      const unit = org.units.get(event.data.unitId);
      if (!unit) return org;
      return { ...org, units: having(org.units, [event.data.unitId, { ...unit, name: event.data.name }]) };
    }
    case 'UnitMerged':
      return merged(org, event.data);
    case 'OfficerPlaced':
    case 'PostChanged': {
      const { officerId, unitId, post } = event.data;
      return { ...org, officers: having(org.officers, [officerId, { unitId, post }]) };
    }
    case 'PostEnded':
      return { ...org, officers: lacking(org.officers, event.data.officerId) };
    case 'GroupMemberSeated': {
      const { seatId, groupId, personId, seat } = event.data;
      return { ...org, seats: having(org.seats, [seatId, { groupId, personId, seat }]) };
    }
    case 'GroupMemberReleased':
      return { ...org, seats: lacking(org.seats, event.data.seatId) };
    case 'AuthorityDelegated': {
      const { delegationId, officerId, delegateId, from, until } = event.data;
      return { ...org, delegations: having(org.delegations, [delegationId, { officerId, delegateId, from, until }]) };
    }
    case 'DelegationRevoked': {
      const { delegationId, at } = event.data;
      const delegation = org.delegations.get(delegationId);
      if (!delegation) return org;
      if (delegation.from >= at) return { ...org, delegations: lacking(org.delegations, delegationId) };
      return { ...org, delegations: having(org.delegations, [delegationId, { ...delegation, until: at }]) };
    }
  }
};

type Merge = Extract<OrganisationEvent, { type: 'UnitMerged' }>['data'];

const merged = (org: Organisation, { unitId, intoId, units, officers, seats }: Merge): Organisation => {
  const closed = org.units.get(unitId);
  const moved = units.flatMap(({ unitId: id, parentId, path }) => {
    const unit = org.units.get(id);
    return unit ? [[id, { ...unit, parentId, path }] as const] : [];
  });
  return {
    ...org,
    units: having(org.units, ...moved, ...(closed ? [[unitId, { ...closed, mergedInto: intoId }] as const] : [])),
    officers: having(
      org.officers,
      ...officers.map(({ officerId, unitId: at, post }) => [officerId, { unitId: at, post }] as const),
    ),
    seats: having(
      org.seats,
      ...seats.map(({ seatId, groupId, personId, seat }) => [seatId, { groupId, personId, seat }] as const),
    ),
  };
};
