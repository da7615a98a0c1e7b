import type { Context } from '../../../kernel/context.js';
import { ChoiceField, IdField, TextField } from '../../../kernel/fields.js';
import type { Complaint } from './complaint-book.js';
import { COMPLAINT_OUTCOMES, type ComplaintEvent, type ComplaintKind, type ComplaintOutcome } from './events.js';
import { named, notAboutOneself, OfComplaint, open } from './of-complaint.js';
import { reject } from './rejections.js';

export class AssignComplaint extends OfComplaint {
  @IdField({ description: '承办人 / who is to answer it', example: 'o-003' }) declare readonly assigneeId: string;
}

/** Somebody is made to answer it, never whom it is about; it may pass to another until it is answered (GOV-1). */
export const assignComplaint = (c: AssignComplaint, complaint: Complaint, context: Context): ComplaintEvent[] => {
  const it = open(complaint);
  notAboutOneself(c, it);
  const { assigneeId } = c;
  if (assigneeId === it.respondentId) throw reject('COMPLAINT_ABOUT_ONESELF');
  if (it.status === 'assigned' && it.assigneeId === assigneeId) throw reject('COMPLAINT_ALREADY_ASSIGNED');
  const from = it.status === 'assigned' ? { from: it.assigneeId } : {};
  return [{ type: 'ComplaintAssigned', data: { ...named(c, context), assigneeId, ...from } }];
};

/** How each kind may end. */
const OUTCOMES: Readonly<Record<ComplaintKind, readonly ComplaintOutcome[]>> = {
  COMPLAINT: ['FOUNDED', 'PARTLY_FOUNDED', 'UNFOUNDED'],
  SUGGESTION: ['ADOPTED', 'NOT_ADOPTED'],
};

export class AnswerComplaint extends OfComplaint {
  @ChoiceField(COMPLAINT_OUTCOMES, { description: '答复结论 / outcome', example: 'PARTLY_FOUNDED' })
  declare readonly outcome: ComplaintOutcome;
  @TextField({ description: '答复内容 / answer', example: '已核实当日值班安排，向您致歉并已整改' })
  declare readonly answer: string;
}

/** The person whom it was assigned to answers it; after the last day the answer stays late (GOV-1). */
export const answerComplaint = (c: AnswerComplaint, complaint: Complaint, context: Context): ComplaintEvent[] => {
  const it = open(complaint);
  if (it.status !== 'assigned') throw reject('COMPLAINT_NOT_ASSIGNED');
  if (![c.meta.actor, c.meta.onBehalfOf].includes(it.assigneeId)) throw reject('COMPLAINT_OF_ANOTHER');
  notAboutOneself(c, it);
  const { outcome, answer } = c;
  if (!OUTCOMES[it.kind].includes(outcome)) throw reject('COMPLAINT_OUTCOME_UNFIT', { outcomes: OUTCOMES[it.kind] });
  const { today: answeredOn } = context;
  const late = answeredOn > it.dueOn;
  return [{ type: 'ComplaintAnswered', data: { ...named(c, context), outcome, answeredOn, late, answer } }];
};

/** Given by the scheduler when the last day to answer is over. */
export class MarkComplaintOverdue extends OfComplaint {}

/** No answer was given in time: said once; it can still be given, and stays late (GOV-1). */
export const markComplaintOverdue = (
  c: MarkComplaintOverdue,
  complaint: Complaint,
  context: Context,
): ComplaintEvent[] => {
  if (!('overdue' in complaint) || complaint.overdue || context.today <= complaint.dueOn) return [];
  return [{ type: 'ComplaintOverdue', data: { ...named(c, context), dueOn: complaint.dueOn } }];
};
