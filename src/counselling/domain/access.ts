import type { Context } from '../../kernel/context.js';
import { IdField, TextField } from '../../kernel/fields.js';
import type { Counselling, HeldCounselling } from './counselling-book.js';
import { knownTo, OfCounselling } from './of-counselling.js';
import { reject } from './rejections.js';

/** Who is to have access, or to have none any more, and why. */
export abstract class AccessDecision extends OfCounselling {
  @IdField({ description: '被授权人 / who', example: 'o-001' }) declare readonly grantee: string;
  @TextField({
    max: 500,
    description: '理由，不得写入辅导内容 / reason, without what was said',
    example: '需会商后续心理干预方案',
  })
  declare readonly reason: string;
}

/** The session, when it is the caller's to say who reads it: the counsellor's, or the office head's. */
export const theirsToGrant = (c: AccessDecision, counselling: Counselling, context: Context): HeldCounselling => {
  const held = knownTo(c, counselling, context);
  if (c.meta.actor !== held.counsellorId && c.meta.role !== 'office-head')
    throw reject('COUNSELLING_NOT_YOURS_TO_GRANT');
  return held;
};
