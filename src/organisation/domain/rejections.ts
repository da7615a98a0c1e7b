import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  UNIT_EXISTS: ['该单位编号已被使用', 'The unit id is taken'],
  UNIT_ID_RESERVED: ['该单位编号为系统保留', 'The unit id is reserved'],
  UNIT_CLOSED: ['该单位已并入其他单位', 'The unit has been merged into another'],
  UNIT_PARENT_UNFIT: ['上级单位的类别不符', 'A unit of this kind cannot belong to that unit'],
  UNIT_NAME_UNCHANGED: ['名称没有变化', 'The name is the same'],
  UNIT_MERGE_UNFIT: ['只能并入同类的其他单位', 'A unit merges only into another of its kind'],
  UNIT_MERGE_ACROSS: [
    '只能在同一上级单位之内合并，须先合并上级单位',
    'Units merge under the same parent: merge the parents first',
  ],
  UNIT_HEADS_CONFLICT: [
    '两个单位均有负责人，须先免去其一',
    'Both units have a head: end the post of one before the merge',
  ],
  UNIT_GROUPS_CONFLICT: [
    '两个单位均有领导小组，须先合并领导小组',
    'Both units have a leading group: merge the groups first',
  ],
  GROUP_EXISTS: ['该单位已有领导小组', 'The unit has a leading group'],
  GROUP_EXPECTED: ['该单位不是领导小组', 'The unit is not a leading group'],
  GROUP_LEADER_EXISTS: ['领导小组已有组长', 'The leading group has a leader'],
  GROUP_MEMBER_EXISTS: ['该人员已是领导小组成员', 'The person has a seat in the leading group'],
  OFFICER_ALREADY_PLACED: ['该工作人员已有职务', 'The officer holds a post'],
  POST_UNFIT: ['该类单位不设此职务', 'Units of this kind do not have that post'],
  POST_TAKEN: ['该职务已有人担任', 'The post is taken'],
  POST_UNCHANGED: ['职务没有变化', 'The post is the same'],
  DELEGATION_NOT_OWN: ['只能委托本人的职权', 'Only the own authority can be delegated'],
  DELEGATE_UNFIT: ['受托人须为其他在职工作人员', 'The delegate must be another officer who holds a post'],
  DELEGATION_IN_PAST: ['委托不得始于过去', 'A delegation cannot begin in the past'],
  DELEGATION_PERIOD_REVERSED: ['委托的结束须晚于开始', 'A delegation must end after it begins'],
  DELEGATION_CYCLE: ['委托构成循环', 'The delegation leads back to the one who delegates'],
  DELEGATION_OVER: ['委托已经结束', 'The delegation is over'],
});
