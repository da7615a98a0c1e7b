import { Command } from '../../../kernel/command.js';
import { IdField } from '../../../kernel/fields.js';
import type { OrganisationEvent, UnitMerged } from '../events.js';
import { groupOf, holdersOf, openUnit, seatsOf } from '../organisation-queries.js';
import type { Organisation } from '../organisation-tree.js';
import { SOLE_POSTS } from '../officers/posts.js';
import { reject } from '../rejections.js';

export class MergeUnit extends Command {
  @IdField({ path: true }) declare readonly unitId: string;
  @IdField({ description: '并入的单位 / unit that it becomes part of', example: 'office-jinshan' })
  declare readonly intoId: string;
}

/**
 * A unit becomes part of another of its kind under the same parent and is closed; its officers, seats and lower units go with it (ORG-1). What only one
 * may hold is settled before: the merge does not choose between two heads, or between two leading groups.
 */
export const mergeUnit = ({ unitId, intoId }: MergeUnit, org: Organisation): OrganisationEvent[] => {
  const [unit, into] = [openUnit(org, unitId), openUnit(org, intoId)];
  if (unitId === intoId || unit.kind !== into.kind) throw reject('UNIT_MERGE_UNFIT');
  // The months of a county hold the movements of its offices: they cannot leave it with what was counted there.
  if (unit.kind !== 'LEADING_GROUP' && unit.parentId !== into.parentId) throw reject('UNIT_MERGE_ACROSS');
  const contested = SOLE_POSTS.find((post) => [unitId, intoId].every((id) => holdersOf(org, id, post).length > 0));
  if (contested) throw reject('UNIT_HEADS_CONFLICT', { post: contested });
  if (groupOf(org, unitId) !== undefined && groupOf(org, intoId) !== undefined) throw reject('UNIT_GROUPS_CONFLICT');
  if (unit.kind === 'LEADING_GROUP') checkSeats(unitId, intoId, org);
  return [
    { type: 'UnitMerged', data: { unitId, kind: unit.kind, intoId, path: into.path, ...moves(unitId, intoId, org) } },
  ];
};

const checkSeats = (unitId: string, intoId: string, org: Organisation): void => {
  if ([unitId, intoId].every((id) => seatsOf(org, id, 'LEADER').length > 0)) throw reject('GROUP_LEADER_EXISTS');
  const held = [...org.seats.values()];
  const there = new Set(held.filter((seat) => seat.groupId === intoId).map((seat) => seat.personId));
  const twice = held.find((seat) => seat.groupId === unitId && there.has(seat.personId));
  if (twice) throw reject('GROUP_MEMBER_EXISTS', { personId: twice.personId });
};

type Moves = Pick<UnitMerged['data'], 'units' | 'officers' | 'seats'>;

/** Everything at or below the unit, with where it is once the unit is part of the other. */
const moves = (unitId: string, intoId: string, org: Organisation): Moves => {
  const from = openUnit(org, unitId).path;
  const to = openUnit(org, intoId).path;
  const units = [...org.units]
    .filter(([id, unit]) => id !== unitId && unit.mergedInto === undefined && unit.path.includes(unitId))
    .map(([id, { parentId = intoId, path }]) => ({
      unitId: id,
      parentId: parentId === unitId ? intoId : parentId,
      path: [...to, ...path.slice(from.length)],
    }));
  const place = new Map([
    [unitId, { id: intoId, path: to }],
    ...units.map(({ unitId: id, path }) => [id, { id, path }] as const),
  ]);
  const officers = [...org.officers].flatMap(([officerId, { unitId: at, post }]) => {
    const there = place.get(at);
    return there ? [{ officerId, unitId: there.id, post, path: there.path }] : [];
  });
  const seats = [...org.seats].flatMap(([seatId, { groupId, personId, seat }]) => {
    const there = place.get(groupId);
    return there ? [{ seatId, groupId: there.id, personId, seat, path: there.path }] : [];
  });
  return { units, officers, seats };
};
