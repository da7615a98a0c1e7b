import { Controller } from '@nestjs/common';
import { withLookup } from '../../kernel/command.js';
import type { Role } from '../../kernel/roles.js';
import { Commands } from '../../platform/commands/commands.js';
import type { Receipt } from '../../platform/commands/receipt.js';
import { Ordered, type Order } from '../../platform/http/order.js';
import { PostCommand } from '../../platform/http/routes.js';
import { CompleteAnalysis } from '../domain/returns/complete-analysis.js';
import { AcceptReturn, SendBackReturn } from '../domain/returns/decide-return.js';
import { DraftReturn } from '../domain/returns/draft-return.js';
import { SubmitReturn } from '../domain/returns/submit-return.js';
import { ReturnDrafts } from './return-drafts.js';

const DECIDE: readonly Role[] = ['deputy-director', 'director', 'city-officer'];
const SUBMIT: readonly Role[] = ['office-head', ...DECIDE];
const WRITE: readonly Role[] = ['officer', ...SUBMIT];

/** A draft that has to hold the latest facts waits for them longer than a reader would. */
const WAIT_MS = 15_000;

@Controller('v1/returns/:unitId/:kind/:span')
export class ReturnsController {
  constructor(
    private readonly commands: Commands,
    private readonly drafts: ReturnDrafts,
  ) {}

  @PostCommand('draft', DraftReturn, WRITE, { zh: '生成统计报表', en: 'Draft a statistical return' })
  async draft(@Ordered() order: Order<DraftReturn>): Promise<Receipt> {
    // Whether it may be drafted is decided before anything is counted.
    await this.commands.send(order.command, order);
    const { after } = order.command;
    const computed = await this.drafts.computed(order.command, after === undefined ? {} : { after, waitMs: WAIT_MS });
    return this.commands.send(withLookup(order.command, 'computed', computed), order);
  }

  @PostCommand('analysis', CompleteAnalysis, WRITE, { zh: '完成工作情况分析', en: 'Complete the monthly analysis' })
  complete(@Ordered() order: Order<CompleteAnalysis>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('submission', SubmitReturn, SUBMIT, { zh: '报送统计报表', en: 'Hand in a statistical return' })
  submit(@Ordered() order: Order<SubmitReturn>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('acceptance', AcceptReturn, DECIDE, { zh: '接收统计报表', en: 'Accept a statistical return' })
  accept(@Ordered() order: Order<AcceptReturn>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('return', SendBackReturn, DECIDE, { zh: '退回统计报表', en: 'Send a statistical return back' })
  sendBack(@Ordered() order: Order<SendBackReturn>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
