import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  RETURN_SPAN_UNFIT: ['报表的期间类型不符', 'This kind of return is about spans of another length'],
  RETURN_SPAN_NOT_OVER: ['报表期间尚未结束', 'The span of the return is not over'],
  RETURN_NOT_OWN: ['只能由本单位编报', 'A return is made by the unit that it is about'],
  RETURN_UNDECIDED: ['已报送的报表尚待上级审核', 'The return that was handed in waits for a decision'],
  RETURN_REASON_NEEDED: ['更正已接收的报表须说明理由', 'To correct an accepted return, a reason is needed'],
  RETURN_FIGURES_BEHIND: [
    '统计数据尚未更新到所要求的位置，请稍后再试',
    'The figures have not got to that position yet',
  ],
  RETURN_PARTS_MISSING: ['下级单位的报表尚未全部接收', 'Not all returns of the units below are accepted'],
  RETURN_NOT_DRAFTED: ['没有待报送的报表', 'There is no draft of the return'],
  RETURN_HAS_NO_TEXT: ['只有工作情况分析需要文字', 'Only the analysis is in words'],
  ANALYSIS_INCOMPLETE: ['工作情况分析须先由人员完成', 'The analysis must be completed by a person first'],
  RETURN_NOT_SUBMITTED: ['报表尚未报送，或已审核', 'The return was not handed in, or is decided on'],
  RETURN_NOT_YOURS_TO_DECIDE: ['只能由直接上级单位审核', 'The unit right above decides on a return'],
});
