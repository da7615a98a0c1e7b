import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  PLAN_ONLY_BY_OFFICE: ['矫正方案由司法所制定和调整，不得擅自改变', 'Only the office itself makes and changes a plan'],
  PLAN_ALREADY_IN_FORCE: ['矫正方案已经生效，须依反馈调整', 'A plan is in force: it is adjusted on feedback'],
  PLAN_NOT_IN_FORCE: ['尚无生效的矫正方案', 'No plan is in force yet'],
  PLAN_DRAFT_PENDING: ['已有待批准的矫正方案', 'A draft waits for approval'],
  PLAN_NOT_PENDING: ['没有待批准的矫正方案', 'No draft waits for approval'],
  PLAN_OWN_DRAFT: ['不得批准本人起草的矫正方案', 'Nobody approves their own draft'],
  PLAN_NEEDS_ACKNOWLEDGEMENT: [
    '尚未登记权利义务告知，不能批准矫正方案',
    'No plan is approved before the rights and obligations were acknowledged',
  ],
  PLAN_REVIEW_TOO_EARLY: [
    '评估日期早于方案批准或上次评估之日',
    'The review is before the plan was approved or last reviewed',
  ],
});
