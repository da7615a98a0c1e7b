import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, IntegerField, TextField } from '../../../kernel/fields.js';
import { reject } from '../rejections.js';
import type { Announcement } from './announcement.js';
import type { RecruitmentEvent } from './events.js';

export class AnnouncePost extends Command {
  @IdField({ description: '招聘的司法所 / office', example: 'office-cangshan' }) declare readonly officeId: string;
  @IntegerField({ min: 1, max: 50, description: '招聘人数 / posts', example: 1 }) declare readonly posts: number;
  @TextField({
    max: 2_000,
    description: '招聘条件 / requirements',
    example: '社会工作、法学或心理学专业，良好的沟通能力，责任心强',
  })
  declare readonly requirements: string;
  @DayField({ description: '报名截止日 / last day to apply', example: '2026-03-31' }) declare readonly applyUntil: Day;
}

/** The announcement as it is decided on: with the posts of the office that are taken, looked up when it was ordered. */
export class AnnounceVacantPost extends AnnouncePost {
  /** Social workers who serve there, and posts announced that nobody was hired for yet. */
  declare readonly taken: number;
}

/** Posts that are vacant are announced, for a time to apply in that has not passed (HR-1, ORG-2). */
export const announceVacantPost = (
  c: AnnounceVacantPost,
  announcement: Announcement,
  context: Context,
): RecruitmentEvent[] => {
  if (announcement.status !== 'none') throw reject('RECRUITMENT_ANNOUNCED');
  const { officeId, posts, requirements, applyUntil, taken } = c;
  if (context.jurisdiction[OFFICE_LEVEL] !== officeId) throw reject('RECRUITMENT_NEEDS_OFFICE', { officeId });
  const established = context.references.staffing?.facts.posts;
  const vacant = Math.max(0, (typeof established === 'number' ? established : 0) - taken);
  if (posts > vacant) throw reject('RECRUITMENT_NOT_VACANT', { vacant });
  if (applyUntil < context.today) throw reject('RECRUITMENT_DAY_PASSED', { today: context.today });
  const recruitmentId = c.meta.commandId;
  return [{ type: 'PostAnnounced', data: { recruitmentId, officeId, posts, vacant, requirements, applyUntil } }];
};

/** A path is [city, county, office]. */
const OFFICE_LEVEL = 2;
