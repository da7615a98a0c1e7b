import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { DayField, IdField, IntegerField, TextField } from '../../kernel/fields.js';
import { underSupervisionOn } from '../../kernel/supervision/under-supervision.js';
import type { Counselling } from './counselling-book.js';
import type { CounsellingEvent } from './events.js';
import { reject } from './rejections.js';

export class RecordCounselling extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @DayField({ description: '日期 / day', example: '2026-03-12' }) declare readonly day: Day;
  @IntegerField({ min: 1, max: 1_440, description: '时长（分钟） / minutes', example: 50 })
  declare readonly minutes: number;
  @TextField({
    max: 20_000,
    description:
      '辅导内容，仅辅导人和被授权人可查阅 / what was said; read by the counsellor and those granted access alone',
    example: '（辅导记录）',
  })
  declare readonly content: string;
}

/** Whoever counselled somebody under supervision records it, as the counsellor whose record it is (PSY-1). */
export const recordCounselling = (
  c: RecordCounselling,
  counselling: Counselling,
  context: Context,
): CounsellingEvent[] => {
  if (counselling.status !== 'none') throw reject('COUNSELLING_ALREADY_RECORDED');
  const { superviseeId, day, minutes, content } = c;
  underSupervisionOn(day, context);
  const of = { counsellingId: c.meta.commandId, superviseeId, officeId: context.jurisdiction.at(-1) ?? '' };
  return [{ type: 'CounsellingHeld', data: { ...of, counsellorId: c.meta.actor, day, minutes, content } }];
};
