import { Command } from '../../../kernel/command.js';
import { IdField, TextField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { reject } from '../rejections.js';
import type { Announcement } from './announcement.js';
import type { RecruitmentEvent } from './events.js';

export class CloseRecruitment extends Command {
  @IdField({ path: true }) declare readonly recruitmentId: string;
  @TextField({ max: 500, description: '原因，不得写入个人信息 / reason, without personal data', example: '已招满' })
  declare readonly reason: string;
}

/** No more applications come in, and nobody more is hired. */
export const closeRecruitment = (c: CloseRecruitment, announcement: Announcement): RecruitmentEvent[] => {
  if (announcement.status === 'none') throw notFound();
  if (announcement.status === 'closed') throw reject('RECRUITMENT_CLOSED');
  const { recruitmentId, officeId } = announcement;
  return [{ type: 'RecruitmentClosed', data: { recruitmentId, officeId, reason: c.reason } }];
};
