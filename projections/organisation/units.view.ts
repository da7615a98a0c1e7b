import { type Day, dayAt } from '../../src/kernel/day.js';
import type { Post } from '../../src/kernel/roles.js';
import { view } from '../../src/kernel/view.js';
import type { OrganisationEvent, Seat, UnitKind, UnitMerged } from '../../src/organisation/domain/events.js';

export interface UnitOfficer {
  readonly officerId: string;
  readonly post: Post;
}
export interface UnitSeat {
  readonly seatId: string;
  readonly personId: string;
  readonly seat: Seat;
}

/** One unit in the tree of the organisation, with who serves in it. */
export interface UnitRow {
  readonly unitId: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly parentId: string | null;
  readonly path: readonly string[];
  readonly open: boolean;
  readonly mergedInto: string | null;
  readonly foundedOn: Day;
  readonly mergedOn: Day | null;
  /** What it was below, earliest first: returns are about the tree of their time. */
  readonly parents: readonly { readonly since: Day; readonly parentId: string }[];
  readonly officers: readonly UnitOfficer[];
  readonly seats: readonly UnitSeat[];
}

export const units = view<UnitRow, OrganisationEvent>({
  name: 'units',
  version: 2,
  events: [
    'UnitFounded',
    'UnitRenamed',
    'UnitMerged',
    'OfficerPlaced',
    'PostChanged',
    'PostEnded',
    'GroupMemberSeated',
    'GroupMemberReleased',
  ],
  keys: ({ type, data }) => {
    switch (type) {
      case 'UnitFounded':
      case 'UnitRenamed':
      case 'OfficerPlaced':
      case 'PostEnded':
        return [data.unitId];
      case 'PostChanged':
        return [...new Set([data.from.unitId, data.unitId])];
      case 'UnitMerged':
        return [data.unitId, data.intoId, ...data.units.map((unit) => unit.unitId)];
      case 'GroupMemberSeated':
      case 'GroupMemberReleased':
        return [data.groupId];
      case 'AuthorityDelegated':
      case 'DelegationRevoked':
        return [];
    }
  },
  project: (row, { type, data, meta }, key) => {
    const on = dayAt(meta.occurredAt);
    if (type === 'UnitFounded') {
      const { unitId, kind, name, parentId, path } = data;
      const parents = parentId === undefined ? [] : [{ since: on, parentId }];
      const place = { parentId: parentId ?? null, path, parents, open: true, foundedOn: on };
      return { unitId, kind, name, ...place, mergedInto: null, mergedOn: null, officers: [], seats: [] };
    }
    if (!row) return row;
    switch (type) {
      case 'UnitRenamed':
        return { ...row, name: data.name };
      case 'UnitMerged':
        return merged(row, data, key, on);
      case 'OfficerPlaced':
        return withOfficer(row, data);
      case 'PostChanged':
        return key === data.unitId ? withOfficer(row, data) : withoutOfficer(row, data.officerId);
      case 'PostEnded':
        return withoutOfficer(row, data.officerId);
      case 'GroupMemberSeated': {
        const { seatId, personId, seat } = data;
        return { ...row, seats: [...row.seats, { seatId, personId, seat }] };
      }
      case 'GroupMemberReleased':
        return { ...row, seats: row.seats.filter(({ seatId }) => seatId !== data.seatId) };
      case 'AuthorityDelegated':
      case 'DelegationRevoked':
        return row;
    }
  },
  indexes: [{ path: 1, kind: 1 }, { parentId: 1 }],
});

const withoutOfficer = (row: UnitRow, officerId: string): UnitRow => ({
  ...row,
  officers: row.officers.filter((officer) => officer.officerId !== officerId),
});
const withOfficer = (row: UnitRow, { officerId, post }: UnitOfficer): UnitRow => ({
  ...row,
  officers: [...withoutOfficer(row, officerId).officers, { officerId, post }],
});

/** What a merge makes of a unit: of the one that is closed, of the one that it became part of, or of one below the first. */
const merged = (row: UnitRow, data: UnitMerged['data'], key: string, on: Day): UnitRow => {
  if (key === data.unitId)
    return { ...row, open: false, mergedInto: data.intoId, mergedOn: on, officers: [], seats: [] };
  if (key !== data.intoId) {
    const moved = data.units.find(({ unitId }) => unitId === key);
    if (!moved) return row;
    const { parentId, path } = moved;
    const parents = parentId === row.parentId ? row.parents : [...row.parents, { since: on, parentId }];
    return { ...row, parentId, path, parents };
  }
  const officers = data.officers.filter(({ unitId }) => unitId === key);
  const seats = data.seats
    .filter(({ groupId }) => groupId === key)
    .map(({ seatId, personId, seat }) => ({ seatId, personId, seat }));
  return { ...officers.reduce(withOfficer, row), seats: [...row.seats, ...seats] };
};
