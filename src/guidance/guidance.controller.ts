import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { AnswerGuidance } from './domain/answer-guidance.js';
import { RequestGuidance } from './domain/request-guidance.js';

const ASKING: readonly Role[] = POSTS;
const ANSWERING: readonly Role[] = ['deputy-director', 'director', 'city-officer'];

@Controller('v1/guidance-requests')
export class GuidanceController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', RequestGuidance, ASKING, { zh: '请示', en: 'Request guidance' })
  request(@Ordered() order: Order<RequestGuidance>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':guidanceId/answer', AnswerGuidance, ANSWERING, { zh: '答复请示', en: 'Answer a request for guidance' })
  answer(@Ordered() order: Order<AnswerGuidance>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
