import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { type Day, monthOf } from '../../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../../kernel/fields.js';
import { HALVES, type Half, sessionOf } from '../../../kernel/sessions.js';
import { type AttendanceBook, isClosed, outcomeOf, recordOf } from '../attendance-book.js';
import { type AttendanceEvent, HEAD_GROUNDS, type HeadGround } from '../events.js';
import { reject } from '../rejections.js';
import { hoursOf, named, serving, sessionsOfDay } from '../working-session.js';

const CORRECTED = ['PRESENT', 'ABSENT'] as const;

export class CorrectSession extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @DayField({ description: '日期 / day', example: '2026-03-09' }) declare readonly day: Day;
  @ChoiceField(HALVES, { description: '上午或下午 / session', example: 'AM' }) declare readonly half: Half;
  @ChoiceField(CORRECTED, { description: '更正为 / what it was', example: 'PRESENT' })
  declare readonly to: (typeof CORRECTED)[number];
  @ChoiceField(HEAD_GROUNDS, { optional: true, description: '旷工情形 / ground of an absence' })
  declare readonly ground?: HeadGround;
  @TextField({ max: 500, description: '更正理由 / reason', example: '考勤机故障，当日实际在岗' })
  declare readonly reason: string;
}

/**
 * A session that is over is put right by a further fact, with the reason and who approves it: the head while the month's books were
 * never closed, the county alone once it has reopened them (ATT-4).
 */
export const correctSession = (c: CorrectSession, book: AttendanceBook, context: Context): AttendanceEvent[] => {
  serving(c.day, context);
  sessionsOfDay(c.day, context);
  const session = sessionOf(c.day, c.half);
  if (context.now <= hoursOf(session, context).end) throw reject('SESSION_NOT_OVER');
  mayCorrect(c, book);
  const record = recordOf(book, session);
  const { absence: fromGround, leaveRequest, leaveKind } = record;
  const from = outcomeOf(record) ?? null;
  if (from === c.to) throw reject('OUTCOME_UNCHANGED', { outcome: from });
  if (c.to === 'ABSENT' && leaveRequest !== undefined) throw reject('ON_LEAVE', { requestId: leaveRequest });
  const { to, ground, reason } = c;
  const told = {
    ...{ session, from, to, reason, approvedBy: c.meta.onBehalfOf ?? c.meta.actor },
    ...(fromGround === undefined ? {} : { fromGround }),
    ...(from === 'LEAVE' && leaveKind !== undefined ? { leaveKind } : {}),
    ...(ground === undefined ? {} : { ground }),
  };
  return [{ type: 'AttendanceCorrected', data: { ...named(c, context), ...told } }];
};

const mayCorrect = (c: CorrectSession, book: AttendanceBook): void => {
  if ([c.meta.actor, c.meta.onBehalfOf].includes(c.workerId)) throw reject('OWN_ATTENDANCE');
  if ((c.to === 'ABSENT') !== (c.ground !== undefined)) throw reject('GROUND_UNFIT');
  const month = monthOf(c.day);
  if (isClosed(book, sessionOf(c.day, c.half))) throw reject('MONTH_CLOSED', { month });
  if (book.months[month] === 'reopened' && c.meta.role === 'office-head') throw reject('MONTH_REOPENED', { month });
};
