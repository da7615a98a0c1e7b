import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  NO_POLICY_IN_FORCE: ['该日没有施行中的规则', 'No policy set is in force on that day'],
  POLICY_SET_EXISTS: ['该规则编号已被使用', 'The id of the policy set is taken'],
  POLICY_DAY_TAKEN: ['该单位已有同日施行的规则', 'Another set of this jurisdiction takes effect on that day'],
  POLICY_RETROACTIVE: ['规则不得溯及既往', 'A policy set cannot take effect before today'],
  POLICY_IN_FORCE: [
    '规则已经施行，只能由以后施行的规则取代',
    'The set has taken effect: only one that takes effect later can follow it',
  ],
  POLICY_JURISDICTION_UNFIT: [
    '只能为市、县、司法所发布规则',
    'Policy sets are published for a city, a county or an office that is not closed',
  ],
  POLICY_SESSION_HOURS: [
    '上下午时段须先后相接，且结束晚于开始',
    'Each session must end after it begins, and the morning before the afternoon',
  ],
  POLICY_TIERS: [
    '审批权限须按天数递增，以半日为单位，签注人不重复且不含批准人',
    'Tiers must ascend by days in halves, with different endorsers who are not the approver',
  ],
  POLICY_DEADLINES: [
    '上报时限须逐级不短于下级',
    'The deadline of a higher level cannot be shorter than that of a lower one',
  ],

  POLICY_LEVELS: [
    '分类管理的因素不得重复，严管分值须高于普管且可以达到',
    'Factors of a level must differ, and the total for strict be higher than for general and within reach',
  ],

  POLICY_EXECUTION_PLACE: [
    '变更执行地须有决定职务，签注意见的职务不得重复，也不得兼作决定',
    'Somebody decides on a change of the place of execution, and nobody who endorsed it, each but once',
  ],
  POLICY_WEIGHTS: ['德能勤绩的权重合计须为 100', 'The weights of the four dimensions must make 100'],
  POLICY_RETURNS: [
    '年龄段须从 0 岁起递增，上级的报送时限不得短于下级',
    'Age bands must ascend from 0, and no level be given less time for returns than the one below',
  ],
  POLICY_THRESHOLD: ['解除聘用的天数须以半日为单位', 'Days that grounds begin at are in halves'],
  POLICY_GRADES: ['较高等次的分值须高于较低等次', 'A better grade must be worth more, and need more'],
});
