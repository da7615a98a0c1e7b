import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../../kernel/roles.js';
import { Commands } from '../../platform/commands/commands.js';
import type { Receipt } from '../../platform/commands/receipt.js';
import { type Order, Ordered } from '../../platform/http/order.js';
import { PostCommand } from '../../platform/http/routes.js';
import { AbandonEvaluation } from '../domain/evaluation/abandon-evaluation.js';
import { OpenEvaluation } from '../domain/evaluation/open-evaluation.js';
import { CloseEvaluation, IssueBallotPaper, OpenVoting } from '../domain/evaluation/vote.js';
import { BallotBox } from './ballot-box.js';

const COUNTY: readonly Role[] = ['deputy-director', 'director'];

@Controller('v1/social-workers/:workerId/democratic-evaluations/:year')
export class EvaluationsController {
  constructor(
    private readonly commands: Commands,
    private readonly box: BallotBox,
  ) {}

  @PostCommand('', OpenEvaluation, COUNTY, { zh: '开始民主测评', en: 'Open a democratic evaluation' })
  open(@Ordered() order: Order<OpenEvaluation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  /** The answer holds the blinded value to the power of the evaluation's key; the voter takes the blinding off. */
  @PostCommand('ballot-papers', IssueBallotPaper, ['social-worker', ...POSTS], {
    zh: '领取选票',
    en: 'Get the credential to vote with',
  })
  async issue(@Ordered() order: Order<IssueBallotPaper>): Promise<Receipt & { signed: string }> {
    this.box.check(order.command.blinded);
    const receipt = await this.commands.send(order.command, order);
    return { ...receipt, signed: this.box.sign(order.command) };
  }

  @PostCommand('voting', OpenVoting, COUNTY, { zh: '开始投票', en: 'Open the voting' })
  openVoting(@Ordered() order: Order<OpenVoting>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('closing', CloseEvaluation, COUNTY, { zh: '结束投票并计票', en: 'Close the voting and count' })
  close(@Ordered() order: Order<CloseEvaluation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('abandonment', AbandonEvaluation, COUNTY, { zh: '放弃民主测评', en: 'Give the evaluation up' })
  abandon(@Ordered() order: Order<AbandonEvaluation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
