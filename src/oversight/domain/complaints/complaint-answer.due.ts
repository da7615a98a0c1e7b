import { type Day, endOf } from '../../../kernel/day.js';
import { dueMoments } from '../../../kernel/due.js';
import { MarkComplaintOverdue } from './answer-complaint.js';
import type { ComplaintEvent } from './events.js';

interface Waiting {
  readonly dueOn: Day;
}

/** An answer is awaited until the end of its last day (GOV-1). */
export const complaintAnswer = dueMoments<Waiting, ComplaintEvent, MarkComplaintOverdue>({
  name: 'complaint-answer',
  version: 1,
  events: ['ComplaintReceived', 'ComplaintAnswered', 'ComplaintWithdrawn', 'ComplaintOverdue'],
  keys: ({ data }) => [data.complaintId],
  project: (_, event) => (event.type === 'ComplaintReceived' ? { dueOn: event.data.dueOn } : null),
  due: ({ dueOn }, complaintId) => ({ at: endOf(dueOn), fields: { complaintId } }),
  command: MarkComplaintOverdue,
});
