import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { TrainingKind } from '../../src/training/domain/events.js';
import type { StudyEvent } from '../../src/training/domain/sessions/events.js';

/** A study session and how many came (TRN-1). */
export interface StudySessionRow {
  readonly sessionId: string;
  readonly unitId: string;
  readonly path: readonly string[];
  readonly kind: TrainingKind;
  readonly title: string;
  readonly heldOn: Day;
  readonly hours: number;
  readonly attended: number;
  readonly absent: number;
}

export const studySessions = view<StudySessionRow, StudyEvent>({
  name: 'study-sessions',
  version: 1,
  events: ['StudySessionHeld', 'StudyAttendanceRecorded'],
  keys: ({ data }) => [data.sessionId],
  project: (row, { type, data, meta }) => {
    switch (type) {
      case 'StudySessionHeld': {
        const { sessionId, unitId, kind, title, heldOn, hours } = data;
        return { sessionId, unitId, path: meta.jurisdiction, kind, title, heldOn, hours, attended: 0, absent: 0 };
      }
      case 'StudyAttendanceRecorded': {
        if (!row) return null;
        const count = (attended: boolean): number =>
          (data.attended === attended ? 1 : 0) - (data.previous?.attended === attended ? 1 : 0);
        return { ...row, attended: row.attended + count(true), absent: row.absent + count(false) };
      }
    }
  },
  indexes: [{ path: 1, heldOn: -1 }],
});
