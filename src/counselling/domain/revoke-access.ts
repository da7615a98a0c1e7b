import type { Context } from '../../kernel/context.js';
import { AccessDecision, theirsToGrant } from './access.js';
import type { Counselling } from './counselling-book.js';
import type { CounsellingEvent } from './events.js';
import { named } from './of-counselling.js';
import { reject } from './rejections.js';

export class RevokeCounsellingAccess extends AccessDecision {}

/** Somebody is not to read on. This also passes after the end of supervision: closing a record never comes too late (PSY-1). */
export const revokeCounsellingAccess = (
  c: RevokeCounsellingAccess,
  counselling: Counselling,
  context: Context,
): CounsellingEvent[] => {
  const held = theirsToGrant(c, counselling, context);
  const { grantee, reason } = c;
  if (!held.grantees.includes(grantee)) throw reject('COUNSELLING_NOT_GRANTED');
  return [{ type: 'CounsellingAccessRevoked', data: { ...named(held, context), grantee, reason } }];
};
