import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  TRAINING_PLAN_EXISTS: ['该年度的培训计划已经制定', 'There is a training plan of that year already'],
  TRAINING_UNIT_UNFIT: ['培训由县局或司法所组织', 'Training is planned and held by a county or an office'],
  TRAINING_TOPIC_OUT_OF_YEAR: ['学习月份不在计划年度内', 'A topic’s month is not of the plan’s year'],
  STUDY_SESSION_EXISTS: ['该次学习已经登记', 'The study session was recorded already'],
  STUDY_IN_FUTURE: ['学习日期晚于今天', 'The session is in the future'],
  STUDY_WORKER_UNFIT: ['该社工当日不在本单位任职', 'The social worker did not serve in this unit on that day'],
  STUDY_UNCHANGED: ['与已登记的相同', 'That is what is recorded already'],
  STUDY_RESULT_WITHOUT_ATTENDANCE: ['未参加学习的没有成绩', 'Who did not attend has no result'],
  STUDY_OWN: ['不得登记本人的学习情况', 'Nobody records their own attendance and results'],
});
