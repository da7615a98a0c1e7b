import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  TEAM_ALREADY_ESTABLISHED: ['矫正小组已经成立', 'The supervision team is established already'],
  TEAM_NOT_ESTABLISHED: ['矫正小组尚未成立', 'There is no supervision team yet'],
  TEAM_TOO_SMALL: ['矫正小组人数不足', 'The supervision team has too few members'],
  TEAM_NEEDS_WOMAN: [
    '女性社区矫正对象的矫正小组须有女性成员',
    'The team of a woman under supervision must have a woman',
  ],
  TEAM_NEEDS_MINORS_MEMBER: [
    '未成年社区矫正对象的矫正小组须有熟悉未成年人身心特点的人员',
    'The team of a minor must have somebody who knows minors',
  ],
  TEAM_MEMBER_UNNAMED: [
    '工作人员和志愿者以编号登记，其他成员以姓名登记',
    'Members of the service are recorded by their id, others by their name',
  ],
  TEAM_MEMBER_UNFIT: ['该人员不在岗或不属于该司法所', 'The person does not serve at this office'],
  TEAM_MEMBER_TWICE: ['该人员已是矫正小组成员', 'The person is a member already'],
  TEAM_MEMBER_NOT_FOUND: ['矫正小组没有该成员', 'There is no such member in the team'],
  TEAM_MEMBER_DAY_TOO_EARLY: [
    '日期早于小组成立或该成员加入之日',
    'The day is before the team was established or the member joined',
  ],
});
