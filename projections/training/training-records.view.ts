import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { TrainingKind } from '../../src/training/domain/events.js';
import type { StudyAttendanceRecorded, StudyResult } from '../../src/training/domain/sessions/events.js';
import { type HoursByKind, NO_HOURS } from './training-plans.view.js';

export interface Study {
  readonly sessionId: string;
  readonly unitId: string;
  readonly kind: TrainingKind;
  readonly title: string;
  readonly heldOn: Day;
  readonly hours: number;
  readonly attended: boolean;
  readonly result: StudyResult | null;
  readonly remark: string | null;
}

/** What one social worker studied in a year (TRN-1). */
export interface TrainingRecord {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly year: string;
  /** Of the sessions that the worker attended. */
  readonly hours: HoursByKind;
  readonly attended: number;
  readonly absent: number;
  /** By day. */
  readonly studies: readonly Study[];
}

export const trainingRecords = view<TrainingRecord, StudyAttendanceRecorded>({
  name: 'training-records',
  version: 1,
  events: ['StudyAttendanceRecorded'],
  keys: ({ data }) => [`${data.workerId}:${data.heldOn.slice(0, 4)}`],
  project: (row, { data }) => {
    const { workerId, officeId, path, sessionId, unitId, kind, title, heldOn, hours, attended } = data;
    const { result = null, remark = null } = data;
    const study = { sessionId, unitId, kind, title, heldOn, hours, attended, result, remark };
    const studies = [...(row?.studies ?? []).filter((one) => one.sessionId !== sessionId), study].sort(byDay);
    return { workerId, officeId, path, year: heldOn.slice(0, 4), ...totals(studies), studies };
  },
  indexes: [
    { path: 1, year: -1, workerId: 1 },
    { workerId: 1, year: -1 },
  ],
});

const byDay = (one: Study, other: Study): number => {
  const [a, b] = [`${one.heldOn}${one.sessionId}`, `${other.heldOn}${other.sessionId}`];
  return a < b ? -1 : a > b ? 1 : 0;
};

const totals = (studies: readonly Study[]): Pick<TrainingRecord, 'hours' | 'attended' | 'absent'> => {
  const came = studies.filter(({ attended }) => attended);
  const hours = came.reduce((sum, { kind, hours: of }) => ({ ...sum, [kind]: sum[kind] + of }), NO_HOURS);
  return { hours, attended: came.length, absent: studies.length - came.length };
};
