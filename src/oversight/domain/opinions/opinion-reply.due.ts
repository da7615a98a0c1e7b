import { type Day, endOf } from '../../../kernel/day.js';
import { dueMoments } from '../../../kernel/due.js';
import type { OpinionEvent } from './events.js';
import { MarkOpinionReplyOverdue } from './reply-to-opinion.js';

interface Waiting {
  readonly dueOn: Day;
}

/** A reply is awaited until the end of its last day (GOV-1). */
export const opinionReply = dueMoments<Waiting, OpinionEvent, MarkOpinionReplyOverdue>({
  name: 'opinion-reply',
  version: 1,
  events: ['OpinionReceived', 'OpinionReplied', 'FurtherReplyDemanded', 'OpinionReplyOverdue'],
  keys: ({ data }) => [data.opinionId],
  project: (_, event) =>
    event.type === 'OpinionReceived' || event.type === 'FurtherReplyDemanded' ? { dueOn: event.data.dueOn } : null,
  due: ({ dueOn }, opinionId) => ({ at: endOf(dueOn), fields: { opinionId } }),
  command: MarkOpinionReplyOverdue,
});
