import { rejections } from '../../../kernel/rejection.js';

export const reject = rejections({
  INSPECTION_ALREADY_PLANNED: ['该检查已经登记', 'The inspection is planned already'],
  INSPECTION_NEEDS_OFFICE: ['检查对象须为司法所', 'What is inspected is an office'],
  INSPECTION_PLANNED_IN_PAST: ['计划日期不能早于今天', 'An inspection is not planned for the past'],
  INSPECTION_DAY_IN_FUTURE: ['日期不能晚于今天', 'The day is in the future'],
  INSPECTION_BEFORE_PLAN: ['检查日期早于计划作出之日', 'The inspection is before it was planned'],
  INSPECTION_NOT_PLANNED: ['该检查不在待实施状态', 'The inspection does not wait to be carried out'],
  INSPECTION_NOT_TO_ANSWER: ['该检查没有待答复的整改事项', 'Nothing of the inspection waits for an answer'],
  INSPECTION_ANSWER_UNFIT: ['须逐项且仅就需整改的事项答复', 'Each finding to put right is answered once, and no other'],
  INSPECTION_NOT_ANSWERED: ['尚无可审核的整改答复', 'There is no answer to look at'],
  INSPECTION_NOT_TO_CLOSE: ['整改尚未答复，不能办结', 'It is not closed before it is carried out and answered'],
});
