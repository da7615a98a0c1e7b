import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { CloseAssistance } from './domain/close-assistance.js';
import { OpenAssistance } from './domain/open-assistance.js';
import { ReferAssistance } from './domain/refer-assistance.js';

/** Social workers see to the help; that a case has come to its end, officers put on record. */
const HELPING: readonly Role[] = ['social-worker', ...POSTS];

@Controller('v1')
export class AssistanceController {
  constructor(private readonly commands: Commands) {}

  /** The receipt's id is the case's. */
  @PostCommand('supervisees/:superviseeId/assistance-cases', OpenAssistance, HELPING, {
    zh: '帮扶事项立项',
    en: 'Open a case of assistance',
  })
  open(@Ordered() order: Order<OpenAssistance>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('assistance-cases/:caseId/referrals', ReferAssistance, HELPING, {
    zh: '转介帮扶事项',
    en: 'Refer a case of assistance to another body',
  })
  refer(@Ordered() order: Order<ReferAssistance>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('assistance-cases/:caseId/closing', CloseAssistance, POSTS, {
    zh: '办结帮扶事项',
    en: 'Close a case of assistance',
  })
  close(@Ordered() order: Order<CloseAssistance>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
