import { type Day, endOf } from '../../../kernel/day.js';
import { dueMoments } from '../../../kernel/due.js';
import { MarkInspectionAnswerOverdue } from './answer-inspection.js';
import type { InspectionEvent } from './events.js';

interface Waiting {
  readonly answerDueOn: Day;
}

/** An answer is awaited until the end of its last day (GOV-1). */
export const inspectionAnswer = dueMoments<Waiting, InspectionEvent, MarkInspectionAnswerOverdue>({
  name: 'inspection-answer',
  version: 1,
  events: ['InspectionCarriedOut', 'InspectionAnswered', 'InspectionAnswerReturned', 'InspectionAnswerOverdue'],
  keys: ({ data }) => [data.inspectionId],
  project: (_, event) =>
    'answerDueOn' in event.data && event.data.answerDueOn !== undefined
      ? { answerDueOn: event.data.answerDueOn }
      : null,
  due: ({ answerDueOn }, inspectionId) => ({ at: endOf(answerDueOn), fields: { inspectionId } }),
  command: MarkInspectionAnswerOverdue,
});
