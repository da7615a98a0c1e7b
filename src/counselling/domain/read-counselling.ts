import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import type { Counselling } from './counselling-book.js';
import type { CounsellingEvent } from './events.js';
import { knownTo, mayRead, named, OfCounselling } from './of-counselling.js';
import { sealed } from './rejections.js';

export class ReadCounselling extends OfCounselling {
  @TextField({
    max: 500,
    description: '查阅理由，不得写入辅导内容 / reason, without what was said',
    example: '准备下一次辅导',
  })
  declare readonly reason: string;
}

/**
 * The counsellor, or somebody with access, reads what was said: who and why goes on record before it is shown (PSY-1, SEC-4). What is on
 * file stays readable to them after the end of supervision.
 */
export const readCounselling = (c: ReadCounselling, counselling: Counselling, context: Context): CounsellingEvent[] => {
  const held = knownTo(c, counselling, context);
  if (!mayRead(c, held)) throw sealed();
  return [{ type: 'CounsellingRead', data: { ...named(held, context), reader: c.meta.actor, reason: c.reason } }];
};
