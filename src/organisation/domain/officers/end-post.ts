import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { IdField, TextField } from '../../../kernel/fields.js';
import { endDelegationsOf } from '../delegations/delegations.js';
import type { OrganisationEvent } from '../events.js';
import { postOf } from '../organisation-queries.js';
import type { Organisation } from '../organisation-tree.js';

export class EndPost extends Command {
  @IdField({ path: true }) declare readonly officerId: string;
  @TextField({ max: 500, optional: true, description: '原因 / reason', example: '退休' })
  declare readonly reason?: string;
}

/** An officer leaves the post. Delegations from and to them end with it. */
export const endPost = ({ officerId, reason }: EndPost, org: Organisation, { now }: Context): OrganisationEvent[] => {
  const said = reason === undefined ? {} : { reason };
  return [
    { type: 'PostEnded', data: { officerId, ...postOf(org, officerId), ...said } },
    ...endDelegationsOf(org, (one) => [one.officerId, one.delegateId].includes(officerId), now, 'POST_ENDED'),
  ];
};
