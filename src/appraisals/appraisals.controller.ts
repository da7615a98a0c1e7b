import { Controller } from '@nestjs/common';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { RecordQuarterlyAppraisal } from './domain/record-quarterly-appraisal.js';

@Controller('v1/social-workers/:workerId/quarterly-appraisals')
export class AppraisalsController {
  constructor(private readonly commands: Commands) {}

  @PostCommand(':quarter', RecordQuarterlyAppraisal, ['office-head'], {
    zh: '记录季度考评',
    en: 'Record the quarterly appraisal',
  })
  record(@Ordered() order: Order<RecordQuarterlyAppraisal>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
