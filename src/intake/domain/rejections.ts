import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  APPLICATION_ALREADY_RECEIVED: ['该申请已经登记', 'The application is recorded already'],
  APPLICATION_NEEDS_OFFICE: ['申请须由司法所办理', 'An application is handled by an office'],
  APPLICATION_NOT_BY_INSTITUTION: ['委托须由有关机关、单位提出', 'A commission comes from an institution'],
  APPLICATION_DAY_IN_FUTURE: ['日期不能晚于今天', 'The day is in the future'],
  APPLICATION_CLOSED: ['该申请已经办结或撤回', 'The application is concluded or withdrawn'],
  INVESTIGATION_UNDER_WAY: ['社会调查正在进行', 'A social investigation is under way'],
  INVESTIGATION_NOT_UNDER_WAY: ['没有正在进行的社会调查', 'No social investigation is under way'],
  INVESTIGATORS_TOO_FEW: ['调查人员人数不足', 'There are too few investigators'],
  INVESTIGATOR_TWICE: ['调查人员重复', 'An investigator is named twice'],
  INVESTIGATOR_UNFIT: ['该社工不在岗或不属于该司法所', 'The social worker does not serve at this office'],
  NOT_AN_INVESTIGATOR: ['调查情况由调查人员登记', 'Only an investigator reports on the investigation'],
  INVESTIGATION_DAY_TOO_EARLY: ['调查结束日期早于开始日期', 'The investigation ends before it began'],
  APPLICATION_NEEDS_INVESTIGATION: [
    '未经社会调查，不能认定符合社区矫正条件',
    'Nobody is found eligible without a social investigation',
  ],
  APPLICATION_OWN_INVESTIGATION: ['调查人员不得作出审核结论', 'An investigator does not decide'],
  APPLICATION_NOT_ELIGIBLE: ['该申请未认定符合社区矫正条件', 'The application was not found eligible'],
  APPLICATION_ALREADY_LINKED: ['该申请已关联社区矫正对象', 'The application is linked to a supervisee already'],
  APPLICATION_NOT_LINKED: ['该申请未关联社区矫正对象', 'The application is not linked to a supervisee'],
  APPLICATION_SUPERVISEE_UNFIT: [
    '办理该申请的司法所没有该社区矫正对象',
    'There is no such supervisee at the office of the application',
  ],
});
