import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { AdoptTrainingPlan, ReviseTrainingPlan } from './domain/plan-training.js';
import { HoldStudySession, RecordStudyAttendance } from './domain/sessions/hold-study.js';

/** Each for the units in their reach: an office head for the office, the others for the county too. */
const PLANNERS: readonly Role[] = ['office-head', 'deputy-director', 'director'];
const RECORDERS: readonly Role[] = ['officer', ...PLANNERS];

@Controller('v1')
export class TrainingController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('units/:unitId/training-plans/:year', AdoptTrainingPlan, PLANNERS, {
    zh: '制定年度培训计划',
    en: 'Adopt the training plan of a year',
  })
  adopt(@Ordered() order: Order<AdoptTrainingPlan>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('units/:unitId/training-plans/:year/revision', ReviseTrainingPlan, PLANNERS, {
    zh: '调整年度培训计划',
    en: 'Revise the training plan',
  })
  revise(@Ordered() order: Order<ReviseTrainingPlan>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('study-sessions', HoldStudySession, RECORDERS, { zh: '登记集中学习', en: 'Record a study session' })
  hold(@Ordered() order: Order<HoldStudySession>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('study-sessions/:sessionId/attendance/:workerId', RecordStudyAttendance, RECORDERS, {
    zh: '登记学习出勤和成绩',
    en: 'Record attendance and result of a worker',
  })
  attend(@Ordered() order: Order<RecordStudyAttendance>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
