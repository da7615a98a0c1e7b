import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, TextField } from '../../../kernel/fields.js';
import type { SuperviseeEvent } from '../events.js';
import { named, OfSupervisee } from '../of-supervisee.js';
import { reject } from '../rejections.js';
import { isEnded, type Supervision } from '../supervision.js';

export class FileArchiveNote extends OfSupervisee {
  @DayField({ description: '归档日期 / day', example: '2027-03-05' }) declare readonly day: Day;
  @TextField({ max: 100, description: '材料名称 / title', example: '解除社区矫正宣告书回执' })
  declare readonly title: string;
  @TextField({ description: '内容 / content', example: '本人已签收，原件存卷' }) declare readonly note: string;
}

/** A closed file may still be added to, from the day of its closing on; nothing else is done with it (DIS-1, FIL-1). */
export const fileArchiveNote = (c: FileArchiveNote, supervision: Supervision, context: Context): SuperviseeEvent[] => {
  if (!isEnded(supervision)) throw reject('FILE_NOT_CLOSED', { status: supervision.status });
  const { dischargedOn } = supervision;
  if (c.day < dischargedOn) throw reject('ARCHIVED_BEFORE_END', { dischargedOn });
  if (c.day > context.today) throw reject('ARCHIVED_IN_FUTURE');
  const { day, title, note } = c;
  return [{ type: 'ArchiveNoteFiled', data: { ...named(c, context), day, title, note } }];
};
