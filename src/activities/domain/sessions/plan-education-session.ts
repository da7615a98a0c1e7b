import type { Context } from '../../../kernel/context.js';
import { ChoiceField } from '../../../kernel/fields.js';
import type { Activity } from './activity-book.js';
import { type ActivityEvent, EDUCATION_SUBJECTS, type EducationSubject } from './events.js';
import { ActivityPlan, participations, planned } from './planning.js';

export class PlanEducationSession extends ActivityPlan {
  @ChoiceField(EDUCATION_SUBJECTS, { description: '内容 / subject', example: 'LEGAL' })
  declare readonly subject: EducationSubject;
}

/** An office plans a session of legal, moral or vocational education, and who is to take part (EDU-1). */
export const planEducationSession = (
  c: PlanEducationSession,
  activity: Activity,
  context: Context,
): ActivityEvent[] => {
  const data = planned(c, { programme: 'EDUCATION' as const, subject: c.subject }, activity, context);
  return [{ type: 'EducationSessionPlanned', data }, ...participations(data, c.participants ?? [], context)];
};
