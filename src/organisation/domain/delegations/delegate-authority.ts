import { Command, type CommandMeta } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { inUtc } from '../../../kernel/day.js';
import { IdField, InstantField, TextField } from '../../../kernel/fields.js';
import type { OrganisationEvent } from '../events.js';
import { openUnit, postOf } from '../organisation-queries.js';
import type { Organisation } from '../organisation-tree.js';
import { reject } from '../rejections.js';
import { leadsTo } from './delegations.js';

export class DelegateAuthority extends Command {
  @IdField({ description: '委托人 / officer whose authority it is', example: 'o-001' })
  declare readonly officerId: string;
  @IdField({ description: '受托人 / officer who acts for them', example: 'o-002' }) declare readonly delegateId: string;
  @InstantField({
    optional: true,
    description: '开始，默认即时 / begins, at once if not given',
    example: '2026-03-09T08:30:00+08:00',
  })
  declare readonly from?: string;
  @InstantField({ description: '结束 / ends', example: '2026-03-13T17:30:00+08:00' }) declare readonly until: string;
  @TextField({ max: 500, description: '事由 / reason', example: '外出培训' }) declare readonly reason: string;
}

/** Authority is the own to give; an administrator records what was given on paper. */
export const checkOwn = ({ role, actor, onBehalfOf }: CommandMeta, officerId: string): void => {
  if (role === 'administrator' || role === 'system') return;
  if (actor !== officerId || onBehalfOf !== undefined) throw reject('DELEGATION_NOT_OWN');
};

/** An officer lets another act for them for a bounded time; never so that it leads back to them at any moment of it (ORG-1). */
export const delegateAuthority = (c: DelegateAuthority, org: Organisation, { now }: Context): OrganisationEvent[] => {
  const { officerId, delegateId, reason } = c;
  checkOwn(c.meta, officerId);
  const { unitId } = postOf(org, officerId);
  if (delegateId === officerId || !org.officers.has(delegateId)) throw reject('DELEGATE_UNFIT');
  const [from, until] = [c.from === undefined ? now : inUtc(c.from), inUtc(c.until)];
  if (from < now) throw reject('DELEGATION_IN_PAST');
  if (until <= from) throw reject('DELEGATION_PERIOD_REVERSED');
  if (leadsTo(org, delegateId, officerId, { from, until })) throw reject('DELEGATION_CYCLE');
  const { path } = openUnit(org, unitId);
  const named = { delegationId: c.meta.commandId, officerId, delegateId };
  return [{ type: 'AuthorityDelegated', data: { ...named, from, until, reason, path } }];
};
