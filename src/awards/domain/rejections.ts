import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  AWARD_ROUND_EXISTS: ['该期评选已经开始', 'The round was opened already'],
  AWARD_ROUND_CLOSED: ['该期评选已经结束', 'The round is closed'],
  AWARD_LEVEL_UNFIT: [
    '嘉奖由司法所批准，先进工作者由县局或市局批准',
    'Offices give citations; counties and the city name advanced workers',
  ],
  AWARD_NOT_YOUR_LEVEL: ['该奖励由其他层级批准', 'Another level decides on this award'],
  AWARD_PERIOD_NOT_BEGUN: ['该评选期尚未开始', 'The period has not begun'],
  AWARD_WORKER_UNFIT: ['被提名人须为本单位在岗社工', 'The nominee must be a serving worker of the unit'],
  AWARD_NOMINATED: ['该社工已被提名', 'The worker was nominated already'],
  AWARD_NOT_NOMINATED: ['该社工未被提名', 'The worker was not nominated'],
  AWARD_DECIDED: ['该提名已经作出决定', 'The nomination was decided on already'],
  AWARD_UNDECIDED: ['尚有提名未作决定', 'Some nominations wait for a decision'],
  AWARD_NO_PLACE_LEFT: ['名额已满', 'There is no place left'],
  AWARD_OWN: ['不得提名或批准本人', 'Nobody nominates themselves or decides on their own award'],
});
