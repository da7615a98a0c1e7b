import { Command } from '../../../kernel/command.js';
import { ChoiceField, IdField, TextField } from '../../../kernel/fields.js';
import { type OrganisationEvent, type Path, UNIT_KINDS, type UnitKind } from '../events.js';
import { groupOf, openUnit } from '../organisation-queries.js';
import type { Organisation } from '../organisation-tree.js';
import { reject } from '../rejections.js';

export class FoundUnit extends Command {
  @IdField({ description: '单位编号 / id of the unit, chosen once', example: 'office-cangshan' })
  declare readonly unitId: string;
  @ChoiceField(UNIT_KINDS, { description: '类别：市局、县局、司法所、领导小组 / kind', example: 'OFFICE' })
  declare readonly kind: UnitKind;
  @TextField({ max: 100, description: '名称 / name', example: '仓山司法所' }) declare readonly name: string;
  @IdField({ optional: true, description: '上级单位 / unit above; none for a city', example: 'county-minhou' })
  declare readonly parentId?: string;
}

/** What a unit of each kind belongs to. */
const PARENTS: Readonly<Record<UnitKind, readonly UnitKind[]>> = {
  CITY: [],
  COUNTY: ['CITY'],
  OFFICE: ['COUNTY'],
  LEADING_GROUP: ['CITY', 'COUNTY'],
};
/** Names the policy sets that hold where no unit has its own. */
const RESERVED = ['default'];

/** A unit takes its place in the tree city → counties → offices, with one leading group to a city or county (ORG-1). */
export const foundUnit = (c: FoundUnit, org: Organisation): OrganisationEvent[] => {
  const { unitId, kind, name, parentId } = c;
  if (RESERVED.includes(unitId)) throw reject('UNIT_ID_RESERVED');
  if (org.units.has(unitId)) throw reject('UNIT_EXISTS');
  const path = pathUnder(c, org);
  const at = parentId === undefined ? {} : { parentId };
  return [{ type: 'UnitFounded', data: { unitId, kind, name, ...at, path } }];
};

const pathUnder = ({ unitId, kind, parentId }: FoundUnit, org: Organisation): Path => {
  if (parentId === undefined) {
    if (kind !== 'CITY') throw reject('UNIT_PARENT_UNFIT', { kind });
    return [unitId];
  }
  const parent = openUnit(org, parentId);
  if (!PARENTS[kind].includes(parent.kind)) throw reject('UNIT_PARENT_UNFIT', { kind, parentKind: parent.kind });
  if (kind !== 'LEADING_GROUP') return [...parent.path, unitId];
  if (groupOf(org, parentId) !== undefined) throw reject('GROUP_EXISTS');
  return parent.path;
};
