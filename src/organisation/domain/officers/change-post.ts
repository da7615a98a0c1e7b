import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { ChoiceField, IdField } from '../../../kernel/fields.js';
import { type Post, POSTS } from '../../../kernel/roles.js';
import { endDelegationsOf } from '../delegations/delegations.js';
import type { OrganisationEvent } from '../events.js';
import { openUnit, postOf } from '../organisation-queries.js';
import type { Organisation } from '../organisation-tree.js';
import { reject } from '../rejections.js';
import { checkVacant } from './posts.js';

export class ChangePost extends Command {
  @IdField({ path: true }) declare readonly officerId: string;
  @IdField({ description: '单位 / unit', example: 'county-minhou' }) declare readonly unitId: string;
  @ChoiceField(POSTS, { description: '职务 / post', example: 'deputy-director' }) declare readonly post: Post;
}

/** An officer takes another post, here or elsewhere. What they delegated was the authority of the old one: it ends. */
export const changePost = (c: ChangePost, org: Organisation, { now }: Context): OrganisationEvent[] => {
  const { officerId, unitId, post } = c;
  const from = postOf(org, officerId);
  if (from.unitId === unitId && from.post === post) throw reject('POST_UNCHANGED');
  checkVacant(org, unitId, post, officerId);
  const { path } = openUnit(org, unitId);
  return [
    { type: 'PostChanged', data: { officerId, from, unitId, post, path } },
    ...endDelegationsOf(org, (delegation) => delegation.officerId === officerId, now, 'POST_CHANGED'),
  ];
};
