import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { IdField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import type { OrganisationEvent } from '../events.js';
import type { Organisation } from '../organisation-tree.js';
import { reject } from '../rejections.js';
import { checkOwn } from './delegate-authority.js';

export class RevokeDelegation extends Command {
  @IdField({ path: true }) declare readonly delegationId: string;
}

/** A delegation that is not over ends now, or never begins. */
export const revokeDelegation = (c: RevokeDelegation, org: Organisation, { now }: Context): OrganisationEvent[] => {
  const { delegationId } = c;
  const delegation = org.delegations.get(delegationId);
  if (!delegation) throw notFound();
  const { officerId, delegateId, until } = delegation;
  checkOwn(c.meta, officerId);
  if (until <= now) throw reject('DELEGATION_OVER');
  return [{ type: 'DelegationRevoked', data: { delegationId, officerId, delegateId, at: now, cause: 'REVOKED' } }];
};
