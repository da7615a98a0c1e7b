import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { CancelActivity } from './domain/sessions/cancel-activity.js';
import { CorrectParticipation } from './domain/sessions/correct-participation.js';
import { ExpectParticipants } from './domain/sessions/expect-participants.js';
import { PlanCommunityService } from './domain/sessions/plan-community-service.js';
import { PlanEducationSession } from './domain/sessions/plan-education-session.js';
import { RecordParticipation } from './domain/sessions/record-participation.js';

/** Social workers organise and record; what was recorded wrongly, officers correct. */
const ORGANISING: readonly Role[] = ['social-worker', ...POSTS];

@Controller('v1')
export class ActivitiesController {
  constructor(private readonly commands: Commands) {}

  /** The receipt's id is the activity's. */
  @PostCommand('education-sessions', PlanEducationSession, ORGANISING, {
    zh: '安排教育培训',
    en: 'Plan a session of education or training',
  })
  planEducation(@Ordered() order: Order<PlanEducationSession>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  /** The receipt's id is the activity's. */
  @PostCommand('community-service-sessions', PlanCommunityService, ORGANISING, {
    zh: '安排公益性劳动',
    en: 'Plan community service',
  })
  planService(@Ordered() order: Order<PlanCommunityService>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('activities/:activityId/participants', ExpectParticipants, ORGANISING, {
    zh: '增加应参加人员',
    en: 'Have more people take part in an activity',
  })
  expect(@Ordered() order: Order<ExpectParticipants>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('activities/:activityId/participants/:superviseeId/participation', RecordParticipation, ORGANISING, {
    zh: '登记一人出席情况',
    en: "Record one person's part in an activity",
  })
  record(@Ordered() order: Order<RecordParticipation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('activities/:activityId/participants/:superviseeId/correction', CorrectParticipation, POSTS, {
    zh: '更正一人出席情况',
    en: "Correct one person's part in an activity",
  })
  correct(@Ordered() order: Order<CorrectParticipation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('activities/:activityId/cancellation', CancelActivity, ORGANISING, {
    zh: '取消活动',
    en: 'Cancel an activity',
  })
  cancel(@Ordered() order: Order<CancelActivity>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
