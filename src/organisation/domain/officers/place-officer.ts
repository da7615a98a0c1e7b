import { Command } from '../../../kernel/command.js';
import { ChoiceField, IdField, TextField } from '../../../kernel/fields.js';
import { type Post, POSTS } from '../../../kernel/roles.js';
import type { OrganisationEvent } from '../events.js';
import { openUnit } from '../organisation-queries.js';
import type { Organisation } from '../organisation-tree.js';
import { reject } from '../rejections.js';
import { checkVacant } from './posts.js';

export class PlaceOfficer extends Command {
  @IdField({
    description: '工作人员编号，与登录身份一致 / id of the officer, as access tokens name them',
    example: 'o-001',
  })
  declare readonly officerId: string;
  @TextField({ max: 60, description: '姓名 / name', example: '林建国' }) declare readonly name: string;
  @IdField({ description: '单位 / unit', example: 'office-cangshan' }) declare readonly unitId: string;
  @ChoiceField(POSTS, { description: '职务 / post', example: 'office-head' }) declare readonly post: Post;
}

/** A state employee takes a post in a unit: one post each, and one head to an office, one director to a county (ORG-1). */
export const placeOfficer = (
  { officerId, name, unitId, post }: PlaceOfficer,
  org: Organisation,
): OrganisationEvent[] => {
  if (org.officers.has(officerId)) throw reject('OFFICER_ALREADY_PLACED');
  checkVacant(org, unitId, post, officerId);
  return [{ type: 'OfficerPlaced', data: { officerId, name, unitId, post, path: openUnit(org, unitId).path } }];
};
