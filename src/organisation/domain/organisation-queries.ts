import { notFound } from '../../kernel/rejection.js';
import { INSTALLATION, type Post } from '../../kernel/roles.js';
import type { HeldPost, Path, Seat } from './events.js';
import type { Organisation, Unit } from './organisation-tree.js';
import { reject } from './rejections.js';

/** The unit that stands for this one now: itself, or the open one that it was merged into, over however many merges. */
export const standingUnit = (org: Organisation, unitId: string): string | undefined => {
  const unit = org.units.get(unitId);
  return unit?.mergedInto === undefined ? unit && unitId : standingUnit(org, unit.mergedInto);
};

/** Units from the city down to this one, or to the one that it was merged into; undefined for a unit that was never founded. */
export const pathOf = (org: Organisation, unitId: string): Path | undefined => {
  const standing = standingUnit(org, unitId);
  return standing === undefined ? undefined : org.units.get(standing)?.path;
};

/** The unit and all that were merged into it: under these ids its records are found. */
export const standsFor = (org: Organisation, unitId: string): string[] =>
  [...org.units.keys()].filter((id) => standingUnit(org, id) === unitId);

/** The lowest unit that both belong to, the installation when there is none; undefined when one was never founded. */
export const commonUnit = (org: Organisation, one: string, other: string): string | undefined => {
  const [a, b] = [pathOf(org, one), pathOf(org, other)];
  if (!a || !b) return undefined;
  return a.filter((unit, level) => b[level] === unit).at(-1) ?? INSTALLATION;
};

/** A unit that exists and is open, or the refusal. */
export const openUnit = (org: Organisation, unitId: string): Unit => {
  const unit = org.units.get(unitId);
  if (!unit) throw notFound();
  if (unit.mergedInto !== undefined) throw reject('UNIT_CLOSED', { mergedInto: standingUnit(org, unitId) });
  return unit;
};

export const postOf = (org: Organisation, officerId: string): HeldPost => {
  const held = org.officers.get(officerId);
  if (!held) throw notFound();
  return held;
};

export const holdersOf = (org: Organisation, unitId: string, post: Post): string[] =>
  [...org.officers].filter(([, held]) => held.unitId === unitId && held.post === post).map(([id]) => id);

export const seatsOf = (org: Organisation, groupId: string, seat: Seat): string[] =>
  [...org.seats].filter(([, held]) => held.groupId === groupId && held.seat === seat).map(([id]) => id);

/** The open leading group of a city or county. */
export const groupOf = (org: Organisation, parentId: string): string | undefined =>
  [...org.units].find(
    ([, unit]) => unit.kind === 'LEADING_GROUP' && unit.parentId === parentId && unit.mergedInto === undefined,
  )?.[0];
