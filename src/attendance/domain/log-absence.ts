import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../kernel/fields.js';
import { HALVES, type Half, type Session, sessionOf } from '../../kernel/sessions.js';
import { type AttendanceBook, recordOf, type SessionRecord } from './attendance-book.js';
import { type AttendanceEvent, HEAD_GROUNDS, type HeadGround } from './events.js';
import { reject } from './rejections.js';
import { absence, hoursOf, named, serving, sessionsOfDay } from './working-session.js';

export class LogAbsence extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ description: '日期 / day', example: '2026-03-09' }) declare readonly day: Day;
  @ChoiceField(HALVES, { description: '上午或下午 / session', example: 'AM' }) declare readonly half: Half;
  @ChoiceField(HEAD_GROUNDS, {
    description: '未经批准不上班，或签到后擅自离岗 / not at work without approval, or left without clearance',
    example: 'NOT_AT_WORK',
  })
  declare readonly ground: HeadGround;
  @TextField({ max: 500, optional: true, description: '备注 / remark', example: '电话联系未接' })
  declare readonly remark?: string;
}

/** The head logs a session as an unauthorised absence, without a request or approval behind it (ATT-3). */
export const logAbsence = (c: LogAbsence, book: AttendanceBook, context: Context): AttendanceEvent[] => {
  serving(c.day, context);
  const session = sessionOf(c.day, c.half);
  sessionsOfDay(c.day, context);
  if (book.closedDays[c.day]) throw reject('DAY_CLOSED', { day: c.day });
  const record = recordOf(book, session);
  if (record.leaveRequest !== undefined) throw reject('ON_LEAVE', { requestId: record.leaveRequest });
  if (record.absence !== undefined) throw reject('ALREADY_ABSENT', { ground: record.absence });
  allowed[c.ground](session, record, context);
  return [absence({ ...named(c, context), session }, c.ground, c.remark)];
};

type Check = (session: Session, record: SessionRecord, context: Context) => void;

const allowed: Readonly<Record<HeadGround, Check>> = {
  /** Only when the session is over: until then the worker may come, and would be late (ATT-2). */
  NOT_AT_WORK: (session, record, context) => {
    if (record.checkedInAt !== undefined || record.attended === true) throw reject('CHECKED_IN');
    if (context.now <= hoursOf(session, context).end) throw reject('SESSION_NOT_OVER');
  },
  LEFT_WITHOUT_CLEARANCE: (session, record, context) => {
    if (context.now < hoursOf(session, context).start) throw reject('SESSION_NOT_BEGUN');
    if (record.checkedInAt === undefined) throw reject('NOT_CHECKED_IN');
  },
};
