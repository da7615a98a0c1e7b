import type { Context } from '../../kernel/context.js';
import { registrationOf } from '../../kernel/supervision/under-supervision.js';
import { AccessDecision, theirsToGrant } from './access.js';
import type { Counselling } from './counselling-book.js';
import type { CounsellingEvent } from './events.js';
import { named } from './of-counselling.js';
import { reject } from './rejections.js';

export class GrantCounsellingAccess extends AccessDecision {}

/** The counsellor or the office head lets somebody else read what was said, and never themself (PSY-1). */
export const grantCounsellingAccess = (
  c: GrantCounsellingAccess,
  counselling: Counselling,
  context: Context,
): CounsellingEvent[] => {
  const held = theirsToGrant(c, counselling, context);
  registrationOf(context.references.supervisee);
  const { grantee, reason, meta } = c;
  if (held.counsellorId === grantee || held.grantees.includes(grantee)) throw reject('COUNSELLING_ALREADY_GRANTED');
  if (meta.actor === grantee || meta.onBehalfOf === grantee) throw reject('COUNSELLING_OWN_GRANT');
  return [{ type: 'CounsellingAccessGranted', data: { ...named(held, context), grantee, reason } }];
};
