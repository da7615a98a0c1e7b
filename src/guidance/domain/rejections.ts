import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  GUIDANCE_ALREADY_REQUESTED: ['该编号的请示已经提出', 'Guidance was requested under this id already'],
  GUIDANCE_ALREADY_ANSWERED: ['该请示已经答复', 'The request for guidance is answered already'],
  GUIDANCE_FROM_ABOVE: ['请示由县局或市局答复', 'Guidance is given by the county or the city'],
});
