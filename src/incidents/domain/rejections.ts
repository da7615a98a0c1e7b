import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  INCIDENT_ALREADY_REPORTED: ['该事件已经报告', 'The incident is reported already'],
  INCIDENT_NOT_FOUND: ['没有这份事件报告', 'There is no such incident'],
  INCIDENT_IN_FUTURE: ['事件发生时间不能晚于现在', 'The incident is in the future'],
  INCIDENT_AFTER_DISCHARGE: ['事件发生在解除矫正之后', 'The incident is after the end of supervision'],
  INCIDENT_CLOSED: ['该事件已经办结', 'The incident is closed'],
  INCIDENT_NOT_YOUR_LEVEL: ['该事件现由其他层级办理', 'The incident is with another level'],
  INCIDENT_AT_TOP: ['该事件已经报至市级，不能再上报', 'The incident is with the city, nothing is above it'],
  INCIDENT_ALREADY_ACKNOWLEDGED: ['本级已经签收该事件', 'This level has acknowledged the incident already'],
});
