import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { IdField, IntegerField, TextField } from '../../kernel/fields.js';
import { rejections } from '../../kernel/rejection.js';
import type { StaffingEvent } from './events.js';

const reject = rejections({
  POSTS_NEED_OFFICE: [
    '社工岗位设在未撤并的司法所',
    'Posts for social workers are those of an office that is not closed',
  ],
  POSTS_UNCHANGED: ['岗位数没有变化', 'The office has so many posts already'],
});

/** What decisions need to know of an office's posts. */
export interface Posts {
  readonly officeId?: string;
  readonly posts: number;
}

export const NO_POSTS: Posts = { posts: 0 };

export const evolve = (_before: Posts, { data: { officeId, posts } }: StaffingEvent): Posts => ({ officeId, posts });

export class EstablishPosts extends Command {
  @IdField({ path: true }) declare readonly officeId: string;
  @IntegerField({ max: 200, description: '岗位数 / posts', example: 4 }) declare readonly posts: number;
  @TextField({
    max: 500,
    description: '理由，不得写入个人信息 / reason, without personal data',
    example: '在册对象增至六十人',
  })
  declare readonly reason: string;
}

/** The county settles how many social workers an office has posts for; what is suggested is no more than that (ORG-2). */
export const establishPosts = (c: EstablishPosts, { posts: from }: Posts, context: Context): StaffingEvent[] => {
  const officeId = context.jurisdiction[OFFICE_LEVEL];
  if (officeId !== c.officeId) throw reject('POSTS_NEED_OFFICE', { unitId: c.officeId });
  const { posts, reason } = c;
  if (posts === from) throw reject('POSTS_UNCHANGED', { posts });
  return [{ type: 'WorkerPostsEstablished', data: { officeId, from, posts, reason } }];
};

/** A path is [city, county, office]. */
const OFFICE_LEVEL = 2;
