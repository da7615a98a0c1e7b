import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { CorrectQuarterlyAppraisal } from './domain/correct-quarterly-appraisal.js';
import { PassQuarterlyAppraisal, ReturnQuarterlyAppraisal } from './domain/inspect-quarterly-appraisal.js';
import { RecordQuarterlyAppraisal } from './domain/record-quarterly-appraisal.js';

const OFFICE: readonly Role[] = ['office-head'];
const COUNTY: readonly Role[] = ['deputy-director', 'director'];

@Controller('v1/social-workers/:workerId/quarterly-appraisals')
export class AppraisalsController {
  constructor(private readonly commands: Commands) {}

  @PostCommand(':quarter', RecordQuarterlyAppraisal, OFFICE, {
    zh: '记录季度考评',
    en: 'Record the quarterly appraisal',
  })
  record(@Ordered() order: Order<RecordQuarterlyAppraisal>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':quarter/return', ReturnQuarterlyAppraisal, COUNTY, {
    zh: '退回季度考评',
    en: 'Return the quarterly appraisal with reasons',
  })
  return(@Ordered() order: Order<ReturnQuarterlyAppraisal>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':quarter/correction', CorrectQuarterlyAppraisal, OFFICE, {
    zh: '更正被退回的季度考评',
    en: 'Correct a returned quarterly appraisal',
  })
  correct(@Ordered() order: Order<CorrectQuarterlyAppraisal>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':quarter/inspection', PassQuarterlyAppraisal, COUNTY, {
    zh: '季度考评检查通过',
    en: 'Find the quarterly appraisal in order',
  })
  pass(@Ordered() order: Order<PassQuarterlyAppraisal>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
