import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, FlagField, IdField, NumberField, TextField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { TRAINING_KINDS, type TrainingKind } from '../events.js';
import { reject } from '../rejections.js';
import { RESULTS, type StudyEvent, type StudyResult } from './events.js';

interface Attendance {
  readonly attended: boolean;
  readonly result?: StudyResult;
}
export interface HeldStudy {
  readonly status: 'held';
  readonly sessionId: string;
  readonly unitId: string;
  readonly kind: TrainingKind;
  readonly title: string;
  readonly heldOn: Day;
  readonly hours: number;
  readonly attendance: ReadonlyMap<string, Attendance>;
}
/** One study session and who came to it. */
export type StudySession = { readonly status: 'none' } | HeldStudy;

export const NO_SESSION: StudySession = { status: 'none' };

export const evolve = (before: StudySession, event: StudyEvent): StudySession => {
  switch (event.type) {
    case 'StudySessionHeld':
      return { status: 'held', ...event.data, attendance: new Map() };
    case 'StudyAttendanceRecorded': {
      if (before.status === 'none') return before;
      const { workerId, attended, result } = event.data;
      const recorded = { attended, ...(result === undefined ? {} : { result }) };
      return { ...before, attendance: new Map([...before.attendance, [workerId, recorded]]) };
    }
  }
};

export class HoldStudySession extends Command {
  @IdField({ description: '举办单位 / county or office', example: 'county-minhou' }) declare readonly unitId: string;
  @ChoiceField(TRAINING_KINDS, { description: '政治、法律、业务、文书 / kind', example: 'LEGAL' })
  declare readonly kind: TrainingKind;
  @TextField({ max: 200, description: '内容 / topic', example: '社区矫正法实施办法' }) declare readonly title: string;
  @DayField({ description: '日期 / day', example: '2026-03-06' }) declare readonly heldOn: Day;
  @NumberField({ min: 0.5, max: 24, description: '学时 / hours', example: 4 }) declare readonly hours: number;
}
export class RecordStudyAttendance extends Command {
  @IdField({ path: true }) declare readonly sessionId: string;
  @IdField({ path: true }) declare readonly workerId: string;
  @FlagField({ description: '是否参加 / attended', example: true }) declare readonly attended: boolean;
  @ChoiceField(RESULTS, { optional: true, description: '成绩 / result', example: 'PASSED' })
  declare readonly result?: StudyResult;
  @TextField({ max: 500, optional: true, description: '备注 / remark', example: '因公请假' })
  declare readonly remark?: string;
}

/** A study session took place (TRN-1); it is found under the command's id. */
export const holdStudySession = (c: HoldStudySession, session: StudySession, context: Context): StudyEvent[] => {
  if (session.status !== 'none') throw reject('STUDY_SESSION_EXISTS');
  if (context.jurisdiction.at(-1) !== c.unitId || context.jurisdiction.length < 2) throw reject('TRAINING_UNIT_UNFIT');
  if (c.heldOn > context.today) throw reject('STUDY_IN_FUTURE', { today: context.today });
  const { unitId, kind, title, heldOn, hours } = c;
  return [{ type: 'StudySessionHeld', data: { sessionId: c.meta.commandId, unitId, kind, title, heldOn, hours } }];
};

/** Who came, and with what result; recorded again, it is a correction, and what was recorded before stays (TRN-1). */
export const recordStudyAttendance = (
  c: RecordStudyAttendance,
  session: StudySession,
  context: Context,
): StudyEvent[] => {
  if (session.status === 'none') throw notFound();
  const { workerId, attended, result, remark } = c;
  if ([c.meta.actor, c.meta.onBehalfOf].includes(workerId)) throw reject('STUDY_OWN');
  if (!attended && result !== undefined) throw reject('STUDY_RESULT_WITHOUT_ATTENDANCE');
  const path = pathOfWorker(session, context);
  const before = session.attendance.get(workerId);
  if (before?.attended === attended && before.result === result) throw reject('STUDY_UNCHANGED');
  const { sessionId, unitId, kind, title, heldOn, hours } = session;
  const what = { sessionId, unitId, workerId, officeId: path.at(-1) ?? '', path, kind, title, heldOn, hours, attended };
  const more = {
    ...(result === undefined ? {} : { result }),
    ...(remark === undefined ? {} : { remark }),
    ...(before === undefined ? {} : { previous: before }),
  };
  return [{ type: 'StudyAttendanceRecorded', data: { ...what, ...more } }];
};

/** Units of the worker's office, when the worker served on the day in one that the session was held for. */
const pathOfWorker = ({ unitId, heldOn }: HeldStudy, { references }: Context): readonly string[] => {
  const { worker, offices } = references;
  const path = worker && offices?.facts[worker.unit];
  const known = typeof path === 'string' ? path.split('/') : [];
  const { appointedOn, leftOn } = worker?.facts ?? {};
  const served =
    typeof appointedOn === 'string' && appointedOn <= heldOn && (typeof leftOn !== 'string' || leftOn >= heldOn);
  if (!served || !known.includes(unitId)) throw reject('STUDY_WORKER_UNFIT');
  return known;
};
