import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';
import type { TrainingKind } from '../events.js';

export const RESULTS = ['EXCELLENT', 'PASSED', 'FAILED'] as const;
export type StudyResult = (typeof RESULTS)[number];

export type StudySessionHeld = DomainEvent<
  'StudySessionHeld',
  {
    readonly sessionId: string;
    readonly unitId: string;
    readonly kind: TrainingKind;
    readonly title: string;
    readonly heldOn: Day;
    readonly hours: number;
  }
>;
/** Whether a worker attended, and with what result; `previous` is what was recorded before. */
export type StudyAttendanceRecorded = DomainEvent<
  'StudyAttendanceRecorded',
  {
    readonly sessionId: string;
    readonly unitId: string;
    readonly workerId: string;
    readonly officeId: string;
    /** Units of the worker's office, from the city down. */
    readonly path: readonly string[];
    readonly kind: TrainingKind;
    readonly title: string;
    readonly heldOn: Day;
    readonly hours: number;
    readonly attended: boolean;
    readonly result?: StudyResult;
    readonly remark?: Personal;
    readonly previous?: { readonly attended: boolean; readonly result?: StudyResult };
  }
>;

export type StudyEvent = StudySessionHeld | StudyAttendanceRecorded;

export const studyEvents: EventDefinitions<StudyEvent> = {
  StudySessionHeld: { title: ['举办学习', 'Study session held'], version: 1 },
  StudyAttendanceRecorded: {
    title: ['登记学习情况', 'Study attendance recorded'],
    version: 1,
    subject: 'workerId',
    personal: ['remark'],
  },
};
