import { Command } from '../../../kernel/command.js';
import { IdField, TextField } from '../../../kernel/fields.js';
import type { OrganisationEvent } from '../events.js';
import { openUnit } from '../organisation-queries.js';
import type { Organisation } from '../organisation-tree.js';
import { reject } from '../rejections.js';

export class RenameUnit extends Command {
  @IdField({ path: true }) declare readonly unitId: string;
  @TextField({ max: 100, description: '新名称 / new name', example: '仓山区司法所' }) declare readonly name: string;
}

export const renameUnit = ({ unitId, name }: RenameUnit, org: Organisation): OrganisationEvent[] => {
  const { name: from } = openUnit(org, unitId);
  if (name === from) throw reject('UNIT_NAME_UNCHANGED');
  return [{ type: 'UnitRenamed', data: { unitId, from, name } }];
};
